"""Who writes for long is told before they are signed out, and stays if they say so, in a real Chromium."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.async_api import Browser, Locator, Page, expect

from participation.core.clock import SetClock
from participation.core.db import Database, sqlite_url
from participation.staff.permissions import Role
from participation.staff.queries import IDLE, LONGEST
from tests.admin.site import Site, open_site
from tests.browser.looks import PHONE, follow, shot, sign_in, sound
from tests.staff.people import somebody

BEFORE = IDLE - timedelta(seconds=100)  # when the warning is there
OURS = "/staff/surveys/new"


@pytest.fixture
async def site(county: Path, tmp_path: Path, clock: SetClock) -> AsyncIterator[Site]:
    """The staff pages with an author of each language."""
    database = Database(sqlite_url(Path(shutil.copy(county, tmp_path / "county.db"))))
    for language in ("de", "en"):
        await somebody(database, f"author-{language}", Role.SELF_ORGANISATION, "nour", language=language)
    async with open_site(database, clock) as opened:
        yield opened
    await database.close()


async def _writing(site: Site, browser: Browser, language: str = "en") -> Page:
    """A page on which somebody has begun a survey; its clock is moved by `_pass`."""
    scheme = "dark" if language == "de" else "light"
    context = await browser.new_context(viewport=PHONE, color_scheme=scheme)  # type: ignore[arg-type]  # one of two words
    page = await context.new_page()
    page.set_default_timeout(10_000)
    await sign_in(page, site.address, f"author-{language}")
    await page.clock.install(time=site.clock.now())
    async with page.expect_response("**/staff/me/left"):
        await page.goto(site.address + OURS)
    await page.fill("#title-de", "Ankommen")
    return page


async def _pass(site: Site, page: Page, time: timedelta) -> None:
    """Let time pass here and there, and wait until the page has asked."""
    site.clock.forward(seconds=time.total_seconds())
    async with page.expect_response("**/staff/me/left"):
        await page.clock.fast_forward(int(time.total_seconds() * 1000))


def _said(page: Page) -> Locator:
    return page.locator("[data-staying]")


@pytest.mark.parametrize("language", ["de", "en"])
async def test_who_says_so_stays_and_loses_nothing(site: Site, browser: Browser, language: str) -> None:
    """The notice comes about two minutes before the end; one press, and the form can be saved much later."""
    page = await _writing(site, browser, language)
    await expect(_said(page)).to_be_empty()
    for _ in range(2):
        await _pass(site, page, BEFORE)
        await expect(_said(page).get_by_role("button")).to_be_in_viewport()
        await sound(page, "staying")
        await shot(page, f"staying-{language}")
        async with page.expect_response("**/staff/me/left"):
            await _said(page).get_by_role("button").click()
        await expect(_said(page)).to_be_empty()
        await expect(page.locator("#title-de")).to_be_focused()
    await follow(page, "button[value=save]")

    assert "/staff/surveys/new" not in page.url
    await expect(page.locator("h1")).to_have_text("Ankommen")


async def test_who_says_nothing_is_signed_out_and_told(site: Site, browser: Browser) -> None:
    """The page asking by itself keeps nobody: what was typed stands there, and signing in leads back to the form."""
    page = await _writing(site, browser)
    await _pass(site, page, BEFORE)
    await _pass(site, page, IDLE - BEFORE + timedelta(seconds=2))
    await expect(_said(page)).to_contain_text("You have been signed out.")
    assert await page.input_value("#title-de") == "Ankommen"
    await sound(page, "signed out")
    await follow(page, "button[value=save]")

    assert page.url == f"{site.address}/staff/sign-in?next={OURS}&ended=1"


async def test_another_tab_keeps_this_one(site: Site, browser: Browser) -> None:
    """Whoever works in another tab is not warned in this one."""
    page = await _writing(site, browser)
    site.clock.forward(minutes=20)
    other = await page.context.new_page()
    await other.goto(f"{site.address}/staff")
    site.clock.forward(seconds=(BEFORE - timedelta(minutes=20)).total_seconds())
    async with page.expect_response("**/staff/me/left"):
        await page.clock.fast_forward(int(BEFORE.total_seconds() * 1000))

    await expect(_said(page)).to_be_empty()


async def test_after_a_working_day_nobody_can_stay(site: Site, browser: Browser) -> None:
    """They are told to save, and no button promises what it cannot do."""
    page = await _writing(site, browser)
    end = site.clock.now() + LONGEST
    for _ in range(40):
        site.clock.forward(minutes=18)
        await page.request.get(f"{site.address}/staff")  # they work somewhere else meanwhile
        if end - site.clock.now() < timedelta(minutes=20):
            break
    async with page.expect_response("**/staff/me/left"):
        await page.reload()
    await _pass(site, page, end - site.clock.now() - timedelta(seconds=100))

    await expect(_said(page)).to_contain_text("Please save what you have written now.")
    await expect(_said(page).get_by_role("button")).to_have_count(0)
