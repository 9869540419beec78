"""The database goes away while people write, and comes back."""

from __future__ import annotations

import asyncio
import logging
import re
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import asyncpg
import pytest
from aiohttp import ClientSession, web
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError, InterfaceError, OperationalError

from bot.channels.webchat.refusing import refusing
from bot.settings import read_settings
from bot.wiring import wired
from participation.core.clock import SetClock
from participation.core.db import Database
from participation.migrations.run import migrate
from tests.channels.webchat.conftest import Visitor, listening
from tests.conftest import lacking
from tests.support import postgres

SAYS = "Lotse cannot look anything up at the moment."
SCRIPT = {"X-Requested-With": "lotse"}


@pytest.fixture
async def server() -> AsyncIterator[postgres.Cluster]:
    """A PostgreSQL server of this test alone."""
    if postgres.programs() is None:
        lacking("PostgreSQL", "apt-get install postgresql")
    with postgres.cluster() as cluster:
        cluster.sql("create database lotse")
        await asyncio.to_thread(migrate, cluster.url("lotse"))
        yield cluster


async def test_people_read_that_the_database_is_away(
    server: postgres.Cluster, clock: SetClock, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """503, when to come again and why, in their language; one line in the log for each; afterwards the talk goes on."""
    settings = read_settings({"LOTSE_DATABASE_URL": server.url("lotse"), "LOTSE_DATA": str(tmp_path)})
    async with wired(settings, clock) as parts, listening(parts) as address:
        somebody, other = Visitor(address), Visitor(address)
        await somebody.sends(text="menu", lang="en")
        await asyncio.to_thread(server.stop)
        caplog.clear()
        away = [await _asks(somebody, *one) for one in WAYS]
        told = [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR]
        stranger = await _asks(other, "POST", "/chat", {})
        await asyncio.to_thread(server.start)
        await somebody.sends(text="help", lang="en")
        back = somebody.status, somebody.last
        await somebody.http.close()
        await other.http.close()

    assert away == [(503, "5", True, "X-Requested-With" not in headers) for _, _, headers in WAYS]
    assert stranger == (503, "5", True, True)
    assert [re.sub(r"\w+$", "", line) for line in told] == ["the database is out of reach: "] * len(WAYS)
    assert back[0] == 200
    assert "These words work at any time" in back[1]


WAYS: list[tuple[str, str, dict[str, str]]] = [
    ("POST", "/chat", {}), ("POST", "/chat", SCRIPT), ("GET", "/chat", {}), ("GET", "/chat/new", SCRIPT), ("POST", "/chat/link", {}),
    ("POST", "/chat/forget", {}),
]  # fmt: skip


async def _asks(
    somebody: Visitor, method: str, path: str, headers: dict[str, str]
) -> tuple[int, str | None, bool, bool]:
    form = {"text": "housing benefit", "lang": "en"} if method == "POST" else None
    async with somebody.http.request(method, path, data=form, headers=headers) as answer:
        page = await answer.text()
    return answer.status, answer.headers.get("Retry-After"), SAYS in page, "<html" in page


async def _nobody_listens() -> None:
    database = Database("postgresql+asyncpg://test@/none?host=/nowhere")
    async with database.reading() as session:
        await session.execute(text("select 1"))
    await database.close()


async def _no_such_table(database: Database) -> None:
    async with database.reading() as session:
        await session.execute(text("select 1 from nowhere"))


async def _no_such_file() -> None:
    raise FileNotFoundError


async def _hung_up() -> None:
    raise ConnectionResetError


async def _refused() -> None:
    raise IntegrityError("insert", {}, ValueError())


async def _locked() -> None:
    error = sqlite3.OperationalError("database is locked")
    error.sqlite_errorname = "SQLITE_BUSY"
    raise OperationalError("insert", {}, error)


async def _starting_up() -> None:
    raise asyncpg.CannotConnectNowError("the database system is starting up")


async def _shutting_down() -> None:
    raise DBAPIError("insert", {}, asyncpg.AdminShutdownError("terminating connection"))


async def _no_number() -> None:
    raise InterfaceError("insert", {}, asyncpg.InterfaceError("value out of int32 range"))


BUGS = (_no_such_table, _no_such_file, _hung_up, _refused, _no_number)


@pytest.mark.parametrize("failing", [_nobody_listens, _locked, _starting_up, _shutting_down, *BUGS])
async def test_only_the_database_is_said_to_be_away(sqlite: Database, failing: Callable[..., Awaitable[None]]) -> None:
    """A bug stays a bug, told by the server with where it was, and no trouble with a line or a file is the database's."""

    async def fail(_request: web.Request) -> web.Response:
        await (failing(sqlite) if failing is _no_such_table else failing())
        raise AssertionError

    app = web.Application(middlewares=[refusing])
    app.router.add_get("/", fail)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    host, port = runner.addresses[0]
    async with ClientSession(f"http://{host}:{port}") as http, http.get("/") as answer:
        assert answer.status == (500 if failing in BUGS else 503)
    await runner.cleanup()
