"""Watched pages in a real browser: two clerks see the same day change, a bar moves, nothing typed is lost."""

from __future__ import annotations

import json
from pathlib import Path

from playwright.async_api import Browser, Page, expect
from sqlalchemy import insert, update

from bot.closing import close_due
from bot.working import Working
from participation.core.ids import new_id
from participation.staff import door
from participation.staff.permissions import Role
from participation.surveys.models import SheetRow, SurveyRow
from participation.work import shift
from participation.work.values import KINDS, STEPS, Progress
from tests.admin.conftest import site
from tests.admin.site import Site
from tests.admin.test_keeping_files import Errand
from tests.browser.looks import shot, sign_in, sound
from tests.staff.people import somebody
from tests.surveys.small import opened

UNIT = "buergerbuero-birkenstadt"
SOON = 15_000  # milliseconds: a look every second, on a slow machine

#: Who hears the page is told what changes within an element that stays, never what comes new into it.
LISTEN = "window.told = document.querySelector('[role=status][data-part=state]'); null"
HEARD = "window.told.isConnected ? window.told.textContent : ''"


async def _at_the_counter(site: Site, browser: Browser, name: str, *, script: bool = True, width: int = 1280) -> Page:
    context = await browser.new_context(
        java_script_enabled=script, locale="en", viewport={"width": width, "height": 800}
    )
    page = await context.new_page()
    await sign_in(page, site.address, name)
    return page


async def test_two_clerks_see_the_same_day(site: Site, browser: Browser) -> None:
    """A booking appears on both screens by itself, a call of one shows on the other's; what somebody types stays."""
    for name in ("clerk", "colleague"):
        await somebody(site.database, name, Role.FRONT_OFFICE, UNIT, language="en")
    complaints: list[str] = []
    here, there = [await _at_the_counter(site, browser, name) for name in ("clerk", "colleague")]
    for page in (here, there):
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        await page.goto(f"{site.address}/staff/bookings")
    await there.fill("#desk", "Counter 7")
    booked = await site.booking(UNIT, 60)
    await expect(here.locator("main")).to_contain_text(booked.number, timeout=SOON)
    await expect(there.locator("[data-part=list]")).to_contain_text(booked.number, timeout=SOON)
    await here.click("section.call button.big")
    await expect(there.locator("[data-part=list]")).to_contain_text("called", timeout=SOON)

    assert await there.input_value("#desk") == "Counter 7"
    await sound(there, "live bookings")
    await shot(there, "live-bookings-1280")
    assert complaints == []
    for page in (here, there):
        await page.context.close()


async def test_who_is_signed_out_is_told_and_what_they_write_stays(site: Site, browser: Browser) -> None:
    """The watched page leads to the sign-in, which says why; where somebody writes it says so and waits."""
    account = await somebody(site.database, "clerk", Role.FRONT_OFFICE, UNIT, language="en")
    looking, writing = [await _at_the_counter(site, browser, "clerk") for _ in range(2)]
    for page in (looking, writing):
        await page.goto(f"{site.address}/staff/bookings")
    await writing.fill("#desk", "Counter 7")
    async with site.database.writing() as session:
        await door.sign_out_everywhere(session, account.id)
    await site.booking(UNIT, 60)  # something to tell: then it is asked at once whether they may watch
    await looking.wait_for_url("**/staff/sign-in?**ended=1", timeout=SOON)
    told = writing.get_by_role("alert").filter(has_text="you have been signed out, or your roles were changed")
    await expect(told).to_be_visible(timeout=SOON)
    await sound(writing, "watched until signed out")
    await shot(writing, "live-ended-1280")

    assert "You were signed out" in await looking.inner_text("main")
    assert await writing.input_value("#desk") == "Counter 7"
    assert await told.get_by_role("link").get_attribute("href") == "/staff/bookings"
    for page in (looking, writing):
        await page.context.close()


