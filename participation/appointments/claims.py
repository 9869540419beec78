"""Seats: claimed in one statement whose unique key lets one of any number of clients have the last one."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import (
    ColumnElement,
    CursorResult,
    Integer,
    Select,
    and_,
    column,
    delete,
    exists,
    func,
    literal,
    or_,
    select,
    tuple_,
    update,
    values,
)
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from participation.appointments.errors import SlotTaken
from participation.appointments.models import Seat
from participation.appointments.values import Wish
from participation.core.db import Utc, inserting

#: A claim outlives the time people are told, so that a confirmation on its way never meets a new claim.
GRACE = timedelta(seconds=30)
_LONGEST = timedelta(days=1)  # of a slot; lets the search begin near the wished time
_KEY = (col(Seat.unit), col(Seat.starts_at), col(Seat.seat))


async def claim(
    session: AsyncSession, wish: Wish, booking: str, until: datetime, now: datetime, instead_of: str | None = None
) -> None:
    """Claim the smallest seat free in all slots of *wish*, or raise `SlotTaken`.

    Claims of the booking *instead_of* count as free. Either all slots or none: a part is undone by its savepoint, which
    also lets go of whoever waits for these very rows. Rows are claimed in the order of time and on one seat, hence no two
    clients wait for each other.
    """
    statement = _claiming(session, wish, booking, until, now, instead_of)
    while True:
        attempt = await session.begin_nested()
        claimed = len((await session.execute(statement)).all())
        if claimed == wish.slots:
            return await attempt.commit()
        await attempt.rollback()  # somebody was quicker: look for another seat
        if (await session.execute(_smallest(wish, now, instead_of))).scalar() is None:
            raise SlotTaken


async def keep(session: AsyncSession, booking: str) -> int:
    """Make the claims of a booking last; return how many it has."""
    mine = update(Seat).where(col(Seat.booking) == booking).values(held_until=None)
    return cast("CursorResult[Any]", await session.execute(mine)).rowcount


async def let_go(session: AsyncSession, booking: str) -> None:
    """Free the seats of an appointment."""
    await session.execute(delete(Seat).where(col(Seat.booking) == booking))


async def drop(session: AsyncSession, booking: str) -> None:
    """Free the seats of a hold, except those that are being taken over right now because it has expired."""
    await _delete_idle(session, col(Seat.booking) == booking)


async def sweep(session: AsyncSession, now: datetime) -> None:
    """Delete expired claims and those of the past, around those that are being claimed right now."""
    await _delete_idle(session, or_(col(Seat.held_until) <= now, col(Seat.ends_at) <= now))


async def _delete_idle(session: AsyncSession, those: ColumnElement[bool]) -> None:
    idle = select(*_KEY).where(those).with_for_update(skip_locked=True)
    await session.execute(delete(Seat).where(tuple_(*_KEY).in_(idle)))


def live(now: datetime) -> ColumnElement[bool]:
    """Hold for claims that are somebody's."""
    return or_(col(Seat.held_until).is_(None), col(Seat.held_until) > now)


def _claiming(
    session: AsyncSession, wish: Wish, booking: str, until: datetime, now: datetime, instead_of: str | None
) -> Any:
    """INSERT one row per slot for the smallest free seat, take over expired ones, return the rows that came about."""
    length = timedelta(minutes=wish.slot_minutes)
    starts = [wish.starts_at + length * step for step in range(wish.slots)]
    moments = values(column("starts_at", Utc), column("ends_at", Utc), name="moment")
    moment = moments.data([(start, start + length) for start in starts]).cte()
    seat = _smallest(wish, now, instead_of).subquery("smallest")
    rows = (
        select(
            literal(wish.unit), moment.c.starts_at, seat.c.seat, moment.c.ends_at, literal(booking), literal(until, Utc)
        )
        .join_from(moment, seat, seat.c.seat > 0)
        .order_by(moment.c.starts_at)
    )
    columns = ["unit", "starts_at", "seat", "ends_at", "booking", "held_until"]
    new = inserting(session, Seat).from_select(columns, rows)
    over = {name: new.excluded[name] for name in ("ends_at", "booking", "held_until")}
    free = or_(col(Seat.held_until) <= now, col(Seat.booking) == instead_of)
    return new.on_conflict_do_update(index_elements=_KEY, set_=over, where=free).returning(col(Seat.seat))


def _smallest(wish: Wish, now: datetime, instead_of: str | None) -> Select[Any]:
    """SELECT the smallest seat without a live claim in the whole time, or NULL."""
    end = wish.starts_at + timedelta(minutes=wish.slot_minutes * wish.slots)
    numbers = values(column("seat", Integer), name="number").data([(number + 1,) for number in range(wish.seats)]).cte()
    meanwhile = and_(
        col(Seat.unit) == wish.unit,
        col(Seat.starts_at) > wish.starts_at - _LONGEST,
        col(Seat.starts_at) < end,
        col(Seat.ends_at) > wish.starts_at,
    )
    taken = exists().where(meanwhile, col(Seat.seat) == numbers.c.seat, live(now), col(Seat.booking) != instead_of)
    return select(func.min(numbers.c.seat).label("seat")).where(~taken)
