"""Short words for the tests of this room: one transaction each."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from participation.appointments import services
from participation.appointments.errors import SlotTaken
from participation.appointments.values import Appointment, Held, Wish
from participation.core.db import Database

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
AT = datetime(2026, 11, 24, 8, tzinfo=UTC)
WISH = Wish("town-hall", "anmeldung", AT, slot_minutes=15, slots=1, seats=1, language="ar")


def wish(after: int = 0, slots: int = 1, seats: int = 1, service: str = "anmeldung") -> Wish:
    """A time *after* minutes after nine o'clock on Tuesday."""
    return replace(WISH, starts_at=AT + timedelta(minutes=after), slots=slots, seats=seats, service=service)


async def hold(database: Database, person: str, wish: Wish = WISH, now: datetime = NOW) -> Held:
    async with database.writing() as session:
        return await services.hold(session, wish, person, now)


async def book(database: Database, person: str, wish: Wish = WISH, now: datetime = NOW) -> Appointment:
    held = await hold(database, person, wish, now)
    async with database.writing() as session:
        return await services.confirm(session, held.booking, person, now)


async def tries(database: Database, person: str, wish: Wish = WISH) -> bool:
    """Book, and say whether it worked; any refusal but `SlotTaken` flies on."""
    try:
        await book(database, person, wish)
    except SlotTaken:
        return False
    return True
