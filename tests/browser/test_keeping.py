"""Coordination keeps an office in a real browser: no script, by keyboard, on a phone and in the dark."""

from __future__ import annotations

import pytest
from playwright.async_api import Browser, Page

from participation.misrouted.services import report
from participation.misrouted.values import Why
from participation.staff.permissions import Role
from participation.staff.services import grant
from tests.admin.conftest import site
from tests.admin.site import Site
from tests.browser.looks import shot, sign_in, sound
from tests.staff.people import NOW, somebody

PAGES = (
    "keeping", "keeping/gaps", "keeping/misroutings", "keeping/history", "keeping/files", "keeping/units/new",
    "keeping/units/kreis", "keeping/units/buergerbuero-lindenau/close", "keeping/hours/buergerbuero-lindenau",
    "keeping/services/register-address", "keeping/rules/register-address", "keeping/rules/residence-permit-issue",
    "keeping/units", "keeping/units/schulamt/move", "keeping/units/schulamt/move?parent=birkenstadt", "keeping/services/new",
    "keeping/services/register-address/end", "keeping/documents/register-address", "keeping/texts", "keeping/texts/reason/new",
    "keeping/texts/document/id-any", "keeping/gaps?kind=words", "mine", "mine/servicezentrum-migration",
)  # fmt: skip


async def _coordinator(site: Site, browser: Browser, language: str, width: int, scheme: str) -> Page:
    account = await somebody(site.database, "keeper", Role.COORDINATION, language=language)
    async with site.database.writing() as session:
        await grant(session, account.id, Role.BACK_OFFICE, "servicezentrum-migration", "test", NOW)
        for _ in range(6):
            await report(session, "register-address", "059990002002", "kreis", Why.SENT_ON, site.clock.now())
    context = await browser.new_context(
        java_script_enabled=True, viewport={"width": width, "height": 800}, locale=language,
        color_scheme="dark" if scheme == "dark" else "light",
    )  # fmt: skip
    page = await context.new_page()
    await page.goto(f"{site.address}/staff/keeping")
    await sign_in(page, site.address, "keeper")
    return page


@pytest.mark.parametrize(("language", "width", "scheme"), [("de", 1280, "light"), ("en", 360, "dark")])
async def test_an_office_moves_on_a_day(site: Site, browser: Browser, language: str, width: int, scheme: str) -> None:
    """From the list to the rule, the office replaced from 1 March, the sentence read, saved; every page is sound."""
    page = await _coordinator(site, browser, language, width, scheme)
    for path in PAGES:
        await page.goto(f"{site.address}/staff/{path}")
        await sound(page, path)
        await shot(page, f"{path.replace('/', '-').replace('?', '-')}-{language}-{width}-{scheme}")
    await page.goto(f"{site.address}/staff/keeping/rules/register-address")
    row = page.locator("tr", has=page.locator("a[href='/staff/offices/buergerbuero-lindenau']"))
    await row.locator("input[type=radio]").check()
    await page.fill("#instead", "buergerbuero-birkenstadt")
    await page.fill("#since", "2027-03-01")
    async with page.expect_navigation():
        await page.press("#since", "Enter")
    unsure = await page.text_content("#do-wrong") or ""
    await sound(page, "no button pressed")
    await page.locator("button[value=replace]").press("Enter")
    await page.wait_for_selector("button[name=sure]")
    await sound(page, "confirm")
    await shot(page, f"confirm-{language}-{width}-{scheme}")
    said = await page.text_content("main") or ""
    await page.locator("button[name=sure]").press("Enter")
    await page.wait_for_selector("table.list")
    table = await page.text_content("table.list") or ""
    await page.goto(f"{site.address}/staff/keeping/history")
    await sound(page, "history")
    await page.context.close()

    assert unsure
    assert "Birkenstadt" in said
    assert "2027" in said
    assert "2027" in table
