"""Lotse behind its entrance, and lines that lead to it."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import pytest
from aiohttp import ClientSession, CookieJar, web

from bot.entrance import Site
from bot.settings import read_settings
from bot.wiring import Wired, web_app, wired
from participation.core.db import sqlite_url

Open = Callable[..., Awaitable[tuple[Wired, str]]]


@pytest.fixture
async def opened(county: Path, tmp_path: Path) -> AsyncIterator[Open]:
    """Start Lotse with these settings and this entrance: `await opened({"LOTSE_LIMITS": "off"})`."""
    async with AsyncExitStack() as running:

        async def start(settings: dict[str, str] | None = None, **changed: object) -> tuple[Wired, str]:
            file = shutil.copy(county, tmp_path / "lotse.db")
            given = {"LOTSE_DATA": str(tmp_path), "LOTSE_DATABASE_URL": sqlite_url(Path(file)), **(settings or {})}
            parts = await running.enter_async_context(wired(read_settings(given)))
            for name, value in changed.items():
                setattr(parts.entrance, name, value)
            return parts, await running.enter_async_context(_listening(parts))

        yield start


@asynccontextmanager
async def _listening(parts: Wired) -> AsyncIterator[str]:
    runner = web.AppRunner(
        web_app(parts), access_log=None, shutdown_timeout=0.1, keepalive_timeout=0.4, lingering_time=0.5
    )
    await runner.setup()
    site = Site(runner, "127.0.0.1", 0, parts.entrance)
    await site.start()
    yield f"http://127.0.0.1:{site.port}"
    await runner.cleanup()


def browser(address: str) -> ClientSession:
    return ClientSession(address, cookie_jar=CookieJar(unsafe=True))


async def answers(http: ClientSession, address: str, count: int, **headers: str) -> list[int]:
    found = []
    for _ in range(count):
        async with http.get(address, headers=headers) as answer:
            found.append(answer.status)
    return found


async def line(address: str) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    return await asyncio.open_connection("127.0.0.1", int(address.rsplit(":", 1)[1]))
