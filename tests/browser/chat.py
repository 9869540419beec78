"""The start page and the chat, and browsers that look at them."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from axe_playwright_python.base import AXE_FILE_PATH
from playwright.async_api import Browser, BrowserContext, Page, expect
from sqlalchemy import func, select

from bot.settings import read_settings
from bot.talk.models import Heard
from bot.wiring import Wired, web_app, wired
from participation.core.clock import SetClock
from participation.core.db import sqlite_url
from tests.browser.looks import PHONE

RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")


@dataclass(slots=True)
class Site:
    """The running web app, and the browsers that look at it."""

    address: str
    parts: Wired
    browser: Browser
    complaints: list[str] = field(default_factory=list)
    contexts: list[BrowserContext] = field(default_factory=list)

    async def opens(self, path: str, *, language: str = "en", script: bool = True, **settings: Any) -> Page:
        """Open a page in a browser of somebody's own; what it complains about is noted."""
        context = await self.browser.new_context(
            base_url=self.address, locale=language, java_script_enabled=script, **{"viewport": PHONE, **settings}
        )
        self.contexts.append(context)
        context.set_default_timeout(10_000)
        page = await context.new_page()
        page.on("console", lambda message: self.complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        await page.goto(path)
        return page

    async def heard(self) -> int:
        """How many messages were heard so far."""
        async with self.parts.database.reading() as session:
            return int((await session.execute(select(func.count()).select_from(Heard))).scalar_one())


@pytest.fixture
async def site(county: Path, tmp_path: Path, clock: SetClock, browser: Browser) -> AsyncIterator[Site]:
    """The whole web app on a real database with the demo county, on a port of its own."""
    async with served(county, tmp_path, clock, browser) as opened:
        yield opened


@asynccontextmanager
async def served(
    county: Path, folder: Path, clock: SetClock, browser: Browser, *, demo: bool = False
) -> AsyncIterator[Site]:
    """Serve the whole web app on a copy of *county* in *folder*; *demo* asks staff for no second factor."""
    copy = shutil.copy(county, folder / "lotse.db")
    async with wired(read_settings({"LOTSE_DATABASE_URL": sqlite_url(Path(copy))}), clock) as parts:
        parts.demo = demo
        runner = web.AppRunner(web_app(parts), access_log=None, shutdown_timeout=0.1)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        host, port = runner.addresses[0]
        opened = Site(f"http://{host}:{port}", parts, browser)
        yield opened
        for context in opened.contexts:
            await context.close()
        await runner.cleanup()


async def says(page: Page, words: str, expected: str) -> None:
    """Write and send with the keyboard, and wait for an answer that holds *expected*."""
    await page.get_by_role("textbox").fill(words)
    await page.get_by_role("textbox").press("Enter")
    await expect(page.locator(".line.lotse").last).to_contain_text(expected)
    await expect(page.locator(".line.waiting")).to_have_count(0)


async def violations(page: Page) -> list[str]:
    """Return what axe-core finds wrong with a page."""
    await page.evaluate(AXE_FILE_PATH.read_text(encoding="utf-8"))
    found = await page.evaluate("rules => axe.run(document, {runOnly: rules})", list(RULES))
    return [f"{one['id']}: {node['html'][:120]}" for one in found["violations"] for node in one["nodes"]]
