"""How start page and chat look to everybody: right-to-left, small, and without a fault that axe would find."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from playwright.async_api import Page, Route, expect

from tests.browser.chat import Site, says, site, violations
from tests.browser.looks import DESKTOP, PHONE, follow

NEEDS = {"en": "housing benefit", "de": "Wohngeld", "ar": "إعانة السكن"}
PLACES = {"en": "Lindenau", "de": "Lindenau", "ar": "ليندناو"}
WHERE = {"en": "Where do you live?", "de": "Wo wohnen Sie?", "ar": "أين"}
OFFICES = {"en": "Housing office", "de": "Wohnungsamt", "ar": "Wohnungsamt"}
LIMIT = 100_000  # bytes of everything together


async def test_the_language_changes_in_mid_talk(site: Site) -> None:
    """Choosing Arabic turns the whole page around and goes on with the same question."""
    page = await site.opens("/chat")
    await says(page, "housing benefit", "Where do you live?")
    await page.get_by_role("banner").get_by_role("button", name="Language").click()
    await page.get_by_role("button", name="العربية").click()
    await expect(page.locator("html")).to_have_attribute("dir", "rtl")

    await expect(page.locator(".line.lotse").last.get_by_role("button", name=PLACES["ar"])).to_be_visible()


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
async def test_arabic_runs_from_right_to_left(site: Site, viewport: dict[str, int]) -> None:
    """Lines of Lotse begin at the right, own ones end at the left, hours run from left to right, nothing sticks out."""
    page = await site.opens("/chat", language="ar", viewport=viewport)
    await says(page, NEEDS["ar"], WHERE["ar"])
    await says(page, PLACES["ar"], "Wohnungsamt Lindenau")
    mine, theirs = (
        await page.locator(".line.you").last.bounding_box(),
        await page.locator(".line.lotse").last.bounding_box(),
    )
    assert mine
    assert theirs
    assert mine["x"] + mine["width"] / 2 < viewport["width"] / 2
    assert theirs["x"] + theirs["width"] > mine["x"] + mine["width"]
    assert await page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
    assert await page.evaluate(_X_OF, "08:30") < await page.evaluate(_X_OF, "12:00")


_X_OF = """words => {
  const walker = document.createTreeWalker(document.querySelector('#lines'), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const at = walker.currentNode.data.indexOf(words);
    if (at < 0) continue;
    const range = document.createRange();
    range.setStart(walker.currentNode, at); range.setEnd(walker.currentNode, at + words.length);
    return range.getBoundingClientRect().x;
  }
}"""


async def test_everything_together_is_small(site: Site) -> None:
    """Page, styles, script and icon of start page and a long talk together stay under 100 kB."""
    sizes: dict[str, int] = {}
    page = await site.opens("/")
    session = await page.context.new_cdp_session(page)
    addresses: dict[str, str] = {}
    await session.send("Network.enable")
    session.on(
        "Network.responseReceived", lambda event: addresses.update({event["requestId"]: event["response"]["url"]})
    )
    session.on("Network.loadingFinished", lambda event: sizes.update({event["requestId"]: event["encodedDataLength"]}))
    await page.goto("/")
    await page.goto("/chat")
    await says(page, "housing benefit", "Where do you live?")
    await says(page, "Lindenau", "Housing office Lindenau")

    assert any("chat.js" in address for address in addresses.values())
    assert 5_000 < sum(sizes.values()) < LIMIT


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("language", ["de", "en", "ar"])
async def test_axe_finds_nothing(site: Site, language: str, viewport: dict[str, int], scheme: str) -> None:
    """Start page and chat, before, in and after a talk, and the pages around it are accessible."""
    page = await site.opens(f"/?lang={language}", language=language, viewport=viewport, color_scheme=scheme)
    found = {"start": await violations(page)}
    for name, act in _states(page, language).items():
        await act()
        found[name] = await violations(page)
        assert await page.evaluate("document.documentElement.scrollWidth") <= viewport["width"], name

    assert {name: wrong for name, wrong in found.items() if wrong} == {}
    assert site.complaints == []


def _states(page: Page, language: str) -> dict[str, Callable[[], Awaitable[Any]]]:
    """What is looked at, and how to get there."""
    return {
        "empty": lambda: page.goto(f"/chat?lang={language}"),
        "choices": lambda: says(page, NEEDS[language], WHERE[language]),
        "office": lambda: says(page, PLACES[language], OFFICES[language]),
        "loaded again": page.reload,
        "more": lambda: page.locator("summary").click(),
        "link": lambda: follow(page, "form[action='/chat/link'] button"),
        "join": lambda: page.goto("/chat/join?key=x"),
        "forget": lambda: page.goto("/chat/forget"),
    }


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_axe_finds_nothing_while_an_answer_is_on_its_way(site: Site, scheme: str) -> None:
    """One's own words can be read from the moment they are sent, and not only once they are answered."""
    page, answered = await site.opens("/chat", color_scheme=scheme), asyncio.Event()

    async def hold_back(route: Route) -> None:
        await answered.wait()
        await route.continue_()

    await page.route("**/chat", hold_back)
    await page.get_by_role("textbox").fill("housing benefit")
    await page.get_by_role("textbox").press("Enter")
    await expect(page.locator(".line.you.waiting")).to_contain_text("housing benefit")
    found = await violations(page)
    await expect(page.locator(".line.you.waiting")).to_have_count(1)  # it still was, when axe had looked
    answered.set()
    await expect(page.locator(".line.waiting")).to_have_count(0)

    assert found == []
