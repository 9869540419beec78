"""The whole way once: find the office, book, answer, release, forward, decide, hear back. Nothing on it is pretended."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Awaitable, Callable

import pytest
from playwright.async_api import Page, expect

from bot.bulk import Bulk, Pace
from bot.channels.telegram import CHANNEL as TELEGRAM
from bot.sending import Sender
from bot.worker import PER_SECOND
from tests.browser.town import SURVEY, Town, town
from tests.support.botapi_people import Person

pytestmark = pytest.mark.alone
Step = Callable[[], Awaitable[None]]


async def test_from_the_first_question_to_the_answer_of_the_city(town: Town) -> None:
    """Web chat, Telegram and staff pages in one story; the numbers are the same on the page, in files and in the chat."""
    page = await town.visits("/chat?lang=en")
    number = await _finds_the_office_and_books(page)
    await _front_office_serves(await town.signs_in("empfang"), number)
    await _answers_on_the_web(page)
    await _answers_on_telegram(town.api.person(7001))
    town.clock.forward(days=2)
    await town.parts.worker.tell_news()
    counts = await _planner_forwards(await town.signs_in("planung"))
    assert counts["since"] == {"under-1": 20, "1-to-3 over-3": 20}
    await _chat_shows_the_same(page, counts)
    await _steering_group_decides(await town.signs_in("steuerung"))
    await town.parts.worker.tell_news()
    await _notices_are_sent(town)

    await expect(page.locator("#lines")).to_contain_text("A second course in the evening", timeout=10_000)
    heard = town.api.people[7001].screen
    assert sum("A second course in the evening" in seen.text for seen in heard) == 1


async def _notices_are_sent(town: Town) -> None:
    """One round of what a worker goes on doing."""
    bulk = Bulk(Sender(town.parts.database, town.clock, town.parts.channels), TELEGRAM, Pace(PER_SECOND))
    await bulk.send_some()
    await bulk.finish()


async def _says(page: Page, text: str) -> None:
    await _turn(page, lambda: page.fill("#text", text), lambda: page.press("#text", "Enter"))


async def _presses(page: Page, label: str | re.Pattern[str]) -> None:
    button = page.locator("form.choices").get_by_role("button", name=label, exact=isinstance(label, str)).first
    await _turn(page, button.click)


async def _turn(page: Page, *steps: Step) -> None:
    """Do something in the chat and wait for what is said in return."""
    before = await _last(page)
    for step in steps:
        await step()
    await page.wait_for_function("before => window.lastLine() !== before || !window.lastLine", arg=before)


async def _last(page: Page) -> str:
    await page.evaluate(
        "() => { window.lastLine = () => { const all = document.querySelectorAll('#lines [data-id]');"
        " return all.length ? all[all.length - 1].outerHTML : ''; } }"
    )
    return str(await page.evaluate("window.lastLine()"))


async def _labels(page: Page) -> list[str]:
    return await page.locator("form.choices button").all_inner_texts()


async def _finds_the_office_and_books(page: Page) -> str:
    """A person writes what they need, learns why it is that office, and books a time today; return its number."""
    await _says(page, "I want to renew my residence permit")
    while not any("Book an appointment" in label for label in await _labels(page)):
        labels = await _labels(page)
        await _presses(page, "Lindenau" if "Lindenau" in labels else labels[0])
    await expect(page.locator("#lines")).to_contain_text("This office is responsible for everybody in")
    await _presses(page, re.compile("Book an appointment"))
    await _presses(page, re.compile("23 November"))
    await _presses(page, (await _labels(page))[0])
    await _presses(page, "Yes")
    found = re.search(r"Your number: \W*([A-Z]-\d{4})", await page.locator("#lines").inner_text())
    assert found
    return found[1]


async def _front_office_serves(page: Page, number: str) -> None:
    """The clerk sees the booking among today's, calls it and records how the visit ended."""
    await page.goto("/staff/bookings")
    row = page.locator("tbody tr", has_text=number)
    await expect(row).to_be_visible()
    await row.get_by_role("button").click()
    await expect(page.get_by_role("heading", name=re.compile(number))).to_be_visible()
    await page.locator(".here").get_by_role("button", name="Done", exact=True).click()
    await expect(page.locator("tbody tr", has_text=number)).to_contain_text("done")


async def _answers_on_the_web(page: Page) -> None:
    await page.goto(f"/chat?start=s_{SURVEY}")
    await _presses(page, (await _labels(page))[0])
    for _ in range(30):
        labels = await _labels(page)
        if "Send" in labels:
            break
        await _answer(labels, lambda label: _presses(page, label))
    await _presses(page, "Send")
    await _presses(page, "Yes")
    await expect(page.locator("#lines")).to_contain_text("Your answers have been sent")


