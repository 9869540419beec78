"""What people do: hold a time, confirm it, give it back, cancel."""

from __future__ import annotations

import secrets
import zlib
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, case, delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from participation.appointments import claims
from participation.appointments.errors import (
    AlreadyBooked,
    AlreadyPast,
    HoldExpired,
    TooFarAhead,
    TooManyBookings,
    TooManyHolds,
    UnknownBooking,
)
from participation.appointments.models import Booker, Booking
from participation.appointments.queries import APPOINTMENT, appointment
from participation.appointments.slots import CLOSES, bookable
from participation.appointments.values import EXPECTED, Appointment, Held, State, Wish
from participation.core.clock import BERLIN
from participation.core.db import insert_new, inserting
from participation.core.ids import new_id, plain_code

#: Long enough to read what to bring, short enough that nobody blocks a time.
HOLD = timedelta(minutes=10)
#: Against trade: a family needs two or three appointments at a time, a trader as many as possible.
MOST_BOOKINGS = 3
#: Against trade: who looks around chooses a few times a day, who keeps times for others goes on and on.
MOST_HOLDS = 12
_LETTERS = "ABCDEFGHJKLMNPQRTUVWXY"


async def hold(session: AsyncSession, wish: Wish, person: str, now: datetime) -> Held:
    """Keep a time for somebody for a few minutes; what they held before is given back.

    Raises `SlotTaken`, `AlreadyPast`, `TooFarAhead`, `TooManyBookings` or its kinds `AlreadyBooked` and `TooManyHolds`.
    """
    if not bookable(wish.starts_at, now):
        raise AlreadyPast if wish.starts_at < now + CLOSES else TooFarAhead
    holds = await _count_hold(session, person, now)
    live = await _live(session, person, now)
    held = next((row for row in live if row.state == State.HELD), None)
    if held and _wished(held) == _wished(wish):
        return Held(held.id, held.held_until)
    _refuse_too_many(wish, [row for row in live if row.state != State.HELD], holds)
    new = Held(new_id(), min(now + HOLD, wish.starts_at))
    await claims.claim(session, wish, new.booking, new.until + claims.GRACE, now, held.id if held else None)
    if held:
        await _drop(session, held.id)
    await _write_down(session, wish, person, new, now)
    return new


async def confirm(session: AsyncSession, booking: str, person: str, now: datetime) -> Appointment:
    """Turn a hold into an appointment; the same again if it is one already. Raises `HoldExpired`."""
    mine = col(Booking.id) == booking, col(Booking.person) == person
    held = col(Booking.state) == State.HELD, col(Booking.held_until) > now
    change = update(Booking).where(*mine, *held).values(state=State.BOOKED, held_until=None)
    slots = (await session.execute(change.returning(col(Booking.slots)))).scalar()
    if slots and await claims.keep(session, booking) != slots:
        raise HoldExpired
    booked = select(*APPOINTMENT).where(*mine, col(Booking.state).not_in((State.HELD, State.CANCELLED)))
    row = (await session.execute(booked)).first()
    if row is None:
        raise HoldExpired
    return appointment(row)


async def give_back(session: AsyncSession, booking: str, person: str) -> None:
    """Let go of a hold: somebody else can have the time at once. Without effect on anything but one's own holds."""
    mine = col(Booking.id) == booking, col(Booking.person) == person, col(Booking.state) == State.HELD
    if (await session.execute(select(col(Booking.id)).where(*mine))).first():
        await _drop(session, booking)


