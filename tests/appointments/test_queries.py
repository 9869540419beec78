"""Appointments looked for by number."""

from __future__ import annotations

from datetime import timedelta

from participation.appointments.queries import bookings_numbered
from participation.core.clock import BERLIN
from participation.core.db import Database
from tests.appointments.desk import AT, NOW, book, hold, wish


async def test_by_number_at_these_units_from_a_day_on(database: Database) -> None:
    """Whole or in part, in either case; never what is only held, of another unit, or of before."""
    booked, other = await book(database, "p1", wish()), await book(database, "p2", wish(15))
    await hold(database, "p3", wish(30))
    day = AT.astimezone(BERLIN).date()

    async def found(number: str, units: list[str], days: int = 0) -> set[str]:
        async with database.reading() as session:
            entries = await bookings_numbered(session, units, number, day + timedelta(days=days), 20)
        return {entry.booking for entry in entries}

    assert await found(booked.number, ["town-hall"]) == {booked.booking}
    assert booked.booking in await found(booked.number[2:].lower(), ["town-hall"])
    assert await found("-", ["town-hall"]) == {booked.booking, other.booking}
    assert await found("%", ["town-hall"]) == set()
    assert await found(booked.number, ["elsewhere"]) == set()
    assert await found(booked.number, ["town-hall"], days=1) == set()
    assert booked.starts_at > NOW
