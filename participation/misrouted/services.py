"""Writes of this room."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from participation.core.clock import BERLIN
from participation.core.db import inserting
from participation.core.mixing import put_mixed
from participation.misrouted.models import Account, Misrouted
from participation.misrouted.values import Why

COUNTED, READ = timedelta(days=730), timedelta(days=92)  # how long counts and words are kept
LONGEST = 1000


async def report(session: AsyncSession, service: str, area: str, unit: str, why: Why, now: datetime) -> None:
    """Count that a unit was the wrong one. Of a district only the town is kept."""
    month = {"month": _month(now)}
    key = {**month, "service": service, "area": area.split("/")[0], "unit": unit, "why": Why(why).value}
    new = inserting(session, Misrouted).values(**key, count=1)
    more = {"count": col(Misrouted.count) + 1}
    counted = new.on_conflict_do_update(index_elements=list(key), set_=more).returning(col(Misrouted.count))
    count: int = (await session.execute(counted)).scalar_one()
    await put_mixed(session, Misrouted, month, [{**key, "count": count}])


async def tell(session: AsyncSession, service: str, unit: str, text: str, now: datetime) -> None:
    """Keep what somebody wrote and lets coordination read."""
    row = {"service": service, "unit": unit, "text": text[:LONGEST]}
    await put_mixed(session, Account, {"month": _month(now)}, [row])


async def delete_old(session: AsyncSession, now: datetime) -> None:
    """Delete counts and words whose time is over."""
    await session.execute(delete(Misrouted).where(col(Misrouted.month) < _month(now - COUNTED)))
    await session.execute(delete(Account).where(col(Account.month) < _month(now - READ)))


def _month(now: datetime) -> date:
    return now.astimezone(BERLIN).date().replace(day=1)
