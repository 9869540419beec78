"""Room on the disk: a file that is given up when a write finds none, so that people can still be deleted."""

from __future__ import annotations

import errno
import logging
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from participation.core.errors import Refused

SIZE = 16 * 2**20  # room for about a thousand deletions, each with the talk that leads to it

log = logging.getLogger(__name__)


class NothingStored(Refused):
    """At the moment nothing can be stored here, so nothing was changed. Please try again later. Deleting your data is still possible."""


@dataclass(slots=True)
class Space:
    """The reserve file: while it is there, there is room. Every process on this disk sees the same."""

    path: Path
    size: int = SIZE

    @property
    def short(self) -> bool:
        return not self.path.exists()

    def give_up(self) -> None:
        """Free the reserve: from now on only what deletes is written."""
        if not self.short:
            self.path.unlink(missing_ok=True)
            log.error(
                "the disk is full: nothing but deletion is possible until there is room",
                extra={"action": "disk_full"},
            )

    def keep(self) -> bool:
        """Lay the reserve down where it is missing and there is room for it twice; return whether it is there."""
        if self.short and shutil.disk_usage(self.path.parent).free >= 2 * self.size:
            draft = self.path.with_name(f"{self.path.name}.{os.getpid()}.part")
            try:
                with draft.open("wb") as file:
                    os.posix_fallocate(file.fileno(), 0, self.size)
                draft.replace(self.path)
            except OSError:
                draft.unlink(missing_ok=True)
        return not self.short


#: What SQLite says when there is no room, for the file and for the index of its log.
_FULL = {"SQLITE_FULL", "SQLITE_IOERR_SHMSIZE"}
_POSTGRESQL_FULL = "53100"


def is_full(error: BaseException | None) -> bool:
    """Whether something failed because there was no room, itself or what led to it."""
    while error is not None:
        told = getattr(error, "orig", None) or error
        if (
            getattr(told, "sqlite_errorname", None) in _FULL
            or getattr(told, "sqlstate", None) == _POSTGRESQL_FULL
            or getattr(told, "errno", None) == errno.ENOSPC
        ):
            return True
        error = error.__cause__ or error.__context__
    return False
