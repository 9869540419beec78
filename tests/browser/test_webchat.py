"""The chat in a real Chromium: keyboard, no script, slow and broken networks, several devices."""

from __future__ import annotations

import asyncio

import pytest
from playwright.async_api import Page, Route, expect

from tests.browser.chat import Site, says, site
from tests.browser.looks import DESKTOP
from tests.channels.webchat.notices import write_to_everybody


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
    await tab_to(page, "text")
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


@pytest.mark.parametrize("script", [True, False])
async def test_forgetting_in_the_talk_leads_to_the_end(site: Site, script: bool) -> None:
    """Whoever says /forget and yes reads in their language that all is deleted; the browser keeps no cookie."""
    page = await site.opens("/chat?lang=de", language="de", script=script)
    await page.get_by_role("textbox").fill("/forget")
    await page.get_by_role("textbox").press("Enter")
    await page.get_by_role("button", name="Ja", exact=True).click()
    await page.wait_for_url("**/chat/forget?lang=de")
    await expect(page.get_by_role("status")).to_have_text("Das Gespräch ist gelöscht.")
    await page.reload()
    await expect(page.get_by_role("status")).to_have_text("Das Gespräch ist gelöscht.")

    assert await page.context.cookies() == []
    assert site.complaints == []
