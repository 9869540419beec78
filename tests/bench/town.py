"""Databases with the invented county for measuring: an SQLite file, or a PostgreSQL server of their own that keeps what it confirms."""

from __future__ import annotations

import asyncio
import contextlib
import tempfile
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import text

from bot.demo import DEMO
from participation.core.db import Database, sqlite_url
from participation.migrations.run import migrate
from participation.offices.services import CATALOGUE, CATALOGUE_FOLDER, import_tables
from tests.support import postgres


@dataclass
class Town:
    """A data folder and a database; *server* where it is PostgreSQL."""

    data: Path
    url: str
    database: Database
    server: postgres.Cluster | None = None

    async def one(self, question: str) -> Any:
        """The answer to a question to the database."""
        async with self.database.reading() as session:
            return (await session.execute(text(question))).scalar()


@contextlib.asynccontextmanager
async def town(kind: str) -> AsyncIterator[Town]:
    """Settle a county on `sqlite` or `postgresql` for the time of the block."""
    with contextlib.ExitStack() as stack:
        data = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        server, url = None, sqlite_url(data / "lotse.db")
        if kind == "postgresql":
            server = stack.enter_context(postgres.cluster())
            server.stop("fast")
            server.start(durable=True)
            server.sql("create database lotse")
            url = server.url("lotse")
        await asyncio.to_thread(migrate, url)
        database = Database(url)
        await _settle(database)
        yield Town(data, url, database, server)
        await database.close()


async def _settle(database: Database) -> None:
    async with database.writing() as session:
        moment = datetime(2026, 11, 1, tzinfo=UTC)
        await import_tables(session, CATALOGUE_FOLDER, moment, CATALOGUE)
        await import_tables(session, DEMO / "county", moment)
        await session.execute(text("update office_opening set counters = 500 where slot_minutes is not null"))
