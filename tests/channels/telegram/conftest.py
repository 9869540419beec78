"""A running Lotse with its bot on the local Bot API server, and a county of data."""

from __future__ import annotations

import asyncio
import contextlib
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from aiohttp import web

from bot.demo import DEMO
from bot.settings import read_settings
from bot.wiring import Wired, web_app, wired
from participation.core.db import Database, sqlite_url
from participation.offices.services import CATALOGUE, CATALOGUE_FOLDER, import_tables
from tests.support.botapi import TOKEN, BotApi


@pytest.fixture(scope="session")
def county_file(empty_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the invented county, to be copied."""
    path = tmp_path_factory.mktemp("county") / "county.db"
    shutil.copy(empty_sqlite, path)

    async def fill() -> None:
        database = Database(sqlite_url(path))
        async with database.writing() as session:
            moment = datetime(2026, 11, 23, 9, tzinfo=UTC)
            await import_tables(session, CATALOGUE_FOLDER, moment, CATALOGUE)
            await import_tables(session, DEMO / "county", moment)
        await database.close()

    asyncio.run(fill())
    return path


@pytest.fixture
def data(county_file: Path, tmp_path: Path) -> Path:
    """A data folder of its own for one Lotse."""
    shutil.copy(county_file, tmp_path / "lotse.db")
    return tmp_path


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    """The local Bot API server."""
    server = BotApi()
    await server.start()
    yield server
    await server.stop()


Start = Callable[..., Awaitable[Wired]]


@pytest.fixture
async def start(api: BotApi, data: Path) -> AsyncIterator[Start]:
    """Start Lotse on this database, again and again: `await start(mode="webhook")`; what ran before is stopped."""
    async with contextlib.AsyncExitStack() as running:

        async def begin(mode: str = "polling", url: str | None = None, working: bool = True) -> Wired:
            await running.aclose()
            return await running.enter_async_context(lotse(api.url, data, mode, url, working=working))

        yield begin


@contextlib.asynccontextmanager
async def lotse(
    api: str, data: Path, mode: str, url: str | None = None, *, working: bool = True
) -> AsyncIterator[Wired]:
    """Run Lotse with a bot at the Bot API server of this address."""
    environment = {
        "LOTSE_DATA": str(data), "LOTSE_TELEGRAM_TOKEN": TOKEN, "LOTSE_TELEGRAM_API": api,
        "LOTSE_TELEGRAM_MODE": mode, "LOTSE_PUBLIC_URL": "http://127.0.0.1:1",
    }  # fmt: skip
    if url is not None:
        environment["LOTSE_DATABASE_URL"] = url
    web_server: web.AppRunner | None = None
    listening = await asyncio.get_running_loop().create_server(asyncio.Protocol, "127.0.0.1", 0)
    port = listening.sockets[0].getsockname()[1]
    listening.close()
    environment["LOTSE_PUBLIC_URL"] = f"http://127.0.0.1:{port}"
    async with wired(read_settings(environment)) as parts:
        web_server = web.AppRunner(web_app(parts), access_log=None, shutdown_timeout=0.1)
        await web_server.setup()
        await web.TCPSite(web_server, "127.0.0.1", port).start()
        stop = asyncio.Event()
        assert parts.telegram is not None
        jobs = [asyncio.create_task(parts.telegram.run(stop))]
        if working:
            jobs.append(asyncio.create_task(parts.worker.run(stop)))
        try:
            yield parts
        finally:
            stop.set()
            await asyncio.gather(*jobs)
            await web_server.cleanup()
