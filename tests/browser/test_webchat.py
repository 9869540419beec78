"""The start page and the chat in a real Chromium: keyboard, no script, right-to-left, slow and broken networks."""

from __future__ import annotations

import asyncio
import re
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from axe_playwright_python.base import AXE_FILE_PATH
from playwright.async_api import Browser, BrowserContext, Page, Route, expect
from sqlalchemy import func, select

from bot.settings import read_settings
from bot.talk.models import Heard
from bot.wiring import Wired, web_app, wired
from participation.core.clock import SetClock
from participation.core.db import sqlite_url
from tests.channels.webchat.notices import write_to_everybody

RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
PHONE, DESKTOP = {"width": 360, "height": 640}, {"width": 1280, "height": 800}
NEEDS = {"en": "housing benefit", "de": "Wohngeld", "ar": "إعانة السكن"}
PLACES = {"en": "Lindenau", "de": "Lindenau", "ar": "ليندناو"}
LIMIT = 100_000  # bytes of everything together


@dataclass(slots=True)
class Site:
    """The running web app, and the browsers that look at it."""

    address: str
    parts: Wired
    browser: Browser
    complaints: list[str] = field(default_factory=list)
    contexts: list[BrowserContext] = field(default_factory=list)

    async def opens(self, path: str, *, language: str = "en", script: bool = True, **settings: Any) -> Page:
        """Open a page in a browser of somebody's own; what it complains about is noted."""
        context = await self.browser.new_context(
            base_url=self.address, locale=language, java_script_enabled=script, **{"viewport": PHONE, **settings}
        )
        self.contexts.append(context)
        context.set_default_timeout(10_000)
        page = await context.new_page()
        page.on("console", lambda message: self.complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        await page.goto(path)
        return page

    async def heard(self) -> int:
        """How many messages were heard so far."""
        async with self.parts.database.reading() as session:
            return int((await session.execute(select(func.count()).select_from(Heard))).scalar_one())


@pytest.fixture
async def site(county: Path, tmp_path: Path, clock: SetClock, browser: Browser) -> AsyncIterator[Site]:
    """The whole web app on a real database with the demo county, on a port of its own."""
    copy = shutil.copy(county, tmp_path / "lotse.db")
    async with wired(read_settings({"LOTSE_DATABASE_URL": sqlite_url(Path(copy))}), clock) as parts:
        runner = web.AppRunner(web_app(parts), access_log=None, shutdown_timeout=0.1)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        host, port = runner.addresses[0]
        opened = Site(f"http://{host}:{port}", parts, browser)
        yield opened
        for context in opened.contexts:
            await context.close()
        await runner.cleanup()


async def says(page: Page, words: str, expected: str) -> None:
    """Write and send with the keyboard, and wait for an answer that holds *expected*."""
    await page.get_by_role("textbox").fill(words)
    await page.get_by_role("textbox").press("Enter")
    await expect(page.locator(".line.lotse").last).to_contain_text(expected)


async def violations(page: Page) -> list[str]:
    """Return what axe-core finds wrong with a page."""
    await page.evaluate(AXE_FILE_PATH.read_text(encoding="utf-8"))
    found = await page.evaluate("rules => axe.run(document, {runOnly: rules})", list(RULES))
    return [f"{one['id']}: {node['html'][:120]}" for one in found["violations"] for node in one["nodes"]]


async def test_a_keyboard_is_enough(site: Site) -> None:
    """From the start page to the office without a mouse; nothing violates the page's own policy."""
    page = await site.opens("/")
    await tab_to(page, "Open the chat")
    await page.keyboard.press("Enter")
    await page.wait_for_url("**/chat?lang=en")
    await page.keyboard.press("Tab")
    assert await page.evaluate("document.activeElement.className") == "skip"
    await page.keyboard.press("Enter")
    await page.keyboard.press("Tab")
    assert await page.evaluate("document.activeElement.id") == "text" or await tab_to(page, "text")
    await page.keyboard.type("housing benefit")
    await page.keyboard.press("Enter")
    await expect(page.locator(".line.lotse").last).to_contain_text("Where do you live?")
    await page.keyboard.press("Shift+Tab")  # from the text to the last button
    await tab_to(page, "Lindenau", backwards=True)
    await page.keyboard.press("Space")
    await expect(page.locator(".line.lotse").last).to_contain_text("Housing office Lindenau")
    await page.keyboard.press("Tab")  # the focus stands on the answer: the first thing in it comes next
    assert await page.evaluate("document.activeElement.getAttribute('href')") == "tel:0000012334"
    await tab_to(page, "Book an appointment there")

    assert site.complaints == []


async def tab_to(page: Page, label: str, *, backwards: bool = False) -> bool:
    """Press Tab until something with that label or id has the focus."""
    for _ in range(30):
        if label in await page.evaluate("[document.activeElement.textContent.trim(), document.activeElement.id]"):
            return True
        await page.keyboard.press("Shift+Tab" if backwards else "Tab")
    raise AssertionError(f"the keyboard does not reach {label!r}")


async def test_it_works_without_script(site: Site) -> None:
    """The forms do the same; going back and loading again send nothing twice."""
    page = await site.opens("/chat", script=False)
    await page.get_by_role("textbox").fill("housing benefit")
    await page.get_by_role("button", name="Send").click()
    await expect(page.locator(".line.you")).to_contain_text("housing benefit")
    await page.get_by_role("button", name="Lindenau").click()
    await expect(page.locator(".line.lotse").last).to_contain_text("Housing office Lindenau")
    await page.reload()
    await page.go_back()
    await page.reload()
    await expect(page.locator(".line.lotse").last).to_contain_text("Housing office Lindenau")

    assert await site.heard() == 2


async def test_a_double_click_is_heard_once(site: Site) -> None:
    """Pressing twice, also on a slow network, sends one message."""
    page = await site.opens("/chat")
    await says(page, "housing benefit", "Where do you live?")
    await page.route("**/chat", _slowly)
    await page.get_by_role("button", name="Lindenau").dblclick()
    await expect(page.locator("#status")).to_have_text("Sending …")
    await expect(page.locator(".line.lotse").last).to_contain_text("Housing office Lindenau")

    assert await site.heard() == 2


async def _slowly(route: Route) -> None:
    await asyncio.sleep(0.7)
    await route.continue_()


async def test_a_press_repeated_in_the_header_is_heard_each_time(site: Site) -> None:
    """The same button can be pressed again later: it is no repetition of the first press."""
    page = await site.opens("/chat")
    for count in (1, 2):
        await page.get_by_role("banner").get_by_role("button", name="Menu").click()
        await expect(page.locator(".line.you")).to_have_count(count)
        await expect(page.locator(".line.waiting")).to_have_count(0)

    assert await site.heard() == 2


async def test_what_could_not_be_sent_is_not_lost(site: Site) -> None:
    """Offline the words stay in the field, with an explanation; sent again they are heard once."""
    page = await site.opens("/chat")
    await page.context.set_offline(True)
    await page.get_by_role("textbox").fill("housing benefit")
    await page.get_by_role("textbox").press("Enter")
    await expect(page.get_by_role("status")).to_contain_text("This was not sent.")
    await expect(page.get_by_role("textbox")).to_have_value("housing benefit")
    await page.context.set_offline(False)
    await page.get_by_role("button", name="Send").click()
    await expect(page.locator(".line.lotse").last).to_contain_text("Where do you live?")

    assert await site.heard() == 1


async def test_news_appear_by_themselves(site: Site) -> None:
    """A notice that another process wrote stands in the open page a few seconds later, without loading."""
    page = await site.opens("/chat")
    await says(page, "help", "These words work at any time")
    await page.evaluate("window.stillTheSame = true")
    await write_to_everybody(site.parts, "Something was decided.")
    await expect(page.locator(".line.lotse").last).to_contain_text("Something was decided.")

    assert await page.evaluate("window.stillTheSame")
    assert site.complaints == []


async def test_a_talk_goes_on_elsewhere_and_is_forgotten_everywhere(site: Site) -> None:
    """A one-time link takes the talk to another device; forgetting on one ends it on both."""
    phone = await site.opens("/chat")
    await says(phone, "housing benefit", "Where do you live?")
    await phone.reload()
    await phone.get_by_text("More", exact=True).click()
    await phone.get_by_role("button", name="Continue on another device").click()
    link = await phone.locator("a.address").text_content()
    assert link
    tablet, thief = await site.opens(link, viewport=DESKTOP), await site.opens(link)
    await tablet.get_by_role("button", name="Continue this conversation here").click()
    await expect(tablet.locator(".line.lotse").last).to_contain_text("Where do you live?")
    await thief.get_by_role("button", name="Continue this conversation here").click()
    await expect(thief.get_by_role("main")).to_contain_text("has been used already")
    await tablet.get_by_text("More", exact=True).click()
    await tablet.get_by_role("link", name="Close and forget").click()
    await tablet.get_by_role("button", name="Close and forget").click()
    await expect(tablet.get_by_role("status")).to_contain_text("has been deleted")
    await phone.goto("/chat")

    await expect(phone.locator(".line.lotse")).to_have_count(1)
    await expect(phone.locator(".line.lotse")).to_contain_text("Hello! I am Lotse")


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
    await says(page, NEEDS["ar"], "أين")
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
        "choices": lambda: says(page, NEEDS[language], ""),
        "office": lambda: says(page, PLACES[language], "Wohnungsamt" if language != "en" else "Housing office"),
        "loaded again": page.reload,
        "more": lambda: page.locator("summary").click(),
        "link": lambda: page.locator("form[action='/chat/link'] button").click(),
        "join": lambda: page.goto("/chat/join?key=x"),
        "forget": lambda: page.goto("/chat/forget"),
    }


