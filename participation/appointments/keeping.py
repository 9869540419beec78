"""What is kept, and how long: people see their own data, have them forgotten, and old ones go by themselves."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from participation.appointments import claims
from participation.appointments.models import Booker, Booking, Step
from participation.appointments.values import EXPECTED, State
from participation.core.clock import BERLIN

#: For a week people can look up what was missing or where they were sent; then nobody needs to know who came.
PERSON_KEPT = timedelta(days=7)
#: Without a person a booking is a line of statistics: a quarter is what offices report on.
BOOKING_KEPT = timedelta(days=92)


async def export_person(session: AsyncSession, person: str) -> list[dict[str, Any]]:
    """Return everything kept about somebody in this room, ready for JSON."""
    rows = await session.execute(select(Booking).where(col(Booking.person) == person).order_by(col(Booking.starts_at)))
    bookings = [row.model_dump(mode="json", exclude={"person", "clerk"}) for row in rows.scalars()]
    for booking in bookings:
        steps = await session.execute(select(Step).where(col(Step.booking) == booking["id"]).order_by(col(Step.at)))
        booking["history"] = [step.model_dump(mode="json", include={"at", "state", "note"}) for step in steps.scalars()]
    counted = await session.execute(select(Booker).where(col(Booker.person) == person))
    return bookings + [row.model_dump(mode="json", include={"day", "holds"}) for row in counted.scalars()]


async def forget_person(session: AsyncSession, person: str, now: datetime) -> int:
    """Cancel what somebody has booked, free the times, and cut every link to them; return how many were cancelled."""
    mine = col(Booking.person) == person
    to_come = or_(
        col(Booking.state) == State.HELD, and_(col(Booking.state).in_(EXPECTED), col(Booking.starts_at) > now)
    )
    change = update(Booking).where(mine, to_come).values(state=State.CANCELLED, held_until=None)
    cancelled = (await session.execute(change.returning(col(Booking.id)))).scalars().all()
    for booking in cancelled:
        await claims.let_go(session, booking)
    await _unlink(session, mine)
    await session.execute(delete(Booker).where(col(Booker.person) == person))
    return len(cancelled)


async def delete_old(session: AsyncSession, now: datetime) -> None:
    """Delete what has had its time: expired holds, past seats, links to persons, old bookings."""
    today = now.astimezone(BERLIN).date()
    await claims.sweep(session, now)
    expired = col(Booking.state) == State.HELD, col(Booking.held_until) <= now - claims.GRACE
    await session.execute(delete(Booking).where(*expired))
    await _unlink(session, and_(col(Booking.person).is_not(None), col(Booking.day) < today - PERSON_KEPT))
    await session.execute(delete(Booking).where(col(Booking.day) < today - BOOKING_KEPT))
    await session.execute(delete(Booker).where(col(Booker.day) < today))


async def _unlink(session: AsyncSession, those: Any) -> None:
    """Leave a line of statistics: no person, no code, no language, no word that somebody wrote about them."""
    ids = select(col(Booking.id)).where(those)
    await session.execute(update(Step).where(col(Step.booking).in_(ids)).values(note=""))
    await session.execute(update(Booking).where(those).values(person=None, code="", language="", interpreter=None))
