"""How a page is looked at: signed in, followed to the next one, pictured, and searched for what axe would find."""

from __future__ import annotations

import os
from pathlib import Path

from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Locator, Page

from tests.staff.people import PASSWORD

PHONE, DESKTOP = {"width": 360, "height": 640}, {"width": 1280, "height": 800}


async def follow(page: Page, button: Locator | str) -> None:
    """Press what leads to another page, and wait until that is there: a click alone does not."""
    async with page.expect_navigation():
        await (page.locator(button) if isinstance(button, str) else button).click()


async def sign_in(page: Page, address: str, name: str) -> None:
    """Sign in at the site of *address* and wait for the start page."""
    await page.goto(f"{address}/staff/sign-in")
    await page.fill("#name", name)
    await page.fill("#password", PASSWORD)
    await page.press("#password", "Enter")
    await page.wait_for_url(f"{address}/staff")


async def shot(page: Page, name: str) -> None:
    """Keep a picture of the whole page in the folder of ``SHOTS``, if that is set."""
    if folder := os.environ.get("SHOTS"):
        await page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


async def sound(page: Page, name: str) -> None:
    """No violation of accessibility, no sideways scrolling, once the page is there whole."""
    await page.wait_for_load_state()
    found = await Axe().run(page)
    assert found.violations_count == 0, f"{name}: {found.generate_report()}"
    wide = await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, f"{name} is {wide} px too wide"
