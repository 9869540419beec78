"""The web app over real HTTP, without a browser."""

from __future__ import annotations

import re
import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from aiohttp import ClientSession, CookieJar, TCPConnector, web
from sqlalchemy import func, select

from bot.settings import read_settings
from bot.wiring import Wired, web_app, wired
from participation.core.clock import SetClock
from participation.core.db import sqlite_url


class Visitor:
    """Somebody's browser without script: cookies, forms, the page last seen."""

    def __init__(self, address: str, language: str = "en") -> None:
        headers = {"Accept-Language": language}
        self.http = ClientSession(address, cookie_jar=CookieJar(unsafe=True), headers=headers, connector=TCPConnector())
        self.html, self.status = "", 0

    async def opens(self, path: str = "/chat") -> str:
        async with self.http.get(path) as response:
            self.status, self.html = response.status, await response.text()
        return self.html

    async def sends(self, path: str = "/chat", headers: dict[str, str] | None = None, **fields: str) -> str:
        async with self.http.post(path, data=fields, headers=headers) as response:
            self.status, self.html = response.status, await response.text()
        return self.html

    async def presses(self, label: str) -> str:
        code = re.search(rf'value="([^"]+)">{re.escape(label)}<', self.html)
        assert code, f"no button {label}"
        return await self.sends(choice=code[1])

    def hidden(self, name: str) -> str:
        found = re.search(rf'name="{name}" value="([^"]*)"', self.html)
        assert found, f"no hidden field {name}"
        return found[1]

    @property
    def last(self) -> str:
        """The words of the newest line, without tags."""
        newest = self.html.rpartition('class="line lotse"')[2].partition("</li>")[0]
        return re.sub(r"<[^>]*>", " ", newest)


Comes = Callable[..., Visitor]


async def count(parts: Wired, table: type) -> int:
    """How many rows a table has."""
    async with parts.database.reading() as session:
        return int((await session.execute(select(func.count()).select_from(table))).scalar_one())


def content(file: Path) -> bytes:
    """All that stands in the files of a database."""
    return b"".join(path.read_bytes() for path in file.parent.glob(f"{file.name}*"))


@pytest.fixture
def file(county: Path, tmp_path: Path) -> Path:
    """A database file with the demo county."""
    return Path(shutil.copy(county, tmp_path / "lotse.db"))


@pytest.fixture
async def parts(file: Path, clock: SetClock) -> AsyncIterator[Wired]:
    async with wired(read_settings({"LOTSE_DATABASE_URL": sqlite_url(file)}), clock) as parts:
        yield parts


@pytest.fixture
async def address(parts: Wired) -> AsyncIterator[str]:
    """Where the web app listens."""
    async with listening(parts) as address:
        yield address


@asynccontextmanager
async def listening(parts: Wired) -> AsyncIterator[str]:
    """Have the web app listen for the time of the block; gives where."""
    runner = web.AppRunner(web_app(parts), access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    host, port = runner.addresses[0]
    yield f"http://{host}:{port}"
    await runner.cleanup()


@pytest.fixture
async def visitor(address: str) -> AsyncIterator[Comes]:
    """Have somebody come with a browser of their own."""
    came: list[Visitor] = []

    def comes(language: str = "en") -> Visitor:
        came.append(Visitor(address, language))
        return came[-1]

    yield comes
    for one in came:
        await one.http.close()
