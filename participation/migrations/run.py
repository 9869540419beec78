"""Brings a database to the present shape; of several processes that start at once one does it and the others wait."""

from __future__ import annotations

import asyncio
import logging
from functools import cache
from pathlib import Path
from typing import Literal

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from participation.core.db import Database
from participation.core.errors import Refused

HERE = Path(__file__).parent
_LOCK = 5_683_001  # any number, the same in every process

#: `before` the new code runs: what it needs, harmless to the old. `all`: also what only the old code needed goes.
Phase = Literal["before", "all"]


class NewerDatabase(Refused):
    """This database was made by a newer version of Lotse. Please install that version, or a later one."""


def migrate(url: str, phase: Phase = "all") -> None:
    """Apply the steps that are missing, all in one transaction. Raises `NewerDatabase`."""
    asyncio.run(_migrate(url, phase))


async def _migrate(url: str, phase: Phase) -> None:
    database = Database(url)
    try:
        async with database.writing() as session:  # on SQLite this waits for whoever migrates at the moment
            if not database.embedded:
                await session.execute(text(f"select pg_advisory_xact_lock({_LOCK})"))
            connection = await session.connection()
            await connection.run_sync(_upgrade, phase)
    finally:
        await database.close()


def _upgrade(connection: Connection, phase: Phase) -> None:
    config = settings(connection)
    steps = ScriptDirectory.from_config(config)
    known = {step.revision for step in steps.walk_revisions()}
    at = _present(connection)
    if at is not None and at not in known:
        raise NewerDatabase
    command.upgrade(config, "head" if phase == "all" else _last_before(steps))


def up_to_date(connection: Connection) -> bool:
    """Whether this code can work with the database: no step that it needs is missing."""
    at = _present(connection)
    return at is not None and at not in _too_old()


@cache
def _too_old() -> set[str]:
    steps = ScriptDirectory(str(HERE))
    known = [step.revision for step in steps.walk_revisions()]  # newest first
    return set(known[known.index(_last_before(steps)) + 1 :])


def _last_before(steps: ScriptDirectory) -> str:
    """Return the newest step that must be taken before the new code runs."""
    return next(step.revision for step in steps.walk_revisions() if getattr(step.module, "phase", "") == "before")


def _present(connection: Connection) -> str | None:
    if not connection.dialect.has_table(connection, "alembic_version"):
        return None
    found: str | None = connection.execute(text("select version_num from alembic_version")).scalar()
    return found


def settings(connection: Connection) -> Config:
    """Return the settings Alembic works with, on an open connection."""
    logging.getLogger("alembic").setLevel(logging.WARNING)  # its steps are no news to who runs a command
    config = Config()
    config.set_main_option("script_location", str(HERE).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config
