"""An office chosen among many in a real Chromium: by keyboard, small and dark, with and without script."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser

from participation.core.clock import SetClock
from participation.core.db import Database
from participation.staff.permissions import Role
from tests.admin.site import Site, open_site
from tests.browser.looks import shot, sign_in, sound
from tests.offices.kept import settled
from tests.staff.people import somebody

MOVE = "/staff/keeping/units/schulamt/move"
PAGES = ("keeping/units/schulamt", "keeping/rules/register-address", "keeping/units/schulamt/move")


@pytest.fixture
async def site(sqlite: Database, clock: SetClock) -> AsyncIterator[Site]:
    """The county, with somebody who keeps its offices in either language."""
    await settled(sqlite)
    for language in ("de", "en"):
        await somebody(sqlite, f"keeper-{language}", Role.COORDINATION, language=language)
    async with open_site(sqlite, clock) as opened:
        yield opened


@pytest.mark.parametrize(("language", "width", "scheme"), [("de", 360, "dark"), ("en", 1280, "light")])
async def test_typed_chosen_and_refused(
    site: Site, browser: Browser, tmp_path: Path, language: str, width: int, scheme: str
) -> None:
    """Each name of the list means one office; what is not clear is said at the field, which has it; every page is sound."""
    context = await browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme="dark" if scheme == "dark" else "light", locale=language
    )
    page, complaints = await context.new_page(), []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    await sign_in(page, site.address, f"keeper-{language}")
    for path in PAGES:
        await page.goto(f"{site.address}/staff/{path}")
        await sound(page, path)
        await shot(page, f"choosing-{path.replace('/', '-')}-{language}-{width}-{scheme}")
    names = await page.locator("#parent-list option").evaluate_all("all => all.map(one => one.value)")
    word, often = Counter(word for name in names for word in name.split() if len(word) > 5).most_common(1)[0]
    await page.focus("#parent")
    await page.keyboard.press("Control+a")
    await page.keyboard.type(word)
    await page.keyboard.press("Enter")
    await page.wait_for_selector("#parent-wrong")
    said = await page.inner_text("#parent-wrong")
    described = await page.get_attribute("#parent", "aria-describedby")
    await sound(page, "not clear")
    await shot(page, f"choosing-unclear-{language}-{width}-{scheme}")
    meant = next(name for name in names if name in said)
    await page.fill("#parent", meant)
    await page.keyboard.press("Enter")
    await page.wait_for_selector("button[name=sure]")
    asked = await page.inner_text("main")
    await context.close()

    assert often > 1
    assert word in said
    assert len(names) == len(set(names)) > 50
    assert described == "parent-help parent-wrong"
    assert meant in asked
    assert [one for one in complaints if "422" not in one] == []


async def test_without_script(site: Site, browser: Browser) -> None:
    """The field and its list are the browser's own."""
    context = await browser.new_context(java_script_enabled=False, locale="de")
    page = await context.new_page()
    await sign_in(page, site.address, "keeper-de")
    await page.goto(f"{site.address}{MOVE}")
    await page.fill("#parent", "schulamt nirgendwo")
    await page.press("#parent", "Enter")
    refused = await page.inner_text("#parent-wrong")
    await page.fill("#parent", "Servicezentrum Migration")
    await page.press("#parent", "Enter")
    asked = await page.inner_text("main")
    await context.close()

    assert "schulamt nirgendwo" in refused
    assert "Servicezentrum" in asked
