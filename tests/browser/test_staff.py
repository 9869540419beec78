"""The staff pages in a real Chromium: keyboard, accessibility, small and large, light and dark, German and English."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page

from participation.core.clock import SetClock
from participation.core.db import Database, sqlite_url
from participation.staff import queries, services
from participation.staff.permissions import Role
from tests.admin.site import Site, open_site
from tests.browser.looks import follow, shot, sign_in, sound
from tests.staff.people import NOW, PASSWORD, somebody

UNIT = "servicezentrum-migration"
PAGES = ("", "me", "bookings", "bookings?day=2026-11-24", "offices", "offices?q=zzz", f"offices/{UNIT}", "offices/jobcenter",
    "accounts", "accounts/new", "audit", "nothing")  # fmt: skip
#: Each language small and large, light and dark; each pair of the three once.
LOOKS = [("de", 360, "light"), ("de", 1280, "dark"), ("en", 360, "dark"), ("en", 1280, "light")]


@pytest.fixture
async def site(county: Path, tmp_path: Path, clock: SetClock) -> AsyncIterator[Site]:
    """The staff pages with a full waiting room."""
    path = tmp_path / "county.db"
    shutil.copy(county, path)
    database = Database(sqlite_url(path))
    for language in ("de", "en"):
        name = f"all-{language}"
        await somebody(database, name, Role.FRONT_OFFICE, UNIT, "buergerbuero-birkenstadt", language=language)
        for role in (Role.ADMINISTRATION, Role.COORDINATION, Role.AUDIT, Role.PLANNER, Role.STEERING_GROUP):
            await _also(database, name, role)
    async with open_site(database, clock) as opened:
        yield opened
    await database.close()


async def _also(database: Database, name: str, role: Role) -> None:
    async with database.writing() as session:
        account = await queries.account_named(session, name)
        assert account is not None
        await services.grant(session, account.id, role, "", "test", NOW)


async def _full_room(site: Site) -> list[str]:
    """Thirty people in the waiting room, in many languages; return their bookings."""
    kinds = [
        ("abh-asyl", "residence-permit-renewal"),
        ("buergerbuero-birkenstadt", "register-address"),
        (UNIT, "integration-course"),
    ]
    languages = ("ar", "fa", "uk", "de", "ti", "tr", "en")
    return [
        (await site.booking(unit, 15 * (number + 1), languages[number % 7], service)).booking
        for number in range(10)
        for unit, service in kinds
    ]


@pytest.mark.parametrize(("language", "width", "scheme"), LOOKS)
async def test_every_page_is_sound(site: Site, browser: Browser, language: str, width: int, scheme: str) -> None:
    """Axe finds nothing on any page, nothing is cut off at 360 px, no policy is hurt, in both languages and colours."""
    await _full_room(site)
    context = await browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme="dark" if scheme == "dark" else "light", locale=language
    )
    page, complaints = await context.new_page(), []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    await page.goto(f"{site.address}/staff/sign-in")
    await sound(page, "sign-in")
    await shot(page, f"sign-in-{language}-{width}-{scheme}")
    await sign_in(page, site.address, f"all-{language}")
    for path in PAGES:
        await page.goto(f"{site.address}/staff/{path}".rstrip("/"))
        await sound(page, path)
        await shot(page, f"{path.replace('/', '-').replace('?', '-') or 'home'}-{language}-{width}-{scheme}")
    await page.goto(f"{site.address}/staff/bookings")
    for _ in range(2):
        await follow(page, "section.call button.big")
    await follow(page, "section.here >> nth=0 >> button[value=documents-missing]")
    await sound(page, "note missing")
    await shot(page, f"note-{language}-{width}-{scheme}")
    await page.goto(f"{site.address}/staff/bookings")
    await sound(page, "bookings, called")
    await shot(page, f"called-{language}-{width}-{scheme}")
    await page.goto(f"{site.address}/staff/accounts")
    await follow(page, "tbody a >> nth=0")
    await sound(page, "account")
    await shot(page, f"account-{language}-{width}-{scheme}")
    await context.close()

    assert [text for text in complaints if "404" not in text and "422" not in text] == []


async def test_a_clerk_works_with_the_keyboard_and_without_script(site: Site, browser: Browser) -> None:
    """From the address to the first number called and done: no mouse, no script."""
    await _full_room(site)
    context = await browser.new_context(java_script_enabled=False, locale="de")
    page = await context.new_page()
    await page.goto(f"{site.address}/staff/bookings")
    await page.focus("#name")
    await page.keyboard.type("all-de")
    await page.keyboard.press("Tab")
    await page.keyboard.type(PASSWORD)
    await page.keyboard.press("Enter")
    await page.wait_for_url(f"{site.address}/staff/bookings")
    await page.keyboard.press("Tab")
    assert await page.text_content(":focus") == "Zum Inhalt springen"
    await page.keyboard.press("Enter")
    await _tab_to(page, "Nächste Nummer aufrufen")
    await page.keyboard.press("Enter")
    await page.wait_for_selector("section.here")
    await page.focus("section.here input[name=note]")
    await page.keyboard.press("Tab")
    assert await page.text_content(":focus") == "Erledigt"
    await page.keyboard.press("Enter")
    await page.wait_for_url("**/staff/bookings?day=2026-11-23")

    assert await page.locator("tr.is-done").count() == 1
    await context.close()


async def _tab_to(page: Page, words: str) -> None:
    for _ in range(40):
        await page.keyboard.press("Tab")
        if words in str(await page.evaluate("document.activeElement.textContent")):
            return
    raise AssertionError(f"{words} cannot be reached by keyboard")


async def test_two_clerks_in_two_browsers(site: Site, browser: Browser) -> None:
    """Both press the same number: one has it at the counter, the other reads that it is taken."""
    await _full_room(site)
    pages = []
    for name in ("all-de", "all-en"):
        context = await browser.new_context(locale="de")
        await context.route("**/live*", lambda route: route.abort())  # both press before either is told of the other
        pages.append(await context.new_page())
        await sign_in(pages[-1], site.address, name)
        await pages[-1].goto(f"{site.address}/staff/bookings")
    for page in pages:
        await follow(page, page.locator("td.act button").nth(4))

    assert await pages[0].locator("section.here").count() == 1
    assert "has already been called" in (await pages[1].text_content("[role=alert]") or "")


async def test_the_list_prints_without_buttons(site: Site, browser: Browser) -> None:
    """On paper the day is a list: no menu, no buttons."""
    await _full_room(site)
    page = await browser.new_page(locale="de")
    await sign_in(page, site.address, "all-de")
    await page.goto(f"{site.address}/staff/bookings")
    await page.emulate_media(media="print")
    await shot(page, "print")

    assert not await page.locator("header.bar").is_visible()
    assert await page.locator("button:visible").count() == 0
    assert await page.locator("table.list tbody tr:visible").count() == 30
