"""What the front office does: call a number, record how the visit ended."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from participation.appointments.errors import AlreadyCalled, NotCalled, NotToday, UnknownBooking
from participation.appointments.models import Booking, Step
from participation.appointments.queries import ENTRY, entry
from participation.appointments.values import EXPECTED, OUTCOMES, Entry, State
from participation.core.clock import BERLIN
from participation.core.ids import new_id


async def call(session: AsyncSession, booking: str, staff: str, desk: str, now: datetime) -> Entry:
    """Call a number to a desk; of two clerks one has it. Who did not come when called can be called again.

    Raises `NotToday`, `AlreadyCalled`, `UnknownBooking`. The clerk who has it already gets it again.
    """
    today = now.astimezone(BERLIN).date()
    waiting = col(Booking.id) == booking, col(Booking.day) == today, col(Booking.state).in_((*EXPECTED, State.NO_SHOW))
    change = update(Booking).where(*waiting).values(state=State.CALLED, clerk=staff, desk=desk)
    row = (await session.execute(change.returning(*ENTRY))).first()
    if row:
        await _note(session, booking, staff, State.CALLED, "", now)
        return entry(row)
    found = await _found(session, booking)
    if found.day != today:
        raise NotToday(number=found.number)
    if (found.state, found.clerk) != (State.CALLED, staff):
        raise AlreadyCalled(number=found.number)
    return found


async def outcome(
    session: AsyncSession, booking: str, staff: str, ended: State, now: datetime, note: str = ""
) -> Entry:
    """Record how a visit ended, or correct it; *note* says which documents, to whom, where. Raises `NotCalled`.

    The same again, as a second press sends it, is no further step of the history.
    """
    if ended not in OUTCOMES:
        raise ValueError(f"no outcome: {ended}")
    so_far = col(Step.booking) == booking, col(Step.state) == ended
    last = select(col(Step.note)).where(*so_far).order_by(col(Step.at).desc()).limit(1)
    another = or_(col(Booking.state) != ended, last.scalar_subquery() != note)
    change = update(Booking).where(
        col(Booking.id) == booking, col(Booking.state).in_((State.CALLED, *OUTCOMES)), another
    )
    row = (await session.execute(change.values(state=ended, clerk=staff).returning(*ENTRY))).first()
    if row:
        await _note(session, booking, staff, ended, note, now)
        return entry(row)
    found = await _found(session, booking)
    if found.state != ended:
        raise NotCalled(number=found.number)
    return found


async def _found(session: AsyncSession, booking: str) -> Entry:
    known = col(Booking.id) == booking, col(Booking.state).not_in((State.HELD, State.CANCELLED))
    row = (await session.execute(select(*ENTRY).where(*known))).first()
    if row is None:
        raise UnknownBooking
    return entry(row)


async def _note(session: AsyncSession, booking: str, staff: str, state: State, note: str, now: datetime) -> None:
    step = {"id": new_id(), "booking": booking, "at": now, "staff": staff, "state": state, "note": note}
    await session.execute(insert(Step).values(step))
