"""A time is given to one person, once, on either database, whatever happens at the same time."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlalchemy import func, select, text
from sqlmodel import col

from participation.appointments import queries, services
from participation.appointments.errors import (
    AlreadyBooked,
    AlreadyCalled,
    AlreadyPast,
    HoldExpired,
    SlotTaken,
    TooManyBookings,
    UnknownBooking,
    WrongState,
)
from participation.appointments.models import Seat
from participation.appointments.slots import OpenPeriod, Slot
from participation.core.clock import SetClock
from participation.core.db import Database

AT = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
ONE = Slot(AT, 15, 1, 1)
PERIOD = OpenPeriod(date(2026, 11, 24), time(9), time(10), 15, 1)


async def _hold(database: Database, clock: SetClock, person: str, slot: Slot = ONE, service: str = "s") -> str:
    async with database.writing() as session:
        return (await services.hold(session, "u", service, slot, person, "de", clock.now())).booking


async def _book(
    database: Database, clock: SetClock, person: str, slot: Slot = ONE, service: str = "s"
) -> queries.Booked:
    booking = await _hold(database, clock, person, slot, service)
    async with database.writing() as session:
        return await services.confirm(session, booking, person, clock.now())


async def test_a_held_and_confirmed_time_is_no_longer_offered(database: Database, clock: SetClock) -> None:
    """Whoever confirms gets number and code; the time disappears from the free ones."""
    booked = await _book(database, clock, "p1")
    async with database.reading() as session:
        free = await queries.free_slots(session, "u", [PERIOD], 15, clock.now())
        mine = await queries.bookings_of_person(session, "p1", clock.now())

    assert len(booked.number) == 6
    assert len(booked.code) == 6
    assert [slot.starts_at for slot in free[date(2026, 11, 24)]] == [AT + timedelta(minutes=15 * n) for n in (1, 2, 3)]
    assert [b.number for b in mine] == [booked.number]


async def test_200_clients_on_the_last_place_give_one_booking(database: Database, clock: SetClock) -> None:
    """All others are told that the time is taken; nobody gets an error."""

    async def try_it(number: int) -> str:
        try:
            await _book(database, clock, f"p{number}")
        except SlotTaken:
            return "taken"
        return "booked"

    results = await asyncio.gather(*(try_it(number) for number in range(200)))

    assert sorted(results) == ["booked"] + ["taken"] * 199
    async with database.reading() as session:
        assert (await session.execute(select(func.count()).select_from(Seat))).scalar_one() == 1


async def test_without_the_key_the_same_race_overbooks(postgres_cluster: object, clock: SetClock) -> None:
    """Control: check-then-insert without the unique key sells one place several times."""
    from tests.support.postgres import Cluster

    assert isinstance(postgres_cluster, Cluster)
    postgres_cluster.sql("create database overbooked template template_lotse")
    database = Database(postgres_cluster.url("overbooked"))
    async with database.writing() as session:
        await session.execute(text("create table naive (starts_at timestamptz, person text)"))

    async def try_it(number: int) -> None:
        async with database.writing() as session:
            if (await session.execute(text("select count(*) from naive"))).scalar_one() == 0:
                await asyncio.sleep(0)
                await session.execute(text("insert into naive values (now(), :p)"), {"p": f"p{number}"})

    await asyncio.gather(*(try_it(number) for number in range(200)))
    async with database.reading() as session:
        sold = (await session.execute(text("select count(*) from naive"))).scalar_one()
    await database.close()

    assert sold > 1


async def test_a_hold_that_is_over_frees_its_time(database: Database, clock: SetClock) -> None:
    """After ten minutes somebody else can have the time, without any clean-up having run."""
    booking = await _hold(database, clock, "p1")
    with pytest.raises(SlotTaken):
        await _hold(database, clock, "p2")
    clock.forward(minutes=10)
    await _book(database, clock, "p2")
    with pytest.raises(HoldExpired):
        async with database.writing() as session:
            await services.confirm(session, booking, "p1", clock.now())


async def test_a_long_visit_takes_consecutive_slots_at_one_counter(database: Database, clock: SetClock) -> None:
    """Two slots in a row belong together; a part that is taken makes the whole start unavailable."""
    await _book(database, clock, "p1", Slot(AT + timedelta(minutes=15), 15, 1, 1))
    with pytest.raises(SlotTaken):
        await _hold(database, clock, "p2", Slot(AT, 15, 2, 1))
    await _book(database, clock, "p3", Slot(AT, 15, 2, 2))
    async with database.reading() as session:
        seats = (
            (await session.execute(select(col(Seat.seat)).order_by(col(Seat.starts_at), col(Seat.seat))))
            .scalars()
            .all()
        )

    assert list(seats) == [2, 1, 2]


async def test_cancelling_gives_the_time_back(database: Database, clock: SetClock) -> None:
    """Only one's own appointment, only before it starts; then others can have it."""
    booked = await _book(database, clock, "p1")
    for person, refusal in (("p2", UnknownBooking), ("p1", None), ("p1", UnknownBooking)):
        async with database.writing() as session:
            if refusal:
                with pytest.raises(refusal):
                    await services.cancel(session, booked.id, person, clock.now())
            else:
                assert await services.cancel(session, booked.id, person, clock.now()) == booked.number
    late = await _book(database, clock, "p3")
    clock.forward(days=2)
    with pytest.raises(AlreadyPast):
        async with database.writing() as session:
            await services.cancel(session, late.id, "p3", clock.now())


async def test_nobody_collects_appointments(database: Database, clock: SetClock) -> None:
    """One per matter and office, three in all: times are not for trade."""
    for number in range(3):
        await _book(database, clock, "p1", Slot(AT + timedelta(hours=number), 15, 1, 1), f"s{number}")
    with pytest.raises(AlreadyBooked):
        await _hold(database, clock, "p1", Slot(AT + timedelta(hours=5), 15, 1, 1), "s0")
    with pytest.raises(TooManyBookings):
        await _hold(database, clock, "p1", Slot(AT + timedelta(hours=5), 15, 1, 1), "s9")


async def test_of_two_clerks_one_calls(database: Database, clock: SetClock) -> None:
    """The same number is called once; the outcome follows the call."""
    booked = await _book(database, clock, "p1")

    async def call(staff: str) -> str:
        try:
            async with database.writing() as session:
                await services.call(session, booked.id, staff, clock.now())
        except AlreadyCalled:
            return "too late"
        return "called"

    results = await asyncio.gather(call("a"), call("b"))
    async with database.writing() as session:
        await services.close(session, booked.id, "done", "a", clock.now())
    with pytest.raises(WrongState):
        async with database.writing() as session:
            await services.close(session, booked.id, "passed-on", "a", clock.now())

    assert sorted(results) == ["called", "too late"]


async def test_forgetting_a_person_frees_what_is_to_come(database: Database, clock: SetClock) -> None:
    """After deletion nothing leads to the person, and their time is free."""
    await _book(database, clock, "p1")
    async with database.writing() as session:
        await services.forget_person(session, "p1", clock.now())
    async with database.reading() as session:
        assert await queries.bookings_of_person(session, "p1", clock.now()) == []
    await _book(database, clock, "p2")
