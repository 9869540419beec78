"""A self-organisation asks in two languages, without script; people answer in the chat; its pages are sound."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect

from bot.closing import close_due
from bot.wiring import Wired
from participation.core.clock import SetClock
from participation.planning.services import add_measure, decide, forward, note_finding
from participation.planning.values import Content, Source, Verdict
from participation.results.services import release
from participation.results.values import Heading
from participation.staff.permissions import Role
from participation.staff.services import grant
from participation.surveys import queries
from participation.surveys.definition import Definition
from participation.surveys.services import create_survey, open_survey
from tests.browser.chat import Site, served
from tests.browser.looks import DESKTOP, PHONE, follow, shot, sign_in, sound
from tests.planning.findings import CONTENT, COURSE, FIGURES, REASON
from tests.results.test_services import TABLE
from tests.staff.people import NOW, somebody
from tests.stories.survey import SURVEY

#: Each language small and large, light and dark.
LOOKS = [("de", PHONE, "light"), ("de", DESKTOP, "dark"), ("en", PHONE, "dark"), ("en", DESKTOP, "light")]

MINE = "nour"
QUESTIONS = (
    ("one of several answers", "Besuchen Sie einen Kurs?", "هل تحضر دورة؟", "Ja\nNein", "نعم\nلا"),
    ("any number of answers", "Was hindert Sie?", "ما الذي يمنعك؟", "Kein Bus\nWarteliste", "لا حافلة\nقائمة انتظار"),
    ("own words", "Was wünschen Sie sich?", "ماذا تتمنى؟", "", ""),
)


@pytest.fixture
async def site(county: Path, tmp_path: Path, clock: SetClock, browser: Browser) -> AsyncIterator[Site]:
    """The whole web app with an author of a self-organisation, and who sees and decides everything in both languages."""
    async with served(county, tmp_path, clock, browser, demo=True) as opened:
        await _staff(opened.parts)
        yield opened
    assert [said for said in opened.complaints if "422" not in said] == []


async def _staff(parts: Wired) -> None:
    await somebody(parts.database, "author", Role.SELF_ORGANISATION, MINE)
    for language in ("de", "en"):
        account = await somebody(parts.database, f"every-{language}", Role.PLANNER, language=language)
        async with parts.database.writing() as session:
            for role in (Role.COORDINATION, Role.STEERING_GROUP):
                await grant(session, account.id, role, "", "test", NOW)


async def test_a_self_organisation_asks_and_people_answer(site: Site) -> None:
    """Written, previewed, opened, answered in Arabic through the public chat, closed and released: no script anywhere."""
    page = await site.opens("/staff/sign-in", script=False)
    await sign_in(page, site.address, "author")
    await page.get_by_role("link", name="Surveys", exact=True).click()
    await page.get_by_role("link", name="Write a survey").click()
    await page.get_by_label("Title (German)").fill("Ankommen")
    await page.get_by_label("Title (Arabic)").fill("الوصول")
    for at, (kind, german, arabic, answers, same) in enumerate(QUESTIONS):
        await page.get_by_role("button", name=kind, exact=True).click()
        await page.fill(f"#q{at}-text-de", german)
        await page.fill(f"#q{at}-text-ar", arabic)
        if answers:
            await page.fill(f"#q{at}-choices-de", answers)
            await page.fill(f"#q{at}-choices-ar", same)
    await page.get_by_role("button", name="Move up: question 3").click()
    await page.get_by_role("button", name="Move down: question 2").click()
    await page.get_by_role("button", name="Save and see it as people will").click()
    await expect(page.locator('.talk[dir="rtl"]')).to_contain_text("ما الذي يمنعك؟")
    await page.get_by_role("link", name="Ankommen").click()
    await page.get_by_role("link", name="Open it").click()
    await expect(page.get_by_text("the questions can no longer be changed")).to_be_visible()
    await page.get_by_role("button", name="Open the survey").click()
    link = await page.locator(".invitation code").inner_text()
    assert link.startswith(f"{site.parts.settings.public_url}/chat?start=s_")

    await answer(site, link.split("/chat")[1])

    await page.get_by_role("link", name="Close it early").click()
    await page.get_by_role("button", name="Close the survey").click()
    await expect(page.get_by_text("The answers are being counted.")).to_be_visible()
    async with site.parts.database.reading() as session:
        (survey,) = await queries.surveys_of(session, [MINE])
        assert len((await queries.all_sheets(session, survey.id)).sheets) == 1
    await close_due(site.parts.database, site.parts.clock.now())
    await page.reload()
    await page.get_by_role("link", name="To the results").click()
    await expect(page.get_by_text("Fewer than 20 people answered.")).to_be_visible()


async def answer(site: Site, way: str) -> None:
    """Somebody follows the link and answers in Arabic."""
    chat = await site.opens(f"/chat{way}", language="ar", script=False)
    await chat.locator("main button").first.click()
    await expect(chat.locator("main")).to_contain_text("هل تحضر دورة؟")
    await chat.get_by_role("button", name="نعم", exact=True).click()
    await expect(chat.locator("main")).to_contain_text("ما الذي يمنعك؟")
    await say(chat, "1")
    await expect(chat.locator("main")).to_contain_text("ماذا تتمنى؟")
    await say(chat, "حافلة")
    await chat.get_by_role("button", name="إرسال", exact=True).first.click()
    await chat.get_by_role("button", name="لا", exact=True).click()
    await expect(chat.locator("main")).to_contain_text("شكر")


async def say(chat: Page, text: str) -> None:
    await chat.fill("#text", text)
    await chat.press("#text", "Enter")


@pytest.mark.parametrize(("language", "size", "scheme"), LOOKS)
async def test_every_page_is_sound(site: Site, language: str, size: dict[str, int], scheme: str) -> None:
    """Surveys, results and findings in every state: axe finds nothing, nothing is cut off, also where a form is wrong."""
    mark = f"{language}-{size['width']}"
    paths = await settled(site, mark)
    page = await site.opens("/staff/sign-in", color_scheme=scheme, viewport=size)
    await sign_in(page, site.address, f"every-{language}")
    for name, path in {"surveys": "surveys", "new": "surveys/new", "file": "surveys/file", "results": "results",
            "findings": "findings", "home": "", **paths}.items():  # fmt: skip
        await page.goto(f"/staff/{path}".rstrip("/"))
        await sound(page, f"{name}-{mark}-{scheme}")
        await shot(page, f"{name}-{mark}-{scheme}")
    await page.goto(f"/staff/{paths['edit']}")
    await page.fill("#q2-points", "99")
    await page.fill("#q0-text-de", "x" * 1001)
    await follow(page, "button[value=save]")
    await sound(page, f"edit-wrong-{mark}-{scheme}")
    await shot(page, f"edit-wrong-{mark}-{scheme}")
    await page.goto(f"/staff/{paths['finding-draft']}")
    await page.fill("#text-ar", "ط" * 1001)
    await follow(page, "button[name=forward]")
    await sound(page, f"finding-wrong-{mark}-{scheme}")
    await shot(page, f"finding-wrong-{mark}-{scheme}")
    await page.goto(f"/staff/{paths['poster']}")
    await page.emulate_media(media="print")
    assert not await page.locator("header.bar").is_visible()


async def settled(site: Site, mark: str) -> dict[str, str]:
    """A draft with gaps, a release and a finding of every state; return their paths by name."""
    async with site.parts.database.writing() as session:
        now, organisation = site.parts.clock.now(), "kalyna"
        draft = await create_survey(session, _partly(organisation), "t")
        running = await create_survey(session, replace(SURVEY, organisation=organisation, code=""), "t")
        complete = await create_survey(session, replace(SURVEY, organisation=organisation, code=""), "t")
        await open_survey(session, running, now, now + timedelta(days=3))
        heading = Heading(f"rel-{mark}", mark, organisation, SURVEY.title, ("de", "en", "ar"))
        sha256 = await release(session, replace(TABLE, heading=heading), date(2026, 11, 20))
        paths = {name: f"surveys/{draft}/{name}" for name in ("edit", "preview", "delete", "open")}
        paths |= {"draft": f"surveys/{draft}", "running": f"surveys/{running}", "ready": f"surveys/{complete}/open",
            "close": f"surveys/{running}/close", "poster": f"surveys/{running}/poster",
            "release": f"results/rel-{mark}", "finding-new": f"findings/new?survey=rel-{mark}"}  # fmt: skip
        for state in ("draft", "forwarded", "decided"):
            source = Source(f"rel-{mark}", organisation, sha256, FIGURES)
            finding = await note_finding(session, source, Content(CONTENT.title, CONTENT.text, ("course",)), "t", now)
            if state != "draft":
                await forward(session, finding, "t", now)
            if state == "decided":
                await decide(session, finding, Verdict.PARTLY, REASON, "t", now, [COURSE])
                await add_measure(session, finding, COURSE, "t", now)
            paths[f"finding-{state}"] = f"findings/{finding}"
    return paths


def _partly(organisation: str) -> Definition:
    """The survey of the stories, without two of its Arabic texts."""
    first, *others = SURVEY.questions
    gap = replace(first, text={"de": first.text["de"], "en": first.text["en"]})
    title = {"de": SURVEY.title["de"], "en": SURVEY.title["en"]}
    return replace(SURVEY, organisation=organisation, code="", title=title, questions=(gap, *others))
