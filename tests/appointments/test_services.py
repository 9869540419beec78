"""A time is held, confirmed, given back and cancelled by its person, and only so often."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlalchemy import func, select, update
from sqlmodel import col

from participation.appointments import claims, queries, services
from participation.appointments.errors import (
    AlreadyBooked,
    AlreadyPast,
    HoldExpired,
    SlotTaken,
    TooFarAhead,
    TooManyBookings,
    TooManyHolds,
    UnknownBooking,
)
from participation.appointments.models import Booking, Seat
from participation.appointments.slots import HORIZON, OpenPeriod
from participation.appointments.values import Appointment, State
from participation.core.db import Database
from participation.core.ids import PLAIN
from tests.appointments.desk import AT, NOW, WISH, book, hold, tries, wish

DAYS = {
    date(2026, 11, 24): [OpenPeriod(time(9), time(10), 15, 1)],
    date(2026, 11, 25): [OpenPeriod(time(9), time(9, 30), 15, 2)],
}
MINUTE = timedelta(minutes=1)


async def _free(database: Database, minutes: int = 15, now: datetime = NOW) -> dict[str, list[str]]:
    async with database.reading() as session:
        found = await queries.free_slots(session, "town-hall", DAYS, minutes, now)
    return {f"{day.day:%a}": [f"{start.local:%H:%M}" for start in day.starts] for day in found}


async def _cancel(database: Database, which: str, person: str, now: datetime = NOW) -> Appointment:
    async with database.writing() as session:
        return await services.cancel(session, which, person, now)


async def _confirm(database: Database, booking: str, person: str, now: datetime = NOW) -> Appointment:
    async with database.writing() as session:
        return await services.confirm(session, booking, person, now)


async def _count(database: Database, table: type[Seat | Booking]) -> int:
    async with database.reading() as session:
        return (await session.execute(select(func.count()).select_from(table))).scalar_one()


async def test_booked_times_are_no_longer_offered(database: Database) -> None:
    """Whoever confirms gets number and code; the time is gone from what others see."""
    assert await _free(database) == {"Tue": ["09:00", "09:15", "09:30", "09:45"], "Wed": ["09:00", "09:15"]}
    booked = await book(database, "p1")

    assert await _free(database) == {"Tue": ["09:15", "09:30", "09:45"], "Wed": ["09:00", "09:15"]}
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
        short = await queries.free_days(session, "town-hall", DAYS, 30, NOW)
        long = await queries.free_days(session, "town-hall", DAYS, 45, NOW)

    assert short == list(DAYS)
    assert long == []


async def test_a_hold_expires_by_itself(database: Database) -> None:
    """After ten minutes the time is offered again and somebody else can have it, without any clean-up."""
    held = await hold(database, "p1")
    assert held.until == NOW + services.HOLD
    with pytest.raises(SlotTaken):
        await hold(database, "p2")
    late = held.until + claims.GRACE
    assert "09:00" in (await _free(database, now=late))["Tue"]
    other = await hold(database, "p2", now=late)
    with pytest.raises(HoldExpired):
        await _confirm(database, held.booking, "p1", late)

    assert (await _confirm(database, other.booking, "p2", late)).state == State.BOOKED
    assert await _count(database, Seat) == 1


async def test_a_slow_confirmation_never_meets_a_new_claim(database: Database) -> None:
    """Even if the clock of one process says that the hold lives, whose seat is gone cannot confirm."""
    held = await hold(database, "p1")
    await hold(database, "p2", now=held.until + claims.GRACE)

    with pytest.raises(HoldExpired):
        await _confirm(database, held.booking, "p1", held.until - MINUTE)
    assert await _count(database, Seat) == 1


async def test_nobody_confirms_what_somebody_else_holds(database: Database) -> None:
    """A foreign or unknown hold is refused just like an expired one."""
    held = await hold(database, "p1")
    for booking, person in ((held.booking, "p2"), ("unknown", "p1")):
        with pytest.raises(HoldExpired):
            await _confirm(database, booking, person)


async def test_confirming_again_gives_the_same(database: Database) -> None:
    """A message played twice changes nothing: same number, same code, even later."""
    booked = await book(database, "p1")

    assert await _confirm(database, booked.booking, "p1", NOW + timedelta(hours=2)) == booked


async def test_who_holds_another_time_gives_the_first_one_back(database: Database) -> None:
    """One hold at a time; the same wish again is the same hold, and lives no longer for it."""
    first = await hold(database, "p1")
    assert await hold(database, "p1", now=NOW + MINUTE) == first
    second = await hold(database, "p1", wish(15))

    assert second.booking != first.booking
    assert await tries(database, "p2")
    assert await _count(database, Booking) == await _count(database, Seat) == 2


async def test_one_may_move_within_the_time_one_holds(database: Database) -> None:
    """A new hold may use the seats of the old one: with one counter, 9:00-9:30 becomes 9:15-9:45."""
    await hold(database, "p1", wish(0, slots=2))
    await hold(database, "p1", wish(15, slots=2))

    assert await tries(database, "p2", wish(0))
    assert not await tries(database, "p3", wish(30))
    assert await _count(database, Seat) == 3


async def test_a_refused_hold_leaves_the_earlier_one(database: Database) -> None:
    """Who is too late for another time keeps the one they have."""
    await book(database, "p2", wish(15))
    held = await hold(database, "p1")
    with pytest.raises(SlotTaken):
        await hold(database, "p1", wish(15))

    assert (await _confirm(database, held.booking, "p1")).starts_at == AT


async def test_giving_back_frees_the_time_at_once(database: Database) -> None:
    """Only one's own hold, never an appointment."""
    held = await hold(database, "p1")
    async with database.writing() as session:
        await services.give_back(session, held.booking, "p2")
    assert not await tries(database, "p2")
    async with database.writing() as session:
        await services.give_back(session, held.booking, "p1")
        await services.give_back(session, held.booking, "p1")
    booked = await book(database, "p2")
    async with database.writing() as session:
        await services.give_back(session, booked.booking, "p2")

    assert not await tries(database, "p3")


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


