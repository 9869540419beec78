"""Knowing that somebody waits for a lock, without sleeping."""

from __future__ import annotations

import asyncio

from sqlalchemy import text

from participation.core.db import Database

LOCKS = text("select count(*) from pg_locks where not granted")


async def waits(database: Database, task: asyncio.Task[object]) -> None:
    """Return when *task* waits for a lock, or is done; with SQLite nobody else writes anyway."""
    if database.embedded:
        return
    async with asyncio.timeout(10):
        while not task.done():
            async with database.reading() as session:
                if (await session.execute(LOCKS)).scalar_one():
                    return
