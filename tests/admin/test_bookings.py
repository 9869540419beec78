"""The day at the counter, by real requests."""

from __future__ import annotations

import asyncio
import re

import pytest

from participation.appointments import queries
from participation.appointments.values import State
from participation.staff.permissions import Role
from tests.admin.site import Person, Site
from tests.staff.people import somebody

UNIT = "buergerbuero-birkenstadt"


async def _clerks(site: Site, count: int = 2) -> list[Person]:
    for number in range(count):
        await somebody(site.database, f"clerk{number}", Role.FRONT_OFFICE, UNIT)
    return [await site.signed_in(f"clerk{number}") for number in range(count)]


async def _state(site: Site, booking: str) -> tuple[State, str | None]:
    async with site.database.reading() as session:
        entry = await queries.booking(session, booking)
    assert entry is not None
    return entry.state, entry.desk


async def test_the_list_of_the_day(site: Site) -> None:
    """Time, number, request, language, people and state of everybody who comes to my units; nobody else."""
    (clerk,) = await _clerks(site, 1)
    later, first = await site.booking(UNIT, 90, "fa"), await site.booking(UNIT, 30, "ar")
    elsewhere = await site.booking("abh-birkenstadt", 30)
    page = await clerk.get("/staff/bookings")
    rows = re.findall(r"<tr class.*?</tr>", page.text, re.DOTALL)

    assert len(rows) == 2
    assert first.number in rows[0]
    assert later.number in rows[1]
    assert "10:30" in rows[0]
    assert "Arabic" in rows[0]
    assert "Persian" in rows[1]
    assert "expected" in rows[0]
    assert elsewhere.booking not in page.text
    assert "2 still expected" in page.words
    assert "2 appointments" in page.words
    assert first.code not in page.text


async def test_call_next_and_record_how_it_ended(site: Site) -> None:
    """The first in time is called to my counter, stands on top with its outcomes, and is done."""
    (clerk,) = await _clerks(site, 1)
    await site.booking(UNIT, 90)
    first = await site.booking(UNIT, 30)
    await clerk.get("/staff/bookings")
    await clerk.post("/staff/bookings/desk", desk="Schalter 3")
    page = await clerk.post("/staff/bookings/next", seen=first.booking)

    assert f"At your counter: {first.number}" in page.words
    assert await _state(site, first.booking) == (State.CALLED, "Schalter 3")
    page = await clerk.post(f"/staff/bookings/{first.booking}/outcome", ended="done")
    assert page.path == "/staff/bookings?day=2026-11-23"
    assert "At your counter" not in page.words
    assert (await _state(site, first.booking))[0] == State.DONE


async def test_pressed_twice_calls_one(site: Site) -> None:
    """A double press of *call next* calls the person shown, not two."""
    (clerk,) = await _clerks(site, 1)
    first, second = await site.booking(UNIT, 30), await site.booking(UNIT, 60)
    await clerk.get("/staff/bookings")
    await asyncio.gather(*(clerk.post("/staff/bookings/next", seen=first.booking) for _ in range(3)))

    assert (await _state(site, first.booking))[0] == State.CALLED
    assert (await _state(site, second.booking))[0] == State.BOOKED


async def test_two_clerks_call_the_same_number(site: Site) -> None:
    """One gets it; the other is told, and sees the list as it is now."""
    clerks = await _clerks(site)
    first = await site.booking(UNIT, 30)
    for clerk in clerks:
        await clerk.get("/staff/bookings")
    pages = await asyncio.gather(*(clerk.post(f"/staff/bookings/{first.booking}/call") for clerk in clerks))

    assert sorted(page.status for page in pages) == [200, 409]
    told = next(page for page in pages if page.status == 409)
    assert f"Number {first.number} has already been called or is done." in told.words
    assert "List of appointments" in told.text


async def test_two_clerks_call_next_at_once(site: Site) -> None:
    """Each gets somebody; with one person left, one gets them and the other nobody."""
    clerks = await _clerks(site)
    first, second, third = [await site.booking(UNIT, minutes) for minutes in (30, 45, 60)]
    for clerk in clerks:
        await clerk.get("/staff/bookings")
    await asyncio.gather(*(clerk.post("/staff/bookings/next", seen=first.booking) for clerk in clerks))
    assert [(await _state(site, one.booking))[0] for one in (first, second, third)] == ["called", "called", "booked"]
    pages = await asyncio.gather(*(clerk.post("/staff/bookings/next", seen=third.booking) for clerk in clerks))

    assert sum(f"At your counter: {third.number}" in page.words for page in pages) == 1
    assert all("Nobody is waiting to be called." in page.words for page in pages)


