"""Writes of this room."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime, timedelta

from sqlalchemy import Date, bindparam, delete, insert, select, text
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from participation.core.clock import BERLIN
from participation.core.db import inserting, table
from participation.core.ids import new_id
from participation.core.mixing import COMPANY
from participation.core.prepared import Prepared
from participation.demand.models import Asked, Demand
from participation.demand.values import monday

COUNTED = timedelta(days=730)  # how long counts are kept: this year and the one before

#: As `put_mixed` does it, in one statement: every search that comes to its end waits for this one.
_MIXED = text("""
    with first as (
        select id from demand_asked where id >= :pivot order by id limit :company for update skip locked
    ), second as (
        select id from demand_asked where id < :pivot order by id limit :company - (select count(*) from first)
        for update skip locked
    ), gone as (
        delete from demand_asked where id in (select id from first union all select id from second)
        returning week, service, area
    )
    insert into demand_asked (id, week, service, area) select id, week, service, area from (
        select replace(cast(gen_random_uuid() as text), '-', '') as id, week, service, area from gone
        union all select :id, :week, :service, :area
    ) as mixed order by random()
""").bindparams(bindparam("week", type_=Date))
_ALONE = insert(table(Asked)).values({name: bindparam(name) for name in ("id", "week", "service", "area")})
_NOTE = Prepared({"postgresql": _MIXED, "sqlite": _ALONE})

Key = tuple[date, str, str]  # Monday of the week, service, place


async def count(session: AsyncSession, service: str, area: str, now: datetime) -> None:
    """Note that somebody from a place was told who is responsible for a service. Waits for nobody."""
    connection = await session.connection()
    place = {"week": _week(now), "service": service, "area": area}
    await _NOTE.run(connection, id=new_id(), pivot=new_id(), company=COMPANY, **place)


async def gather(session: AsyncSession) -> None:
    """Add to the counts what was noted since; the single notes are gone then. What is being moved comes next time."""
    still = select(col(Asked.id)).with_for_update(skip_locked=True)
    gone = delete(Asked).where(col(Asked.id).in_(still)).returning(col(Asked.week), col(Asked.service), col(Asked.area))
    noted = Counter((row.week, row.service, row.area) for row in (await session.execute(gone)).all())
    await add(session, noted)


async def add(session: AsyncSession, counts: Mapping[Key, int]) -> None:
    """Add to the counts, in one order, so that two who do it do not wait for each other's rows in turn."""
    if not counts:
        return
    new = inserting(session, Demand)
    more = {"count": col(Demand.count) + new.excluded.count}
    added = new.on_conflict_do_update(index_elements=["week", "service", "area"], set_=more)
    rows = [{"week": key[0], "service": key[1], "area": key[2], "count": n} for key, n in sorted(counts.items())]
    await session.execute(added, rows)


async def delete_old(session: AsyncSession, now: datetime) -> None:
    """Delete counts whose time is over."""
    await session.execute(delete(Demand).where(col(Demand.week) < _week(now - COUNTED)))


def _week(now: datetime) -> date:
    return monday(now.astimezone(BERLIN).date())
