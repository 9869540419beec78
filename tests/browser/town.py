"""Everything of Lotse running at once, with people who use it."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from aiohttp import web
from playwright.async_api import Browser, Page, expect

from bot import demo_staff
from bot.demo_surveys import FOLDER
from bot.settings import read_settings
from bot.wiring import Wired, web_app, wired
from participation.core.clock import SetClock
from participation.core.db import sqlite_url
from participation.core.ids import new_id
from participation.staff.passwords import hash_password
from participation.surveys.formats.as_yaml import read_survey
from participation.surveys.logic import Answers
from participation.surveys.services import create_survey, open_survey, send_sheets
from tests.support.botapi import TOKEN, BotApi

SURVEY = "ankommen"
OTHERS = 40  # people who answer through the rooms' own services, so that groups are large enough to be shown


@dataclass(slots=True)
class Town:
    """Everything running: pages, Telegram, and a clock we move."""

    address: str
    parts: Wired
    clock: SetClock
    api: BotApi
    browser: Browser

    async def visits(self, path: str, language: str = "en") -> Page:
        """Open a browser of somebody's own."""
        context = await self.browser.new_context(
            base_url=self.address, locale=language, viewport={"width": 1280, "height": 900}
        )
        context.set_default_timeout(10_000)
        page = await context.new_page()
        await page.goto(path)
        return page

    async def signs_in(self, name: str) -> Page:
        page = await self.visits("/staff/sign-in?lang=en")
        await page.fill("[name=name]", name)
        await page.fill("[name=password]", demo_staff.PASSWORD)
        await page.press("[name=password]", "Enter")
        await page.get_by_role("button", name="English").click()
        await expect(page.get_by_role("button", name="Sign out")).to_be_visible()
        return page


@pytest.fixture
async def town(browser: Browser, county: Path, tmp_path: Path) -> AsyncIterator[Town]:
    """Lotse with the demo county, its staff, an open survey, and a bot on a local Bot API server."""
    shutil.copy(county, tmp_path / "lotse.db")
    clock, api = SetClock(datetime(2026, 11, 23, 8, 0, tzinfo=UTC)), BotApi()
    await api.start()
    environment = {
        "LOTSE_DATABASE_URL": sqlite_url(tmp_path / "lotse.db"), "LOTSE_DATA": str(tmp_path),
        "LOTSE_TELEGRAM_TOKEN": TOKEN, "LOTSE_TELEGRAM_API": api.url,
        "LOTSE_LIMITS": "off",  # the clock stands still: a pace once reached would stay so
    }  # fmt: skip
    async with wired(read_settings(environment), clock) as parts:
        parts.demo = True
        await _settle(parts, clock)
        runner = web.AppRunner(web_app(parts), access_log=None, shutdown_timeout=0.1)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        host, port = runner.addresses[0]
        assert parts.telegram is not None
        stop = asyncio.Event()
        listening = asyncio.create_task(parts.telegram.run(stop))
        yield Town(f"http://{host}:{port}", parts, clock, api, browser)
        stop.set()
        await listening
        await runner.cleanup()
    await api.stop()


async def _settle(parts: Wired, clock: SetClock) -> None:
    """Staff, and the survey of the demo, open for two days."""
    hashed = await hash_password(demo_staff.PASSWORD)
    async with parts.database.writing() as session:
        await demo_staff.settle(session, hashed, clock.now())
        definition = read_survey((FOLDER / "survey.yaml").read_bytes(), "survey.yaml")
        survey = await create_survey(session, definition, "test")
        await open_survey(session, survey, clock.now(), clock.now() + timedelta(days=2))
        people = [(new_id(), _invented(n), False) for n in range(OTHERS)]
        await send_sheets(session, survey, people, clock.now())


def _invented(n: int) -> Answers:
    """Two kinds of people."""
    long = bool(n % 2)
    return {
        "since": "1-to-3" if long else "under-1", "hard": ["housing", "papers"] if long else ["housing"],
        "course": "yes", "office": 4 if long else 2, "helper": None, "wish": None,
    }  # fmt: skip