async def cancel(session: AsyncSession, which: str, person: str, now: datetime) -> Appointment:
    """Give an appointment back, found by its id or number; the same again if it is cancelled already.

    Raises `UnknownBooking`, also for other people's, and `AlreadyPast`.
    """
    named = or_(col(Booking.id) == which, col(Booking.number) == which.strip().upper())
    mine = and_(named, col(Booking.person) == person, col(Booking.state) != State.HELD)
    latest = select(col(Booking.id)).where(mine).order_by(col(Booking.starts_at).desc()).limit(1)
    booking = (await session.execute(latest)).scalar()
    if booking is None:
        raise UnknownBooking
    before = col(Booking.state) == State.CANCELLED
    to_come = and_(col(Booking.state).in_(EXPECTED), col(Booking.starts_at) > now)
    change = update(Booking).where(col(Booking.id) == booking, or_(to_come, before))
    cancelled = {"state": State.CANCELLED, "sequence": col(Booking.sequence) + case((before, 0), else_=1)}
    row = (await session.execute(change.values(cancelled).returning(*APPOINTMENT))).first()
    if row is None:
        raise AlreadyPast
    await claims.let_go(session, booking)
    return appointment(row)


async def _count_hold(session: AsyncSession, person: str, now: datetime) -> int:
    """Count one more hold today; until the transaction ends nobody else counts this person's bookings."""
    today = now.astimezone(BERLIN).date()
    first = inserting(session, Booker).values(person=person, day=today, holds=1)
    more = case((col(Booker.day) == today, col(Booker.holds) + 1), else_=1)
    upsert = first.on_conflict_do_update(index_elements=[col(Booker.person)], set_={"day": today, "holds": more})
    return int((await session.execute(upsert.returning(col(Booker.holds)))).scalar_one())


async def _live(session: AsyncSession, person: str, now: datetime) -> Sequence[Any]:
    """Return somebody's holds that have not expired and appointments that are to come."""
    held = and_(col(Booking.state) == State.HELD, col(Booking.held_until) > now)
    booked = and_(col(Booking.state).in_(EXPECTED), col(Booking.starts_at) > now)
    mine = select(*_LIVE).where(col(Booking.person) == person, or_(held, booked))
    return (await session.execute(mine)).all()


_LIVE = (
    col(Booking.id),
    col(Booking.state),
    col(Booking.held_until),
    col(Booking.number),
    col(Booking.unit),
    col(Booking.service),
    col(Booking.starts_at),
    col(Booking.slots),
    col(Booking.party),
    col(Booking.interpreter),
)


def _wished(kept: Any) -> tuple[Any, ...]:
    return kept.unit, kept.service, kept.starts_at, kept.slots, kept.party, kept.interpreter


def _refuse_too_many(wish: Wish, booked: Sequence[Any], holds: int) -> None:
    same = [row for row in booked if (row.unit, row.service) == (wish.unit, wish.service)]
    if same:
        raise AlreadyBooked(number=same[0].number)
    if len(booked) >= MOST_BOOKINGS:
        raise TooManyBookings(most=MOST_BOOKINGS)
    if holds > MOST_HOLDS:
        raise TooManyHolds


async def _write_down(session: AsyncSession, wish: Wish, person: str, held: Held, now: datetime) -> None:
    """Insert the booking under a number that nobody else has at this unit on this day."""
    row = {
        "id": held.booking,
        "unit": wish.unit,
        "service": wish.service,
        "starts_at": wish.starts_at,
        "day": wish.starts_at.astimezone(BERLIN).date(),
        "minutes": wish.slot_minutes * wish.slots,
        "slots": wish.slots,
        "person": person,
        "language": wish.language,
        "state": State.HELD,
        "held_until": held.until,
        "code": plain_code(6),
        "sequence": 0,
        "party": wish.party,
        "interpreter": wish.interpreter,
        "walk_in": False,
        "created_on": now.astimezone(BERLIN).date(),
    }
    while not await insert_new(session, Booking, {**row, "number": _number(wish.unit)}):
        pass  # somebody has this number: draw again


def _number(unit: str) -> str:
    """Draw a number such as `K-4827`: one letter for the unit, digits that tell nothing about how many come."""
    return f"{_LETTERS[zlib.crc32(unit.encode()) % len(_LETTERS)]}-{secrets.randbelow(9000) + 1000}"


async def _drop(session: AsyncSession, booking: str) -> None:
    await claims.drop(session, booking)
    await session.execute(delete(Booking).where(col(Booking.id) == booking, col(Booking.state) == State.HELD))