@pytest.mark.parametrize(
    ("ended", "told"),
    [
        ("documents-missing", "Please say which documents are missing."),
        ("passed-on", "Please say to whom this was passed on."),
    ],
)
async def test_some_outcomes_need_a_word(site: Site, ended: str, told: str) -> None:
    """Without a note the field says what is missing; with one it is recorded, shown to colleagues, and escaped."""
    (clerk,) = await _clerks(site, 1)
    first = await site.booking(UNIT, 30)
    await clerk.get("/staff/bookings")
    await clerk.post(f"/staff/bookings/{first.booking}/call")
    missing = await clerk.post(f"/staff/bookings/{first.booking}/outcome", ended=ended)
    assert missing.status == 422
    assert told in missing.words
    assert 'aria-invalid="true"' in missing.text
    await clerk.post(f"/staff/bookings/{first.booking}/outcome", ended=ended, note="Pass <b>& Foto</b>")
    shown = await clerk.get(f"/staff/bookings/{first.booking}")

    assert "Pass &lt;b&gt;&amp; Foto&lt;/b&gt;" in shown.text
    assert (await _state(site, first.booking))[0] == ended


async def test_an_outcome_is_corrected_and_the_history_tells(site: Site) -> None:
    """A mistake is put right by any clerk of the unit; every step stays to be read."""
    one, two = await _clerks(site)
    first = await site.booking(UNIT, 30)
    await one.get("/staff/bookings")
    await two.get("/staff/bookings")
    early = await one.post(f"/staff/bookings/{first.booking}/outcome", ended="done")
    assert early.status == 409
    assert f"Number {first.number} has not been called yet." in early.words
    await one.post(f"/staff/bookings/{first.booking}/call")
    await one.post(f"/staff/bookings/{first.booking}/outcome", ended="no-show")
    await two.post(f"/staff/bookings/{first.booking}/outcome", ended="done")
    history = (await two.get(f"/staff/bookings/{first.booking}")).words.split("History")[1]

    assert re.findall(r"(called|did not come|done) – (Clerk\d)", history) == [
        ("called", "Clerk0"), ("did not come", "Clerk0"), ("done", "Clerk1"),
    ]  # fmt: skip


async def test_a_note_is_corrected(site: Site) -> None:
    """It stands in the field to be put right; the same outcome with another note is a step, the same again is none."""
    (clerk,) = await _clerks(site, 1)
    first = await site.booking(UNIT, 30)
    await clerk.get("/staff/bookings")
    await clerk.post(f"/staff/bookings/{first.booking}/call")
    for note in ("Pas", "Pass und Foto", "Pass und Foto"):
        site.clock.forward(minutes=1)
        await clerk.post(f"/staff/bookings/{first.booking}/outcome", ended="documents-missing", note=note)
    shown = await clerk.get(f"/staff/bookings/{first.booking}")

    assert 'value="Pass und Foto"' in shown.text
    history = shown.words.split("History")[1]
    assert history.count("documents missing – Clerk0 Pas") == 2
    assert history.count("documents missing – Clerk0 Pass und Foto") == 1


async def test_who_did_not_come_can_be_called_again(site: Site) -> None:
    """Late is not lost."""
    (clerk,) = await _clerks(site, 1)
    first = await site.booking(UNIT, 30)
    await clerk.get("/staff/bookings")
    for step in ("call", "outcome", "call"):
        await clerk.post(f"/staff/bookings/{first.booking}/{step}", ended="no-show")

    assert (await _state(site, first.booking))[0] == State.CALLED


async def test_another_day(site: Site) -> None:
    """Tomorrow's list is seen and nobody is called from it; a broken date shows today."""
    (clerk,) = await _clerks(site, 1)
    tomorrow = await site.booking(UNIT, 24 * 60)
    page = await clerk.get("/staff/bookings?day=2026-11-24")
    assert tomorrow.number in page.words
    assert "/call" not in page.text
    assert "Call next" not in page.words
    assert "/call" not in (await clerk.get(f"/staff/bookings/{tomorrow.booking}")).text
    refused = await clerk.post(f"/staff/bookings/{tomorrow.booking}/call")
    assert refused.status == 409
    assert f"Number {tomorrow.number} is for another day." in refused.words
    assert (await _state(site, tomorrow.booking))[0] == State.BOOKED

    for odd in ("yesterday", "2026-13-45", "", "0001-01-01", "9999-12-31"):
        assert (await clerk.get("/staff/bookings", params={"day": odd})).status == 200


async def test_coordination_sees_and_does_not_call(site: Site) -> None:
    """Who may only look finds no button that would be refused."""
    await somebody(site.database, "coordination", Role.COORDINATION)
    first = await site.booking(UNIT, 30)
    person = await site.signed_in("coordination")
    page = await person.get("/staff/bookings")

    assert first.number in page.words
    assert "/call" not in page.text
    assert "Call next" not in page.words


@pytest.mark.parametrize("ended", ["", "held", "booked", "nonsense", "cancelled"])
async def test_what_is_no_outcome_is_refused(site: Site, ended: str) -> None:
    """A made-up form changes nothing and breaks nothing."""
    (clerk,) = await _clerks(site, 1)
    first = await site.booking(UNIT, 30)
    await clerk.get("/staff/bookings")
    await clerk.post(f"/staff/bookings/{first.booking}/call")

    assert (await clerk.post(f"/staff/bookings/{first.booking}/outcome", ended=ended)).status == 422
    assert (await _state(site, first.booking))[0] == State.CALLED
