"""Lists, search and start page in a real Chromium: by keyboard, without script, on a phone, in the dark, in German."""

from __future__ import annotations

import pytest
from playwright.async_api import Browser, Page

from participation.staff.permissions import Role
from tests.admin.site import Site
from tests.admin.test_every_list import _everything
from tests.browser.looks import shot, sign_in, sound
from tests.browser.test_staff import LOOKS, site
from tests.staff.people import somebody

PAGES = (
    "", "offices?q=amt&size=25", "offices?sort=-above&front=front", "offices?q=zzqxw", "keeping", "keeping/responsibilities?valid=now",
    "keeping/history", "keeping/misroutings", "accounts?state=in-use", "audit?at-from=2026-11-01", "findings?as=list", "surveys", "results",
    "me", "mine", "bookings?sort=number", "search", "search?q=burgerburo+linden", "search?q=zzqxw", "offices?service=register-address",
)  # fmt: skip


async def _open(browser: Browser, site: Site, name: str, width: int, scheme: str, *, script: bool = True) -> Page:
    context = await browser.new_context(
        java_script_enabled=script, viewport={"width": width, "height": 800}, color_scheme="dark" if scheme == "dark" else "light",
    )  # fmt: skip
    page = await context.new_page()
    await sign_in(page, site.address, name)
    return page


@pytest.mark.parametrize(("language", "width", "scheme"), LOOKS[::3])
async def test_every_list_is_sound(site: Site, browser: Browser, language: str, width: int, scheme: str) -> None:
    """Axe finds nothing, nothing is cut off, filtered, sorted, empty, in both languages and colours."""
    await _everything(site, "")
    page = await _open(browser, site, f"all-{language}", width, scheme)
    for path in PAGES:
        await page.goto(f"{site.address}/staff/{path}".rstrip("/"))
        await sound(page, path)
        name = path.replace("/", "-").replace("?", "-").replace("&", "-") or "home"
        await shot(page, f"list-{name}-{language}-{width}-{scheme}")
    await page.goto(f"{site.address}/staff/offices")
    await page.click(".filters summary")
    await sound(page, "filters open")
    await shot(page, f"list-open-{language}-{width}-{scheme}")
    await page.context.close()


async def test_a_list_by_keyboard_without_script(site: Site, browser: Browser) -> None:
    """Search, sort, filter, turn the page and take the file along: no mouse, no script."""
    await somebody(site.database, "keyboard", Role.COORDINATION, language="de")
    page = await _open(browser, site, "keyboard", 1280, "light", script=False)
    await page.focus("#find")
    await page.keyboard.type("Burgerbüro Lindenau")
    await page.keyboard.press("Enter")
    await page.wait_for_selector(".hits a")
    assert "Bürgerbüro Lindenau" in (await page.text_content(".hits li >> nth=0") or "")
    await page.focus(".hits a >> nth=0")
    await page.keyboard.press("Enter")
    await page.wait_for_url("**/staff/offices/buergerbuero-lindenau")
    await page.goto(f"{site.address}/staff/offices")
    await page.focus("thead a >> nth=0")
    await page.keyboard.press("Enter")
    await page.wait_for_selector("th[aria-sort=ascending]")
    first = await page.text_content("tbody a >> nth=0")
    await page.focus("a[rel=next]")
    await page.keyboard.press("Enter")
    await page.wait_for_selector("a[rel=prev]")
    assert await page.text_content("tbody a >> nth=0") != first
    await page.focus(".filters summary")
    await page.keyboard.press("Enter")
    await page.focus("#list-front")
    await page.keyboard.press("ArrowDown")
    await page.focus("#list-q")
    await page.keyboard.press("Enter")
    await page.wait_for_url("**front=front**")
    assert "sort=name" in page.url
    assert await page.input_value("#list-front") == "front"
    async with page.expect_download() as waiting:
        await page.focus(".files a >> nth=1")
        await page.keyboard.press("Enter")
    assert (await waiting.value).suggested_filename == "offices.xlsx"
    await page.context.close()