async def test_times_too_soon_or_too_far_ahead_are_refused(database: Database) -> None:
    """An old button does not lead into the past, and nobody books next year."""
    with pytest.raises(AlreadyPast):
        await hold(database, "p1", now=AT - 4 * MINUTE)
    with pytest.raises(TooFarAhead):
        await hold(database, "p1", now=AT - HORIZON - MINUTE)
    late = await hold(database, "p1", now=AT - 5 * MINUTE)

    assert late.until == AT


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


async def test_nobody_holds_times_all_day(database: Database) -> None:
    """After a number of holds it is enough for today; tomorrow is a new day, and others are not concerned."""
    for number in range(services.MOST_HOLDS):
        await hold(database, "p1", wish(15 * number))
    with pytest.raises(TooManyHolds):
        await hold(database, "p1", wish(300))

    assert await tries(database, "p2", wish(300))
    await hold(database, "p1", wish(315), now=NOW + timedelta(hours=14))


async def test_numbers_are_unique_for_a_unit_and_day(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """A number that somebody has is drawn again; on another day it may come back."""
    draws = iter(["K-1000", "K-1000", "K-1001", "K-1000"])
    monkeypatch.setattr(services, "_number", lambda _unit: next(draws))
    numbers = [(await book(database, f"p{at}", wish(at))).number for at in (0, 15, 24 * 60)]

    assert numbers == ["K-1000", "K-1001", "K-1000"]


async def test_control_without_its_seat_a_hold_cannot_be_confirmed(database: Database) -> None:
    """Control: it is the seat that counts when confirming, not what the booking's own row says."""
    held = await hold(database, "p1")
    async with database.writing() as session:
        await session.execute(update(Seat).values(booking="somebody else"))
    with pytest.raises(HoldExpired):
        await _confirm(database, held.booking, "p1")
    async with database.reading() as session:
        states = (await session.execute(select(col(Booking.state)))).scalars().all()

    assert states == [State.HELD]


def test_times_in_the_tests_are_a_tuesday() -> None:
    """Nine o'clock in Berlin."""
    assert datetime(2026, 11, 24, 8, tzinfo=UTC) == AT
