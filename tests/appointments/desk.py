"""Short words for the tests of this room: one transaction each."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import func, select

from participation.appointments import queries, services
from participation.appointments.errors import SlotTaken
from participation.appointments.models import Booking, Seat
from participation.appointments.slots import OpenPeriod
from participation.appointments.values import Appointment, Held, Wish
from participation.core.db import Database

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
AT = datetime(2026, 11, 24, 8, tzinfo=UTC)
WISH = Wish("town-hall", "anmeldung", AT, slot_minutes=15, slots=1, seats=1, language="ar")
DAYS = {
    date(2026, 11, 24): [OpenPeriod(time(9), time(10), 15, 1)],
    date(2026, 11, 25): [OpenPeriod(time(9), time(9, 30), 15, 2)],
}
MINUTE = timedelta(minutes=1)


def wish(after: int = 0, slots: int = 1, seats: int = 1, service: str = "anmeldung") -> Wish:
    """A time *after* minutes after nine o'clock on Tuesday."""
    return replace(WISH, starts_at=AT + timedelta(minutes=after), slots=slots, seats=seats, service=service)


async def hold(database: Database, person: str, wish: Wish = WISH, now: datetime = NOW) -> Held:
    async with database.writing() as session:
        return await services.hold(session, wish, person, now)


async def confirm(database: Database, booking: str, person: str, now: datetime = NOW) -> Appointment:
    async with database.writing() as session:
        return await services.confirm(session, booking, person, now)


async def book(database: Database, person: str, wish: Wish = WISH, now: datetime = NOW) -> Appointment:
    held = await hold(database, person, wish, now)
    return await confirm(database, held.booking, person, now)


async def tries(database: Database, person: str, wish: Wish = WISH) -> bool:
    """Book, and say whether it worked; any refusal but `SlotTaken` flies on."""
    try:
        await book(database, person, wish)
    except SlotTaken:
        return False
    return True


async def free(database: Database, minutes: int = 15, now: datetime = NOW) -> dict[str, list[str]]:
    async with database.reading() as session:
        found = await queries.free_slots(session, "town-hall", DAYS, minutes, now)
    return {f"{day.day:%a}": [f"{start.local:%H:%M}" for start in day.starts] for day in found}


async def count(database: Database, table: type[Seat | Booking]) -> int:
    async with database.reading() as session:
        return (await session.execute(select(func.count()).select_from(table))).scalar_one()
