"""From an invitation to the first page in a real Chromium: link, password, app, paper codes; each page sound."""

from __future__ import annotations

import base64
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page

from participation.core.clock import SetClock
from participation.core.db import Database, sqlite_url
from participation.staff import invitations, totp
from participation.staff.permissions import Role
from tests.admin.site import Site, open_site
from tests.browser.looks import follow, shot, sound
from tests.browser.test_staff import LOOKS
from tests.staff.people import somebody

CHOSEN = "Tee, Regen & Rad"


@pytest.fixture
async def strict(county: Path, tmp_path: Path, clock: SetClock) -> AsyncIterator[Site]:
    """The staff pages as a municipality runs them."""
    database = Database(sqlite_url(Path(shutil.copy(county, tmp_path / "county.db"))))
    async with open_site(database, clock, second_factor=True) as opened:
        yield opened
    await database.close()


async def _invited(site: Site, language: str) -> str:
    account = await somebody(site.database, "clerk", Role.AUDIT, provisional=True, language=language)
    async with site.database.writing() as session:
        return await invitations.invite(session, account.id, "test", site.clock.now())


async def _code(page: Page, site: Site) -> str:
    """What the app shows that has read the secret on the page."""
    secret = base64.b32decode((await page.inner_text("code.secret")).replace(" ", ""))
    return totp.code_at(secret, totp.step_at(site.clock.now()))


@pytest.mark.parametrize(("language", "width", "scheme"), LOOKS)
async def test_from_the_link_to_the_first_page(
    strict: Site, browser: Browser, language: str, width: int, scheme: str
) -> None:
    """The code of the link fills itself in and leaves the address; nothing breaks a rule of access, in any look."""
    token = await _invited(strict, language)
    context = await browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme="dark" if scheme == "dark" else "light", locale=language
    )
    page, complaints, asked = await context.new_page(), [], []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("request", lambda request: asked.append(request.url))
    await page.goto(f"{strict.address}{invitations.PATH}{token}")
    assert await page.input_value("#code") == token
    assert page.url == f"{strict.address}/staff/invitation"
    look = f"{language}-{width}-{scheme}"
    await sound(page, "invitation")
    await shot(page, f"invitation-{look}")
    await page.fill("#new_password", CHOSEN)
    await page.fill("#again_password", CHOSEN)
    await page.press("#again_password", "Enter")
    await page.wait_for_url("**/staff/second-factor")
    await sound(page, "set up")
    await shot(page, f"set-up-{look}")
    code = await _code(page, strict)
    await page.fill("#code", code)
    await page.press("#code", "Enter")
    await page.wait_for_selector(".codes")
    await sound(page, "codes")
    await shot(page, f"codes-{look}")
    paper = await page.locator(".codes code").all_inner_texts()
    await page.locator("a.button.strong").click()
    await page.wait_for_url(f"{strict.address}/staff")
    await page.goto(f"{strict.address}/staff/me")
    await sound(page, "me")
    await shot(page, f"me-{look}")
    await page.locator("form[action='/staff/sign-out'] button").click()
    await page.wait_for_url("**/staff/sign-in")
    await page.fill("#name", "clerk")
    await page.fill("#password", CHOSEN)
    await page.press("#password", "Enter")
    await page.wait_for_url("**/staff/sign-in/code")
    await sound(page, "code")
    await page.fill("#code", code)
    await page.press("#code", "Enter")
    await page.wait_for_selector(".wrong")
    await sound(page, "wrong code")
    await shot(page, f"code-{look}")
    await page.fill("#code", paper[9])
    await page.press("#code", "Enter")
    await page.wait_for_url(f"{strict.address}/staff")
    await context.close()

    assert len(paper) == 10
    assert not [url for url in asked if token in url]
    assert [text for text in complaints if not any(status in text for status in ("403", "422"))] == []


async def test_the_code_goes_along_into_another_language(strict: Site, browser: Browser) -> None:
    """Who was invited and reads English presses it: the code is in its field still, and in no address a server sees."""
    token = await _invited(strict, "de")
    page = await (await browser.new_context(locale="de")).new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    await page.goto(f"{strict.address}{invitations.PATH}{token}")
    await follow(page, "a[hreflang=en]")

    assert await page.get_attribute("html", "lang") == "en"
    assert await page.input_value("#code") == token
    assert page.url == f"{strict.address}/staff/invitation?lang=en"
    assert not [url for url in asked if token in url]
    await page.context.close()


async def test_without_script_the_code_is_typed(strict: Site, browser: Browser) -> None:
    """The link's end can be copied into the field; the paper with the codes prints without buttons."""
    token = await _invited(strict, "de")
    context = await browser.new_context(java_script_enabled=False, locale="de")
    page = await context.new_page()
    await page.goto(f"{strict.address}{invitations.PATH}{token}")
    assert await page.input_value("#code") == ""
    for field, value in (("#code", token), ("#new_password", CHOSEN), ("#again_password", CHOSEN)):
        await page.fill(field, value)
    await page.press("#again_password", "Enter")
    await page.wait_for_url("**/staff/second-factor")
    await page.fill("#code", await _code(page, strict))
    await page.press("#code", "Enter")
    await page.wait_for_selector(".codes")
    await page.emulate_media(media="print")
    await shot(page, "codes-print")

    assert await page.locator("button:visible").count() == 0
    assert await page.locator("a.button:visible").count() == 0
    assert "clerk" in await page.inner_text(".print")
    await context.close()