async def _answers_on_telegram(person: Person) -> None:
    """The same survey in Telegram, opened by its deep link; before it, Telegram's eyes are named."""
    person.says(f"/start s_{SURVEY}")
    await person.sees("How long have you lived")
    assert any("Telegram can read" in seen.text for seen in person.screen)
    for _ in range(30):
        labels = person.screen[-1].labels
        if "Send" in labels:
            break
        await _answer(labels, lambda label: _tap(person, label))
    await _tap(person, "Send")
    await _tap(person, "Yes")
    assert "Your answers have been sent" in person.screen[-1].text


async def _tap(person: Person, label: str) -> None:
    before = (len(person.screen), person.screen[-1].edited, person.screen[-1].rows)
    person.presses(label)
    await person.until(lambda: (len(person.screen), person.screen[-1].edited, person.screen[-1].rows) != before)


async def _answer(labels: list[str], press: Callable[[str], Awaitable[None]]) -> None:
    """Give some answer to whatever is asked: the first; where several are possible the first, then Done."""
    several = [label for label in labels if label.startswith("☐")]
    if several and not any(label.startswith("☑") for label in labels):
        return await press(several[0])
    return await press("Done" if "Done" in labels else labels[0])


async def _planner_forwards(page: Page) -> dict[str, dict[str, int]]:
    """The planner reads the release, writes a finding and forwards it; return the counts, equal in page, CSV and JSON."""
    await page.goto("/staff/results")
    await page.get_by_role("link", name="Arriving in Birkental").click()
    counts = await _counts_of_page(page)
    assert counts == await _counts_of_csv(page) == await _counts_of_json(page)
    await page.get_by_role("link", name="Write a finding").click()
    await page.fill("[name=title-de]", "Ein zweiter Kurs am Abend fehlt")
    await page.fill("[name=title-en]", "A second course in the evening is missing")
    await page.fill("[name=text-de]", "Viele warten auf einen Platz.")
    await page.get_by_label("How easy was it").check()
    await page.get_by_role("button", name="Keep as a draft").click()
    await page.get_by_role("button", name="Save and forward").click()
    await expect(page.locator(".history")).to_contain_text("forwarded")
    return counts


async def _counts_of_page(page: Page) -> dict[str, dict[str, int]]:
    """Count and label as they stand in the tables of the page, by question and code."""
    counts: dict[str, dict[str, int]] = {}
    for row in await page.locator("tr[data-codes]").all():
        question, codes = await row.get_attribute("data-question"), await row.get_attribute("data-codes")
        shown = (await row.locator("td").inner_text()).strip()
        if shown.isdigit():
            counts.setdefault(str(question), {})[str(codes)] = int(shown)
    return counts


async def _counts_of_csv(page: Page) -> dict[str, dict[str, int]]:
    text = await (await page.request.get(page.url + "/csv")).text()
    counts: dict[str, dict[str, int]] = {}
    for row in csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))):
        if row["question"] and row["count"]:
            counts.setdefault(row["question"], {})[row["codes"]] = int(row["count"])
    return counts


async def _counts_of_json(page: Page) -> dict[str, dict[str, int]]:
    document = json.loads(await (await page.request.get(page.url + "/json")).text())
    return {
        result["code"]: counted
        for result in document["table"]["results"]
        if (counted := {" ".join(g["codes"]): g["count"] for g in result["groups"] if g["count"] is not None})
    }


async def _chat_shows_the_same(page: Page, counts: dict[str, dict[str, int]]) -> None:
    """Whoever took part reads the same numbers in the chat."""
    await _presses_menu(page)
    await _presses(page, "What became of my answers")
    await _presses(page, "Arriving in Birkental")
    await _presses(page, "Yes")
    text = await page.locator("#lines .lotse").last.inner_text()
    for number in {number for groups in counts.values() for number in groups.values()}:
        assert str(number) in text


async def _presses_menu(page: Page) -> None:
    await _turn(page, page.locator("header").get_by_role("button", name="Menu").click)


async def _steering_group_decides(page: Page) -> None:
    await page.goto("/staff/findings")
    await page.get_by_role("link", name=re.compile("Kurs|course")).click()
    await page.get_by_label("accepted", exact=True).check()
    await page.fill("[name=what-de]", "Ein zweiter Kurs am Abend")
    await page.fill("[name=what-en]", "A second course in the evening")
    await page.fill("[name=unit]", "vhs")
    await page.get_by_role("button", name="Record the decision").click()
    await expect(page.get_by_role("heading", name=re.compile("Decision"))).to_be_visible()
