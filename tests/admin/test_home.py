"""The start page of each role."""

from __future__ import annotations

import asyncio
import re

import pytest

from participation.misrouted.services import report
from participation.misrouted.values import Why
from participation.staff import services
from participation.staff.permissions import Role
from tests.admin.site import Site
from tests.staff.people import somebody

HARBOUR = "buergerbuero-hafen"
SCOPE = {Role.FRONT_OFFICE: HARBOUR, Role.BACK_OFFICE: HARBOUR, Role.SELF_ORGANISATION: "nour"}


async def test_a_clerk_sees_how_many_are_still_expected(site: Site) -> None:
    """The number is that of the list, of today and of one's own units."""
    await somebody(site.database, "clerk", Role.FRONT_OFFICE, "birkenstadt")
    for unit, minutes in (
        ("buergerbuero-birkenstadt", 30),
        ("buergerbuero-hafen", 30),
        ("abh-asyl", 30),
        ("buergerbuero-hafen", 1500),
    ):
        await site.booking(unit, minutes)
    page = await (await site.signed_in("clerk")).get("/staff")

    assert "2 people are still expected today." in page.words


@pytest.mark.parametrize("role", list(Role))
async def test_every_link_on_the_start_page_is_open(site: Site, role: Role) -> None:
    """Nobody is led to a page their roles do not include; every role finds something to do."""
    scope = SCOPE.get(role, "")
    await somebody(site.database, "somebody", role, scope)
    person = await site.signed_in("somebody")
    home = await person.get("/staff")
    links = {part.split('"')[0] for part in home.text.split('href="/staff/')[1:]} - {""}
    pages = {link for link in links if not link.startswith("static")}
    assert len(pages) > 1
    for link in pages:
        assert (await person.get(f"/staff/{link}")).status == 200, link


async def test_without_a_role_it_is_said_so(site: Site) -> None:
    """A new account is told whom to ask."""
    await somebody(site.database, "new")

    assert "Your account has no role yet." in (await (await site.signed_in("new")).get("/staff")).words


async def test_a_clerk_sees_who_is_next(site: Site) -> None:
    """Number, time and request, and the way to the appointment."""
    await somebody(site.database, "clerk", Role.FRONT_OFFICE, HARBOUR)
    await site.booking(HARBOUR, 90)
    first = await site.booking(HARBOUR, 30)
    page = await (await site.signed_in("clerk")).get("/staff")

    assert f"Next: {first.number} at 10:30" in page.words
    assert f'href="/staff/bookings/{first.booking}"' in page.text


async def test_administration_sees_who_has_not_finished_signing_up(site: Site) -> None:
    """Invited people and accounts without second factor are counted as in the list that the link opens."""
    await somebody(site.database, "chief", Role.ADMINISTRATION)
    async with site.database.writing() as session:
        await services.create_account(session, ("new", "New", "en"), "", "chief", site.clock.now())
    chief = await site.signed_in("chief")
    page = await chief.get("/staff")
    invited = await chief.get("/staff/accounts?state=invited")
    without = await chief.get("/staff/accounts?state=in-use&factor=missing")

    assert "1 person has been invited" in page.words
    assert "1 account has no second factor." in page.words
    assert "1 account" in invited.words
    assert "Chief" in without.words


async def test_coordination_sees_what_is_missing_by_kind(site: Site) -> None:
    """Each kind of gap with its number as in the list, such as data older than a year; wrong offices of this month."""
    site.clock.forward(days=370)
    await somebody(site.database, "keeper", Role.COORDINATION)
    async with site.database.writing() as session:
        await report(session, "register-address", "059990002002", "kreis", Why.SENT_ON, site.clock.now())
    keeper = await site.signed_in("keeper")
    async with asyncio.timeout(30):
        while "Refresh" in (await keeper.get("/staff/keeping/gaps")).headers:
            pass
    page = await keeper.get("/staff")
    counts = re.findall(r'href="(/staff/keeping/gaps\?kind=\w+)">[^<]*: ([\d.,]+)<', page.text)

    assert counts
    for link, count in counts:
        assert f"{count} thing" in (await keeper.get(link)).words
    assert "1 office was reported as the wrong one this month." in page.words


async def test_audit_sees_the_last_changes(site: Site) -> None:
    """Who did what, before the list is opened."""
    await somebody(site.database, "reader", Role.AUDIT)
    page = await (await site.signed_in("reader")).get("/staff")

    assert "Reader signed in" in page.words


async def test_the_last_changes_read_as_sentences_in_german(site: Site) -> None:
    """What was done, and of what it was done by the name people know; short names of files are for files."""
    await somebody(site.database, "revision", Role.AUDIT, language="de")
    reader = await site.signed_in("revision")
    now = site.clock.now()
    async with site.database.writing() as session:
        await services.note(session, "eva", "role-given", "maria", now)
        await services.note(session, "eva", "second-factor-reset", "maria", now)
        await services.note(session, "eva", "office-changed", f"unit {HARBOUR}", now)
    page = await reader.get("/staff")

    assert ": eva hat eine Rolle vergeben (maria)" in page.words
    assert ": eva hat den zweiten Faktor zurückgesetzt (maria)" in page.words
    assert "Zuständigkeit geändert (Stelle: Bürgerbüro Hafen)" in page.words
    assert HARBOUR not in page.text
