"""A time is held, confirmed or given back; a hold ends by itself and is one's own."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select, update
from sqlmodel import col

from participation.appointments import claims, services
from participation.appointments.errors import (
    AlreadyPast,
    HoldExpired,
    SlotTaken,
    TooFarAhead,
    TooManyHolds,
)
from participation.appointments.models import Booking, Seat
from participation.appointments.slots import HORIZON
from participation.appointments.values import State
from participation.core.db import Database
from tests.appointments.desk import AT, MINUTE, NOW, book, confirm, count, free, hold, tries, wish


async def test_a_hold_expires_by_itself(database: Database) -> None:
    """After ten minutes the time is offered again and somebody else can have it, without any clean-up."""
    held = await hold(database, "p1")
    assert held.until == NOW + services.HOLD
    with pytest.raises(SlotTaken):
        await hold(database, "p2")
    late = held.until + claims.GRACE
    assert "09:00" in (await free(database, now=late))["Tue"]
    other = await hold(database, "p2", now=late)
    with pytest.raises(HoldExpired):
        await confirm(database, held.booking, "p1", late)

    assert (await confirm(database, other.booking, "p2", late)).state == State.BOOKED
    assert await count(database, Seat) == 1


async def test_a_slow_confirmation_never_meets_a_new_claim(database: Database) -> None:
    """Even if the clock of one process says that the hold lives, whose seat is gone cannot confirm."""
    held = await hold(database, "p1")
    await hold(database, "p2", now=held.until + claims.GRACE)

    with pytest.raises(HoldExpired):
        await confirm(database, held.booking, "p1", held.until - MINUTE)
    assert await count(database, Seat) == 1


async def test_control_without_its_seat_a_hold_cannot_be_confirmed(database: Database) -> None:
    """Control: it is the seat that counts when confirming, not what the booking's own row says."""
    held = await hold(database, "p1")
    async with database.writing() as session:
        await session.execute(update(Seat).values(booking="somebody else"))
    with pytest.raises(HoldExpired):
        await confirm(database, held.booking, "p1")
    async with database.reading() as session:
        states = (await session.execute(select(col(Booking.state)))).scalars().all()

    assert states == [State.HELD]


async def test_nobody_confirms_what_somebody_else_holds(database: Database) -> None:
    """A foreign or unknown hold is refused just like an expired one."""
    held = await hold(database, "p1")
    for booking, person in ((held.booking, "p2"), ("unknown", "p1")):
        with pytest.raises(HoldExpired):
            await confirm(database, booking, person)


async def test_who_holds_another_time_gives_the_first_one_back(database: Database) -> None:
    """One hold at a time; the same wish again is the same hold, and lives no longer for it."""
    first = await hold(database, "p1")
    assert await hold(database, "p1", now=NOW + MINUTE) == first
    second = await hold(database, "p1", wish(15))

    assert second.booking != first.booking
    assert await tries(database, "p2")
    assert await count(database, Booking) == await count(database, Seat) == 2


async def test_one_may_move_within_the_time_one_holds(database: Database) -> None:
    """A new hold may use the seats of the old one: with one counter, 9:00-9:30 becomes 9:15-9:45."""
    await hold(database, "p1", wish(0, slots=2))
    await hold(database, "p1", wish(15, slots=2))

    assert await tries(database, "p2", wish(0))
    assert not await tries(database, "p3", wish(30))
    assert await count(database, Seat) == 3


async def test_a_refused_hold_leaves_the_earlier_one(database: Database) -> None:
    """Who is too late for another time keeps the one they have."""
    await book(database, "p2", wish(15))
    held = await hold(database, "p1")
    with pytest.raises(SlotTaken):
        await hold(database, "p1", wish(15))

    assert (await confirm(database, held.booking, "p1")).starts_at == AT


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


async def test_times_too_soon_or_too_far_ahead_are_refused(database: Database) -> None:
    """An old button does not lead into the past, and nobody books next year."""
    with pytest.raises(AlreadyPast):
        await hold(database, "p1", now=AT - 4 * MINUTE)
    with pytest.raises(TooFarAhead):
        await hold(database, "p1", now=AT - HORIZON - MINUTE)
    late = await hold(database, "p1", now=AT - 5 * MINUTE)

    assert late.until == AT


async def test_nobody_holds_times_all_day(database: Database) -> None:
    """After a number of holds it is enough for today; tomorrow is a new day, and others are not concerned."""
    for number in range(services.MOST_HOLDS):
        await hold(database, "p1", wish(15 * number))
    with pytest.raises(TooManyHolds):
        await hold(database, "p1", wish(300))

    assert await tries(database, "p2", wish(300))
    await hold(database, "p1", wish(315), now=NOW + timedelta(hours=14))
