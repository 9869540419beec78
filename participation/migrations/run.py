"""Brings a database to the present shape; of several processes that start at once one does it and the others wait."""

from __future__ import annotations

import asyncio
import logging
import os
import re
import sys
import traceback
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from sqlalchemy import Connection, text

from participation.core.db import Database
from participation.core.errors import Refused

if TYPE_CHECKING:  # Alembic takes 40 MB: it is loaded only where steps are taken
    from alembic.config import Config

HERE = Path(__file__).parent
_LOCK = 5_683_001  # any number, the same in every process
_NEWER = 3  # how the child process says NewerDatabase

#: `before` the new code runs: what it needs, harmless to the old. `all`: also what only the old code needed goes.
Phase = Literal["before", "all"]


class NewerDatabase(Refused):
    """This database was made by a newer version of Lotse. Please install that version, or a later one."""


def migrate(url: str, phase: Phase = "all") -> None:
    """Apply the steps that are missing, all in one transaction. Raises `NewerDatabase`."""
    asyncio.run(_migrate(url, phase))


def migrate_apart(url: str, phase: Phase) -> None:
    """The same in a child process, so that a long-lived one need not keep what the steps load. Raises `NewerDatabase`."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            migrate(url, phase)
            code = 0
        except NewerDatabase:
            code = _NEWER
        except BaseException:  # the edge of a process: a fork must never return into the parent's code
            traceback.print_exc()
        finally:
            sys.stderr.flush()
            os._exit(code)
    ended = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if ended == _NEWER:
        raise NewerDatabase
    if ended:
        raise RuntimeError("the database could not be brought to the present shape")


async def _migrate(url: str, phase: Phase) -> None:
    database = Database(url)
    try:
        async with database.reading() as session:  # nobody who writes has to wait where there is nothing to do
            if await (await session.connection()).run_sync(_all_taken, phase):
                return
        async with database.writing() as session:  # on SQLite this waits for whoever migrates at the moment
            if not database.embedded:
                await session.execute(text(f"select pg_advisory_xact_lock({_LOCK})"))
            connection = await session.connection()
            await connection.run_sync(_upgrade, phase)
    finally:
        await database.close()


def _all_taken(connection: Connection, phase: Phase) -> bool:
    """Whether no step of ours is missing; of a database that is ahead of us `_upgrade` judges."""
    at, order = _present(connection), list(_steps())
    return at in order and order.index(at) >= order.index(_target(phase))


def _upgrade(connection: Connection, phase: Phase) -> None:
    from alembic import command

    known = _steps()
    at = _present(connection)
    if at is not None and at not in known:
        if not _harmless(at):
            raise NewerDatabase
        return
    command.upgrade(settings(connection), _target(phase))


def _target(phase: Phase) -> str:
    return list(_steps())[-1] if phase == "all" else _last_before(_steps())


def up_to_date(connection: Connection) -> bool:
    """Whether this code can work with the database: no step that it needs is missing, and nothing was taken away since."""
    at, order = _present(connection), list(_steps())
    if at is None or at in order:
        return at is not None and order.index(at) >= order.index(_last_before(_steps()))
    return _harmless(at)


def _harmless(newer: str) -> bool:
    """Whether what newer versions did to a database was only to add to it."""
    return _taken_away(newer) == _taken_away(list(_steps())[-1])


def _taken_away(revision: str) -> int:
    """Return how many steps of the phase `after` were taken up to this one, which its name tells: `0012_1` is behind one.

    So a program can tell whether a database that is ahead of it still has all that it needs. -1 for what is no name of ours.
    """
    named = re.fullmatch(r"\d{4}(?:_(\d+))?", revision)
    return int(named[1] or 0) if named else -1


@cache
def _steps() -> dict[str, str]:
    """Phase by revision, oldest first, read from the files: their names are numbered."""
    found = {}
    for path in sorted((HERE / "versions").glob("0*.py")):
        said = dict(re.findall(r'^(revision|phase) = ["\'](\w+)', path.read_text(encoding="utf-8"), re.MULTILINE))
        found[said["revision"]] = said["phase"]
    return found


def _last_before(steps: dict[str, str]) -> str:
    """Return the newest step that must be taken before the new code runs."""
    return [revision for revision, phase in steps.items() if phase == "before"][-1]


def _present(connection: Connection) -> str | None:
    if not connection.dialect.has_table(connection, "alembic_version"):
        return None
    found: str | None = connection.execute(text("select version_num from alembic_version")).scalar()
    return found


def settings(connection: Connection) -> Config:
    """Return the settings Alembic works with, on an open connection."""
    from alembic.config import Config

    logging.getLogger("alembic").setLevel(logging.WARNING)  # its steps are no news to who runs a command
    config = Config()
    config.set_main_option("script_location", str(HERE).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config
