"""A time is booked and cancelled by its person, and only so often."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlmodel import col

from participation.appointments import queries, services
from participation.appointments.errors import (
    AlreadyBooked,
    AlreadyPast,
    SlotTaken,
    TooManyBookings,
    UnknownBooking,
)
from participation.appointments.models import Seat
from participation.appointments.values import Appointment, State
from participation.core.db import Database
from participation.core.ids import PLAIN
from tests.appointments.desk import AT, DAYS, MINUTE, NOW, WISH, book, confirm, free, hold, tries, wish


async def _cancel(database: Database, which: str, person: str, now: datetime = NOW) -> Appointment:
    async with database.writing() as session:
        return await services.cancel(session, which, person, now)


async def test_booked_times_are_no_longer_offered(database: Database) -> None:
    """Whoever confirms gets number and code; the time is gone from what others see."""
    assert await free(database) == {"Tue": ["09:00", "09:15", "09:30", "09:45"], "Wed": ["09:00", "09:15"]}
    booked = await book(database, "p1")

    assert await free(database) == {"Tue": ["09:15", "09:30", "09:45"], "Wed": ["09:00", "09:15"]}
    assert (booked.state, booked.starts_at, booked.minutes, booked.language) == (State.BOOKED, AT, 15, "ar")
    assert booked.number[0].isalpha()
    assert booked.number[1:].replace("-", "").isdigit()
    assert len(booked.code) == 6
    assert set(booked.code) <= set(PLAIN)
    async with database.reading() as session:
        assert await queries.bookings_of_person(session, "p1", NOW) == [booked]
        assert await queries.bookings_of_person(session, "p2", NOW) == []
        assert await queries.proves(session, booked.booking, f" {booked.code.lower()} ")
        assert not await queries.proves(session, booked.booking, "")


async def test_days_without_a_free_time_are_not_offered(database: Database) -> None:
    """A visit too long for what is left of a day does not find it."""
    await book(database, "p1", wish(15))
    async with database.reading() as session:
        short = await queries.free_slots(session, "town-hall", DAYS, 30, NOW)
        long = await queries.free_slots(session, "town-hall", DAYS, 45, NOW)

    assert [found.day for found in short] == list(DAYS)
    assert long == []


async def test_confirming_again_gives_the_same(database: Database) -> None:
    """A message played twice changes nothing: same number, same code, even later."""
    booked = await book(database, "p1")

    assert await confirm(database, booked.booking, "p1", NOW + timedelta(hours=2)) == booked


async def test_a_long_visit_takes_one_seat_for_all_its_slots(database: Database) -> None:
    """A part that is taken makes the seat useless; the next seat serves."""
    await book(database, "p1", wish(15))
    with pytest.raises(SlotTaken):
        await hold(database, "p2", wish(0, slots=2))
    await book(database, "p3", wish(0, slots=2, seats=2))
    async with database.reading() as session:
        rows = await session.execute(select(col(Seat.seat)).order_by(col(Seat.starts_at), col(Seat.seat)))

    assert rows.scalars().all() == [2, 1, 2]


async def test_a_new_grid_does_not_sell_the_time_of_an_old_booking(database: Database) -> None:
    """Slots of 20 minutes after a change of the opening hours: 9:15 is still somebody's."""
    await book(database, "p1", wish(15))

    assert not await tries(database, "p2", replace(WISH, slot_minutes=20))
    assert await tries(database, "p2", replace(WISH, slot_minutes=20, starts_at=AT + 40 * MINUTE))


async def test_cancelling_gives_the_time_back(database: Database) -> None:
    """By number or id, as often as one likes; the change is counted once, for calendars."""
    booked = await book(database, "p1")
    cancelled = await _cancel(database, f" {booked.number.lower()} ", "p1")

    assert (cancelled.state, cancelled.sequence) == (State.CANCELLED, 1)
    assert await _cancel(database, booked.booking, "p1") == cancelled
    assert await tries(database, "p2")
    async with database.reading() as session:
        assert await queries.bookings_of_person(session, "p1", NOW) == []


async def test_only_ones_own_and_only_before_it_begins(database: Database) -> None:
    """Other people's appointments do not exist for one, and what has begun stays."""
    booked = await book(database, "p1")
    for which, person in ((booked.number, "p2"), (booked.booking, "p2"), ("K-0000", "p1")):
        with pytest.raises(UnknownBooking):
            await _cancel(database, which, person)
    with pytest.raises(AlreadyPast):
        await _cancel(database, booked.number, "p1", AT)


async def test_nobody_collects_appointments(database: Database) -> None:
    """One per service and unit, three in all; one cancelled or over makes room."""
    booked = [await book(database, "p1", wish(60 * number, service=f"s{number}")) for number in range(3)]
    with pytest.raises(AlreadyBooked) as refused:
        await hold(database, "p1", wish(300, service="s0"))
    assert refused.value.places == {"number": booked[0].number}
    with pytest.raises(TooManyBookings, match="3 appointments"):
        await hold(database, "p1", wish(300, service="s9"))
    await hold(database, "p1", wish(300, service="s0"), now=AT + MINUTE)
    await _cancel(database, booked[2].number, "p1")

    assert await tries(database, "p1", wish(300, service="s9"))


async def test_numbers_are_unique_for_a_unit_and_day(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """A number that somebody has is drawn again; on another day it may come back."""
    draws = iter(["K-1000", "K-1000", "K-1001", "K-1000"])
    monkeypatch.setattr(services, "_number", lambda _unit: next(draws))
    numbers = [(await book(database, f"p{at}", wish(at))).number for at in (0, 15, 24 * 60)]

    assert numbers == ["K-1000", "K-1001", "K-1000"]