async def test_a_bar_moves_and_survives_a_reload(site: Site, browser: Browser, tmp_path: Path) -> None:
    """A file is brought, the bar moves with the work and is there after a reload, the difference comes by itself; also without script."""
    await somebody(site.database, "keeper", Role.COORDINATION, language="en")
    page = await _at_the_counter(site, browser, "keeper", width=360)
    await page.goto(f"{site.address}/staff/keeping/files")
    await sound(page, "files")
    await shot(page, "files-360")
    async with page.expect_download() as started:
        await page.locator("a[href$='/files/demo-county/offices']").click()
    file = tmp_path / "county.zip"
    await (await started.value).save_as(file)
    await page.set_input_files("#file", file)
    await page.get_by_role("button", name="Show what would change").click()
    await page.wait_for_selector("progress")
    await page.evaluate(LISTEN)
    async with site.database.writing() as session:
        job = await shift.claim(session, KINDS, "other", site.clock.now())
        assert job is not None
        await shift.beat(session, job.id, "other", site.clock.now(), Progress(STEPS["services"], 120, 560))
    await expect(page.locator("[data-part=state]")).to_contain_text("120 of 560", timeout=SOON)
    assert "120 of 560" in await page.evaluate(HEARD)
    await page.reload()
    await page.evaluate(LISTEN)
    value = await page.get_attribute("progress", "value")
    await sound(page, "progress")
    await shot(page, "progress-360")
    plain = await _at_the_counter(site, browser, "keeper", script=False)
    await plain.goto(page.url)
    async with site.database.writing() as session:
        await shift.give_back(session, job.id, "other")
    await Errand(site).do()
    await expect(page.locator("main")).to_contain_text("Nothing is different from what is there.", timeout=SOON)
    await expect(plain.locator("main")).to_contain_text("Nothing is different from what is there.", timeout=SOON)
    await sound(page, "difference")
    await shot(page, "difference-360")
    await shot(plain, "difference-1280")

    assert "Nothing is different from what is there." in await page.evaluate(HEARD)
    assert value == "120"
    assert await page.locator("progress").count() == 0
    for one in (page, plain):
        await one.context.close()


async def test_the_release_of_very_many_answers_has_the_bar_of_other_long_work(site: Site, browser: Browser) -> None:
    """Fifty thousand answers: closed by its date, waiting, counted while somebody looks on and reloads, released by itself."""
    survey_id = await opened(site.database, site.clock)
    said = json.dumps({"course": "yes", "content": 4, "wish": None})
    async with site.database.writing() as session:
        rows = [{"id": new_id(), "survey": survey_id, "answers": said} for _ in range(50_000)]
        await session.execute(insert(SheetRow), rows)
        await session.execute(update(SurveyRow).values(closes_at=site.clock.now()))
    await close_due(site.database, site.clock.now())
    await somebody(site.database, "planner", Role.PLANNER, language="en")
    page = await _at_the_counter(site, browser, "planner", width=360)
    await page.goto(f"{site.address}/staff/surveys/{survey_id}")
    await expect(page.locator("[data-part=state]")).to_contain_text("The answers wait to be counted.")
    await page.evaluate(LISTEN)
    async with site.database.writing() as session:
        job = await shift.claim(session, KINDS, "other", site.clock.now())
        assert job is not None
        await shift.beat(session, job.id, "other", site.clock.now(), Progress(STEPS["answers"], 12_000, 50_000))
    await expect(page.locator("[data-part=state]")).to_contain_text("12,000 of 50,000", timeout=SOON)
    assert "12,000 of 50,000" in await page.evaluate(HEARD)
    await page.reload()
    await page.evaluate(LISTEN)
    value = await page.get_attribute("progress", "value")
    await sound(page, "release")
    await shot(page, "release-360")
    async with site.database.writing() as session:
        await shift.give_back(session, job.id, "other")
    assert await Working(site.database, site.clock).do_one()
    await expect(page.locator("main")).to_contain_text("To the results", timeout=SOON)

    assert "The results are released." in await page.evaluate(HEARD)
    assert value == "12000"
    assert await page.locator("progress").count() == 0
    await page.context.close()
