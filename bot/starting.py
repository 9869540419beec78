"""Waits for a database server that is still starting, so that after a power cut the order of starting does not matter."""

from __future__ import annotations

import asyncio
import logging
import time

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from participation.core.db import Database
from participation.core.errors import Refused

PATIENCE, LONGEST_PAUSE = 180.0, 10.0  # seconds in all, and between two tries
ANSWER = 10.0  # seconds for one try
NOT_YET = ("08", "53", "57P")  # how the codes of a server begin that starts, stops, or has no room at the moment

log = logging.getLogger(__name__)


class NoDatabase(Refused):
    """The database does not answer. Please look whether PostgreSQL runs, and start again."""


async def until_it_answers(url: str, patience: float = PATIENCE) -> None:
    """Return as soon as the database answers. Raises `NoDatabase` after a while, and at once what waiting does not cure."""
    database, pause, gives_up = Database(url), 0.5, time.monotonic() + patience
    try:
        while not (database.embedded or await _answers(database)):
            if time.monotonic() > gives_up:
                raise NoDatabase
            log.warning(
                "the database does not answer yet. Trying again in %.1f s", pause, extra={"action": "database_awaited"}
            )
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE)
    finally:
        await database.close()


async def _answers(database: Database) -> bool:
    try:
        async with asyncio.timeout(ANSWER), database.reading() as session:
            await session.execute(text("select 1"))
    except (OSError, TimeoutError):
        return False
    except DBAPIError as error:
        if not str(getattr(error.orig, "sqlstate", "")).startswith(NOT_YET):
            raise
        return False
    return True