SCRIPT = Path(__file__).resolve().parents[2] / "bot" / "channels" / "webchat" / "static"


def test_the_script_is_old_enough() -> None:
    """Phones of 2014 read it: no arrow functions, let, const, template strings, spread, classes, async, `?.` or `??`."""
    words = re.sub(
        r"/\*.*?\*/|\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'", "", (SCRIPT / "chat.js").read_text(), flags=re.DOTALL
    )
    young = re.compile(r"=>|`|\.\.\.|\?\.|\?\?|\b(?:let|const|class|async|await|import|export|for\s*\(\s*\w+\s+\w+\s+of)\b|"
        r"\.(?:closest|matches|includes|append\([^,()]*\)|remove\(\)|prepend|replaceWith|forEach|set\()|\bfetch\(|\bPromise\b")  # fmt: skip

    assert young.findall(words) == []


def test_every_variable_of_the_styles_has_a_fallback() -> None:
    """A browser without custom properties still gets a colour: a plain value stands before each variable."""
    styles = re.sub(r"/\*.*?\*/", "", (SCRIPT / "chat.css").read_text(), flags=re.DOTALL)
    for selector, body in re.findall(r"([^{}]+)\{([^{}]*)\}", styles):
        declared: set[str] = set()
        for declaration in filter(str.strip, body.split(";")):
            name, _, value = declaration.strip().partition(":")
            if "var(" in value:
                family = name.partition("-")[0]
                assert any(one.startswith(family) for one in declared), f"{selector.strip()}: {name}"
            declared.add(name)
