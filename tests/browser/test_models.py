"""The steering group compares two models in a real browser: by keyboard, on a phone and in the dark, and on paper."""

from __future__ import annotations

import pytest
from playwright.async_api import Browser

from bot import demo_demand
from bot.demo import DEMO
from participation.offices.organisation.services import install
from participation.staff.permissions import Role
from tests.admin.conftest import site
from tests.admin.site import Site
from tests.browser.looks import shot, sign_in, sound
from tests.staff.people import somebody

PAGES = ("models", "models/kgst", "models/demand", "models/compare?before=essen&after=essen")


@pytest.mark.parametrize(("language", "width", "scheme"), [("de", 1280, "light"), ("en", 360, "dark")])
async def test_two_models_are_compared(site: Site, browser: Browser, language: str, width: int, scheme: str) -> None:
    """Chosen from the list by keyboard, both pictures have names, every page is sound, and paper shows all that moves."""
    await somebody(site.database, "steers", Role.STEERING_GROUP, language=language)
    async with site.database.writing() as session:
        await install(session, DEMO / "models", site.clock.now())
        await demo_demand.settle(session, site.clock.now())
    context = await browser.new_context(
        viewport={"width": width, "height": 800}, locale=language, color_scheme="dark" if scheme == "dark" else "light"
    )
    page, complaints = await context.new_page(), []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    await sign_in(page, site.address, "steers")
    for path in PAGES:
        await page.goto(f"{site.address}/staff/{path}")
        await sound(page, path)
        await shot(page, f"{path.split('?')[0].replace('/', '-')}-{language}-{width}-{scheme}")
    await page.goto(f"{site.address}/staff/models")
    await page.select_option("#after", "kgst")
    await page.locator("form[action='/staff/models/compare'] button").press("Enter")
    await page.wait_for_selector("svg.wide")
    await sound(page, "compare")
    await shot(page, f"models-compare-{language}-{width}-{scheme}")
    pictures = [await one.locator("title").text_content() for one in await page.locator("svg[role=img]").all()]
    lines = await page.locator("main tbody tr").count()
    await page.emulate_media(media="print")
    await shot(page, f"models-print-{language}-{width}")
    printed = await page.locator("svg.wide").is_visible(), await page.locator("header.bar").is_visible()
    await context.close()

    assert len(pictures) == 2
    assert all(pictures)
    assert lines > 60
    assert printed == (True, False)
    assert complaints == []
