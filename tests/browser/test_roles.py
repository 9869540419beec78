"""A short day's work of every role in a real Chromium, by keyboard: what is theirs is there, what is not is shut."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from playwright.async_api import Browser, Locator, Page, expect

from participation.misrouted.services import report
from participation.misrouted.values import Why
from participation.offices import units
from participation.staff.permissions import Role
from participation.surveys.services import create_survey, open_survey
from tests.admin.conftest import site
from tests.admin.released import released
from tests.admin.site import Site
from tests.admin.test_findings import forwarded, planner
from tests.browser.looks import sign_in
from tests.staff.people import somebody
from tests.stories.survey import SURVEY

UNIT, SECTION, FOREIGN = "servicezentrum-migration", "abh-asyl", "buergerbuero-lindenau"
ORGANISATION = "nour"


async def _begins(site: Site, browser: Browser, role: Role, *scopes: str, script: bool = False) -> Page:
    """Somebody with one role signs in; without script unless it is the subject."""
    name = f"new-{role.value}"
    await somebody(site.database, name, role, *scopes)
    context = await browser.new_context(java_script_enabled=script, locale="en", base_url=site.address)
    page = await context.new_page()
    page.set_default_timeout(10_000)
    await sign_in(page, site.address, name)
    return page


async def _press(target: Locator) -> None:
    await target.press("Enter")


async def _menu(page: Page) -> list[str]:
    return [text.strip() for text in await page.locator("nav.main a").all_inner_texts()]


async def _shut(page: Page, *paths: str) -> None:
    """These pages are not for this role."""
    for path in paths:
        answer = await page.goto(f"/staff/{path}")
        assert answer is not None
        assert answer.status == 403, path


async def test_administration_invites_a_clerk(site: Site, browser: Browser) -> None:
    """A new account with its link, shown once, and a role for one office."""
    page = await _begins(site, browser, Role.ADMINISTRATION)
    await _press(page.get_by_role("link", name="Accounts", exact=True))
    await _press(page.get_by_role("link", name="New account"))
    await page.get_by_label("Sign-in name").fill("ada")
    await page.get_by_label("Name that colleagues see").fill("Ada")
    await _press(page.get_by_role("button", name="Create the account"))
    await expect(page.locator(".secret code")).to_contain_text("/staff/invitation#")
    await page.select_option("#role", "front-office")
    await page.fill("#scope", FOREIGN)
    await _press(page.get_by_role("button", name="Give this role"))

    await expect(page.locator("#main ul.rows")).to_contain_text("Front office")
    await _shut(page, "keeping", "bookings", "audit")


async def test_coordination_moves_an_office_by_form_and_by_mouse(site: Site, browser: Browser) -> None:
    """Dragged onto another office, what would change is shown; dropped on its own section nothing happens; undone."""
    page = await _begins(site, browser, Role.COORDINATION, script=True)
    await _press(page.get_by_role("link", name="Keep offices"))
    await _press(page.get_by_role("link", name="All offices as a tree"))
    moving = page.locator(f'li[data-unit="{UNIT}"] > .unit')
    await moving.drag_to(page.locator(f'li[data-unit="{SECTION}"] > .unit'))
    await expect(page.locator("#moving")).to_have_text("An office cannot move below itself.")
    await moving.drag_to(page.locator('li[data-unit="birkenstadt"] > .unit'))
    await expect(page.locator("main")).to_contain_text("What then comes from another office above")
    await _press(page.get_by_role("link", name="Drop it"))
    await page.fill("#parent", "birkenstadt")
    await _press(page.get_by_role("button", name="Go on and check"))
    await _press(page.get_by_role("button", name="Save the change"))
    await page.wait_for_url("**/staff/keeping/units")
    async with site.database.reading() as session:
        moved = await units.units_above(session, SECTION)
    await page.goto("/staff/keeping/history")
    await _press(page.get_by_role("button", name="Undo this change: Office, "))
    await expect(page.locator("main")).to_contain_text("undoes")

    assert "birkenstadt" in moved
    async with site.database.reading() as session:
        assert "birkenstadt" not in await units.units_above(session, SECTION)
    await _shut(page, "accounts", "audit")


async def test_a_front_office_calls_and_says_wrong_office(site: Site, browser: Browser) -> None:
    """The next number is called and turns out to be wrong here; another office's numbers stay unseen."""
    foreign = await site.booking(FOREIGN, 30)
    for minutes in (15, 30):
        await site.booking(SECTION, minutes, service="residence-permit-renewal")
    page = await _begins(site, browser, Role.FRONT_OFFICE, UNIT)
    await _press(page.get_by_role("link", name="Appointments", exact=True))
    await _press(page.locator("section.call button.big"))
    await _press(page.locator("section.here button[value=not-responsible]"))

    await expect(page.locator("main tbody")).to_contain_text("wrong office")
    assert await page.locator("main").get_by_text(foreign.number).count() == 0
    await _shut(page, f"bookings/{foreign.booking}", "keeping", f"mine/{FOREIGN}")


