"""Writes of this room: hold, confirm, cancel, the counter's day."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import and_, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

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
from participation.appointments.models import Booking, DeskEntry, Seat
from participation.appointments.queries import LIVE, OUTCOMES, Booked
from participation.appointments.queries import booking as booking_by_id
from participation.appointments.slots import Slot
from participation.core.clock import BERLIN
from participation.core.db import insert_new
from participation.core.ids import new_id, plain_code

HOLD = timedelta(minutes=10)
LETTERS = "ABCDEFGHKLMNPRTW"  # of numbers: none sounds or looks like another or like a digit
MOST = 3  # appointments to come per person, against trade
KEPT = timedelta(days=2)  # after the day a booking forgets whose it was


@dataclass(frozen=True, slots=True)
class Held:
    """A time kept for somebody for a while."""

    booking: str
    until: datetime


async def hold(
    session: AsyncSession, unit: str, service: str, slot: Slot, person: str, language: str, now: datetime
) -> Held:
    """Keep a time for ten minutes. Whoever holds another one gives that back."""
    if slot.starts_at <= now:
        raise AlreadyPast
    await _limits(session, unit, service, person, now)
    await _drop_holds(session, now, person)
    booking = Booking(
        id=new_id(), unit=unit, service=service, person=person, language=language, starts_at=slot.starts_at,
        day=slot.starts_at.astimezone(BERLIN).date(), minutes=slot.minutes * slot.needed, state="held",
        held_until=now + HOLD,
    )  # fmt: skip
    await session.execute(insert(Booking).values(**booking.model_dump()))
    for seat in range(1, slot.counters + 1):
        if await _claim(session, unit, slot, seat, booking.id):
            return Held(booking.id, now + HOLD)
    raise SlotTaken


async def _claim(session: AsyncSession, unit: str, slot: Slot, seat: int, booking: str) -> bool:
    """Take one counter for every part of the slot, or none of it. The key of `seat` decides, not a look before."""
    for done, instant in enumerate(slot.instants):
        row = {"unit": unit, "starts_at": instant, "seat": seat, "booking": booking}
        if not await insert_new(session, Seat, row):
            if done:
                await session.execute(delete(Seat).where(col(Seat.booking) == booking))
            return False
    return True


async def _limits(session: AsyncSession, unit: str, service: str, person: str, now: datetime) -> None:
    mine = (col(Booking.person) == person, col(Booking.state).in_(LIVE), col(Booking.starts_at) > now)
    rows = (
        await session.execute(select(col(Booking.unit), col(Booking.service), col(Booking.number)).where(*mine))
    ).all()
    for row in rows:
        if (row.unit, row.service) == (unit, service):
            raise AlreadyBooked(number=row.number or "")
    if len(rows) >= MOST:
        raise TooManyBookings(n=len(rows))


async def _drop_holds(session: AsyncSession, now: datetime, person: str) -> None:
    """Give back what this person holds and every hold that is over; their seats go with them."""
    over = (col(Booking.held_until) <= now) | (col(Booking.person) == person)
    await session.execute(delete(Booking).where(col(Booking.state) == "held", over))


async def confirm(session: AsyncSession, booking: str, person: str, now: datetime) -> Booked:
    """Turn a hold into an appointment with number and code."""
    number = await _free_number(session, booking)
    mine = (col(Booking.id) == booking, col(Booking.person) == person, col(Booking.state) == "held")
    change = update(Booking).where(*mine, col(Booking.held_until) > now)
    change = change.values(state="booked", held_until=None, number=number, code=plain_code(6))
    if (await session.execute(change.returning(col(Booking.id)))).first() is None:
        raise HoldExpired
    found = await booking_by_id(session, booking)
    assert found is not None
    return found


async def _free_number(session: AsyncSession, booking: str) -> str:
    """Draw a number such as K-4827 that no other booking of this unit and day has; its key guards against a race."""
    mine = select(col(Booking.unit), col(Booking.day)).where(col(Booking.id) == booking).cte("mine")
    same = (col(Booking.unit) == mine.c.unit, col(Booking.day) == mine.c.day)
    known = set((await session.execute(select(col(Booking.number)).join(mine, and_(*same)))).scalars())
    while (number := f"{secrets.choice(LETTERS)}-{secrets.randbelow(9000) + 1000}") in known:
        continue
    return number


async def give_back(session: AsyncSession, booking: str, person: str) -> bool:
    """Give a hold back before it ends."""
    mine = (col(Booking.id) == booking, col(Booking.person) == person, col(Booking.state) == "held")
    await session.execute(delete(Booking).where(*mine))
    return True


async def cancel(session: AsyncSession, booking: str, person: str, now: datetime) -> str:
    """Cancel one's own appointment; the time is free at once. Returns its number."""
    found = await booking_by_id(session, booking)
    mine = (col(Booking.id) == booking, col(Booking.person) == person, col(Booking.state) == "booked")
    if found is not None and found.starts_at <= now:
        raise AlreadyPast
    change = update(Booking).where(*mine).values(state="cancelled", person=None).returning(col(Booking.number))
    number = (await session.execute(change)).scalar_one_or_none()
    if number is None:
        raise UnknownBooking
    await session.execute(delete(Seat).where(col(Seat.booking) == booking))
    return number


async def call(session: AsyncSession, booking: str, staff: str, now: datetime, desk: str = "") -> None:
    """Call a number to a desk; of two clerks one is told that a colleague was faster."""
    change = update(Booking).where(col(Booking.id) == booking, col(Booking.state) == "booked")
    if (await session.execute(change.values(state="called", desk=desk).returning(col(Booking.id)))).first() is None:
        raise AlreadyCalled
    await _note(session, booking, staff, "called", now)


async def close(session: AsyncSession, booking: str, outcome: str, staff: str, now: datetime) -> None:
    """Record how a visit ended; *outcome* is one of `queries.OUTCOMES`."""
    if outcome not in OUTCOMES:
        raise WrongState
    before = ("booked", "called") if outcome == "no-show" else ("called",)
    change = update(Booking).where(col(Booking.id) == booking, col(Booking.state).in_(before)).values(state=outcome)
    if (await session.execute(change.returning(col(Booking.id)))).first() is None:
        raise WrongState
    await _note(session, booking, staff, outcome, now)


async def _note(session: AsyncSession, booking: str, staff: str, state: str, now: datetime) -> None:
    await session.execute(insert(DeskEntry).values(id=new_id(), booking=booking, staff=staff, state=state, at=now))


async def forget_person(session: AsyncSession, person: str, now: datetime) -> None:
    """Cancel a person's appointments to come and forget whose the others were."""
    coming = (col(Booking.person) == person, col(Booking.state).in_(("held", "booked")), col(Booking.starts_at) > now)
    await session.execute(delete(Booking).where(*coming))
    await session.execute(update(Booking).where(col(Booking.person) == person).values(person=None))


async def delete_old(session: AsyncSession, now: datetime) -> None:
    """Drop holds that are over, and forget whose the bookings of past days were; what remains is counted only."""
    await session.execute(delete(Booking).where(col(Booking.state) == "held", col(Booking.held_until) <= now))
    past = (col(Booking.day) < (now - KEPT).date(), col(Booking.person).is_not(None))
    await session.execute(update(Booking).where(*past).values(person=None, code=None))
    gone = col(Seat.starts_at) < now - KEPT
    await session.execute(delete(Seat).where(gone))
