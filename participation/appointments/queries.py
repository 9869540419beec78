"""Reads of this room, as values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from secrets import compare_digest
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from participation.appointments.claims import live
from participation.appointments.models import Booking, Seat, Step
from participation.appointments.slots import Days, Slot, Start, Taken, free, slots_of
from participation.appointments.values import EXPECTED, Appointment, Done, Entry, State
from participation.core.clock import BERLIN


@dataclass(frozen=True, slots=True)
class FreeDay:
    """A day with at least one free time."""

    day: date
    starts: tuple[Start, ...]


async def free_slots(session: AsyncSession, unit: str, days: Days, minutes: int | None, now: datetime) -> list[FreeDay]:
    """Return the free times for a visit of *minutes* on the days given with their opening periods; one statement."""
    slots = {day: slots_of(day, periods) for day, periods in sorted(days.items())}
    every = [slot for found in slots.values() for slot in found]
    if not every:
        return []
    taken = await _taken(session, unit, every, now)
    found = {day: free(slots[day], taken.get(day, ()), now, minutes) for day in slots}
    return [FreeDay(day, tuple(starts)) for day, starts in found.items() if starts]


async def bookings_of_person(session: AsyncSession, person: str, now: datetime) -> list[Appointment]:
    """Return what somebody has booked from today on and has not been done, in order of time."""
    today = now.astimezone(BERLIN).date()
    waiting = col(Booking.state).in_((*EXPECTED, State.CALLED))
    mine = select(*APPOINTMENT).where(col(Booking.person) == person, waiting, col(Booking.day) >= today)
    return [appointment(row) for row in (await session.execute(mine.order_by(col(Booking.starts_at)))).all()]


async def booking(session: AsyncSession, id_: str) -> Entry | None:
    """Return one booking as staff see it."""
    row = (await session.execute(select(*ENTRY).where(col(Booking.id) == id_))).first()
    return entry(row) if row else None


async def bookings_of_day(session: AsyncSession, units: list[str], day: date) -> list[Entry]:
    """Return everybody who comes or came to these units on a day, in order of time."""
    there = col(Booking.unit).in_(units), col(Booking.day) == day
    shown = col(Booking.state).not_in((State.HELD, State.CANCELLED))
    rows = await session.execute(select(*ENTRY).where(*there, shown).order_by(*_ORDER))
    return [entry(row) for row in rows.all()]


async def bookings_numbered(
    session: AsyncSession, units: list[str], number: str, since: date, most: int
) -> list[Entry]:
    """Return the bookings at these units from a day on whose number holds *number*, soonest first."""
    there = (
        col(Booking.unit).in_(units),
        col(Booking.day) >= since,
        col(Booking.number).icontains(number, autoescape=True),
    )
    shown = col(Booking.state).not_in((State.HELD, State.CANCELLED))
    rows = await session.execute(select(*ENTRY).where(*there, shown).order_by(*_ORDER).limit(most))
    return [entry(row) for row in rows.all()]


async def next_to_call(session: AsyncSession, units: list[str], now: datetime) -> Entry | None:
    """Return who is next today, None if nobody is left."""
    there = col(Booking.unit).in_(units), col(Booking.day) == now.astimezone(BERLIN).date()
    expected = select(*ENTRY).where(*there, col(Booking.state).in_(EXPECTED)).order_by(*_ORDER).limit(1)
    row = (await session.execute(expected)).first()
    return entry(row) if row else None


async def history(session: AsyncSession, id_: str) -> list[Done]:
    """Return what staff did with a booking, oldest first."""
    columns = col(Step.at), col(Step.staff), col(Step.state), col(Step.note)
    rows = await session.execute(select(*columns).where(col(Step.booking) == id_).order_by(col(Step.at)))
    return [Done(at, staff, State(state), note) for at, staff, state, note in rows.all()]


async def not_responsible(session: AsyncSession, since: date) -> list[tuple[date, str, str]]:
    """Return day, unit and service of the visits that ended because it was the wrong office."""
    wanted = select(col(Booking.day), col(Booking.unit), col(Booking.service)).where(
        col(Booking.state) == State.NOT_RESPONSIBLE, col(Booking.day) >= since
    )
    return [(row.day, row.unit, row.service) for row in (await session.execute(wanted)).all()]


async def proves(session: AsyncSession, id_: str, code: str) -> bool:
    """Say whether *code*, as somebody shows or says it, belongs to this booking."""
    kept = (await session.execute(select(col(Booking.code)).where(col(Booking.id) == id_))).scalar()
    said = "".join(letter for letter in code.upper() if letter.isalnum())
    return bool(kept) and compare_digest(str(kept).encode(), said.encode())


def _columns(value: type[Appointment] | type[Entry]) -> list[Any]:
    """The columns of `booking` that make up a value."""
    names = {field.name: "id" if field.name == "booking" else field.name for field in fields(value)}
    return [col(getattr(Booking, name)).label(shown) for shown, name in names.items()]


APPOINTMENT, ENTRY = _columns(Appointment), _columns(Entry)
_ORDER = col(Booking.starts_at), col(Booking.number)


def appointment(row: Any) -> Appointment:
    """Make the value of a row of the columns `APPOINTMENT`."""
    return Appointment(**{**row._mapping, "state": State(row.state)})


def entry(row: Any) -> Entry:
    """Make the value of a row of the columns `ENTRY`."""
    return Entry(**{**row._mapping, "state": State(row.state)})


async def _taken(session: AsyncSession, unit: str, slots: Iterable[Slot], now: datetime) -> dict[date, list[Taken]]:
    starts = [slot.starts_at for slot in slots]
    meanwhile = col(Seat.starts_at) >= min(starts) - timedelta(days=1), col(Seat.starts_at) <= max(starts)
    columns = col(Seat.starts_at), col(Seat.ends_at), col(Seat.seat)
    rows = await session.execute(select(*columns).where(col(Seat.unit) == unit, *meanwhile, live(now)))
    taken: dict[date, list[Taken]] = {}
    for start, end, seat in rows.all():
        taken.setdefault(start.astimezone(BERLIN).date(), []).append(Taken(start, end, seat))
    return taken
