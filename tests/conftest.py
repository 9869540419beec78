"""Fixtures of all tests: real databases, a clock that stands still."""

from __future__ import annotations

import asyncio
import os
import secrets
import shutil
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import NoReturn

import pytest

from bot.demo import DEMO
from participation.core.clock import SetClock
from participation.core.db import Database, sqlite_url
from participation.migrations.run import migrate
from participation.offices.services import CATALOGUE, CATALOGUE_FOLDER, import_tables
from tests.support import postgres


def lacking(what: str, install: str) -> NoReturn:
    """Skip on a newcomer's machine, fail where everything must be there."""
    if os.environ.get("LOTSE_TESTS_COMPLETE"):
        pytest.fail(f"{what} is missing: {install}")
    pytest.skip(f"{what} is missing; to run this test: {install}")


@pytest.fixture(scope="session")
def empty_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated, empty SQLite file to be copied."""
    path = tmp_path_factory.mktemp("template") / "empty.db"
    migrate(sqlite_url(path))
    return path


@pytest.fixture(scope="session")
def county(empty_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file with the demo county, to be copied."""
    path = tmp_path_factory.mktemp("county") / "county.db"
    shutil.copy(empty_sqlite, path)
    asyncio.run(_settle(sqlite_url(path)))
    return path


async def _settle(url: str) -> None:
    database, now = Database(url), datetime(2026, 11, 1, tzinfo=UTC)
    async with database.writing() as session:
        await import_tables(session, CATALOGUE_FOLDER, now, CATALOGUE)
        await import_tables(session, DEMO / "county", now)
    await database.close()


@pytest.fixture(scope="session")
def postgres_cluster() -> Iterator[postgres.Cluster]:
    """A PostgreSQL server with a migrated template database."""
    if postgres.programs() is None:
        lacking("PostgreSQL", "apt-get install postgresql")
    with postgres.cluster() as server:
        server.sql("create database template_lotse")
        migrate(server.url("template_lotse"))
        yield server


@pytest.fixture
def sqlite_file(empty_sqlite: Path, tmp_path: Path) -> Path:
    """A fresh, migrated SQLite file."""
    path = tmp_path / "lotse.db"
    shutil.copy(empty_sqlite, path)
    return path


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """The URL of a fresh, migrated database of either kind."""
    if request.param == "sqlite":
        yield sqlite_url(request.getfixturevalue("sqlite_file"))
        return
    server: postgres.Cluster = request.getfixturevalue("postgres_cluster")
    name = f"t{secrets.token_hex(4)}"
    server.sql(f"create database {name} template template_lotse")
    yield server.url(name)
    server.sql(f"drop database {name} with (force)")


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """A fresh database of either kind: what uses it runs on SQLite and on PostgreSQL."""
    opened = Database(database_url)
    yield opened
    await opened.close()


@pytest.fixture
async def sqlite(sqlite_file: Path) -> AsyncIterator[Database]:
    """A fresh SQLite database, where one kind is enough."""
    opened = Database(sqlite_url(sqlite_file))
    yield opened
    await opened.close()


@pytest.fixture
def clock() -> SetClock:
    """A Monday in November 2026, ten o'clock in Berlin."""
    return SetClock(datetime(2026, 11, 23, 9, 0, tzinfo=UTC))