async def test_a_back_office_looks_after_its_section(site: Site, browser: Browser) -> None:
    """Its responsibilities, hours, bookings and wrong offices are there; nothing can be called, no other unit be seen."""
    await site.booking(SECTION, 30)
    async with site.database.writing() as session:
        for _ in range(5):
            await report(session, "residence-permit-renewal", "059990002002", SECTION, Why.SENT_ON, site.clock.now())
    page = await _begins(site, browser, Role.BACK_OFFICE, SECTION)
    await _press(page.get_by_role("link", name="My offices", exact=True))
    await _press(page.locator(f"main a[href='/staff/mine/{SECTION}']"))
    await expect(page.get_by_role("heading", name="Responsible for")).to_be_visible()
    await expect(page.locator("main")).to_contain_text("sent on to another office: 5")
    await _press(page.get_by_role("link", name="1 appointment today"))

    await expect(page.locator("main table tbody tr")).to_have_count(1)
    assert await page.get_by_role("button", name="Call").count() == 0
    await _shut(page, f"mine/{FOREIGN}", "keeping", "surveys")


async def test_a_self_organisation_opens_its_survey(site: Site, browser: Browser) -> None:
    """Its own draft is previewed and opened; the survey of others is not in its list, nor behind its address."""
    now = site.clock.now()
    async with site.database.writing() as session:
        await create_survey(session, replace(SURVEY, organisation=ORGANISATION, code=""), "t")
        other = await create_survey(session, replace(SURVEY, organisation="kalyna", code=""), "t")
        await open_survey(session, other, now, now + timedelta(days=3))
    page = await _begins(site, browser, Role.SELF_ORGANISATION, ORGANISATION)
    await _press(page.get_by_role("link", name="Surveys", exact=True))
    await _press(page.locator("main tbody a").first)
    address = page.url
    await _press(page.get_by_role("link", name="See it as people will"))
    await expect(page.locator(".talk").first).to_be_visible()
    await page.goto(address)
    await _press(page.get_by_role("link", name="Open it"))
    await _press(page.get_by_role("button", name="Open the survey"))

    await expect(page.locator(".invitation code")).to_contain_text("/chat?start=s_")
    assert "Appointments" not in await _menu(page)
    await _shut(page, f"surveys/{other}", "bookings", "findings")


async def test_planning_writes_a_finding(site: Site, browser: Browser) -> None:
    """From the released numbers to a finding before the steering group."""
    await released(site)
    page = await _begins(site, browser, Role.PLANNER)
    await _press(page.get_by_role("link", name="Results", exact=True))
    await _press(page.locator("main").get_by_role("link", name="Arriving"))
    await _press(page.get_by_role("link", name="Write a finding"))
    await page.fill("#title-de", "Zu wenig Kursplätze")
    await page.fill("#text-de", "Viele warten lange.")
    await page.check("#question-course")
    await _press(page.get_by_role("button", name="Keep as a draft"))
    await _press(page.get_by_role("button", name="Save and forward to the steering group"))
    await page.goto("/staff/findings")

    await expect(page.locator("main")).to_contain_text("forwarded on")
    await _shut(page, "keeping", "bookings", "accounts")


async def test_the_steering_group_decides(site: Site, browser: Browser) -> None:
    """What waits is on the start page; the decision is recorded with its reason and cannot be taken back."""
    await forwarded(site, await planner(site))
    page = await _begins(site, browser, Role.STEERING_GROUP)
    await expect(page.locator("main")).to_contain_text("1 finding waits for a decision.")
    await _press(page.get_by_role("link", name="Findings", exact=True))
    await _press(page.get_by_role("link", name="Zu wenig Kursplätze"))
    await page.locator("input[name=verdict]").first.press("Space")
    await page.fill("#reason-de", "Es gibt Geld für zwei Kurse.")
    await _press(page.get_by_role("button", name="Record the decision"))

    await expect(page.get_by_role("heading", name="Decision")).to_be_visible()
    assert await page.get_by_role("button", name="Record the decision").count() == 0
    await _shut(page, "bookings", "surveys", "keeping")


async def test_audit_reads_what_staff_did(site: Site, browser: Browser, tmp_path: Path) -> None:
    """The sign-in of a moment ago stands in the record, which leaves as a file; nothing else is open, nothing changes it."""
    page = await _begins(site, browser, Role.AUDIT)
    await _press(page.get_by_role("link", name="Record", exact=True))
    await expect(page.locator("main tbody tr").first).to_be_visible()
    async with page.expect_download() as waiting:
        await page.locator("a[href*='file=csv']").press("Enter")
    await (await waiting.value).save_as(tmp_path / "record.csv")

    assert await _menu(page) == ["Record"]
    assert "New-Audit" in (tmp_path / "record.csv").read_text("utf-8-sig")
    assert await page.locator("main form[method=post]").count() == 0
    await _shut(page, "offices", "bookings", "accounts", "keeping")
