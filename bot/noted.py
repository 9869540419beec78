"""What was sent and is not ticked off yet, noted in a file: whoever comes after a killed process does not send it again."""

from __future__ import annotations

import contextlib
import fcntl
import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from participation.core.ids import new_id
from participation.core.outbox import Due

FOLDER = "sent"
LARGEST = 8192  # bytes after which a file is begun anew


@dataclass(slots=True)
class Noted:
    """Each process has a file of its own, locked for as long as it lives; a line is a message's number and until when it was ours.

    Writing is enough: what was written outlives its process. It need not outlive the machine, or be written at all:
    what is not noted may be sent twice, as it would be without us.
    """

    folder: Path
    _file: int | None = None
    _size: int = 0
    _open: dict[int, str] = field(default_factory=dict)

    def add(self, message: Due) -> None:
        """Note that a message was sent."""
        line = self._open[message.id] = f"{message.id} {message.until.isoformat()}\n"
        with contextlib.suppress(OSError):
            self._write(line)

    def drop(self, ids: Iterable[int]) -> None:
        """Forget those that are ticked off."""
        for id_ in ids:
            self._open.pop(id_, None)
        if self._file is not None and (self._size > LARGEST or (self._size and not self._open)):
            with contextlib.suppress(OSError):
                os.ftruncate(self._file, 0)
                self._size = 0
                self._write("".join(self._open.values()))

    @contextmanager
    def left(self) -> Iterator[dict[int, datetime]]:
        """Give what the dead have noted; when the block ends well, their files go."""
        with contextlib.ExitStack() as held:
            dead = [path for path in self.folder.glob("*") if held.enter_context(_ownerless(path))]
            yield {id_: until for path in dead for id_, until in _lines(path)}
            for path in dead:
                path.unlink(missing_ok=True)

    def close(self) -> None:
        """Leave the file to whoever comes next."""
        if self._file is not None:
            os.close(self._file)
            self._file = None

    def _write(self, lines: str) -> None:
        if self._file is None:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._file = _begun(self.folder)
        self._size += os.write(self._file, lines.encode())


def _begun(folder: Path) -> int:
    """Open a new file and hold it. Before we hold it, others may take it for one of the dead: then we begin another."""
    while True:
        file = os.open(folder / new_id(), os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_EXCL, 0o600)
        if _held(file) and os.fstat(file).st_nlink:
            return file
        os.close(file)


def _held(file: int) -> bool:
    """Lock an open file for as long as it is open; False if somebody else has it."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


@contextmanager
def _ownerless(path: Path) -> Iterator[bool]:
    """Whether the process a file belongs to is dead; for the time of the block it is ours."""
    try:
        file = os.open(path, os.O_RDONLY)
    except OSError:  # somebody else was faster
        yield False
        return
    try:
        yield _held(file)
    finally:
        os.close(file)


def _lines(path: Path) -> Iterator[tuple[int, datetime]]:
    try:
        written = path.read_text(encoding="ascii", errors="replace")
    except OSError:
        return
    for id_, until in re.findall(r"^(\d{1,18}) (\S+)\n", written, re.MULTILINE):  # the last line may be torn
        with contextlib.suppress(ValueError):
            yield int(id_), datetime.fromisoformat(until)
