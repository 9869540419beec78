"""Work that one process at a time may do: whoever holds the lease does it, and a dead holder's lease runs out."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import CursorResult, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import Field, SQLModel, col

from participation.core.db import Utc, insert_new


class Lease(SQLModel, table=True):
    """Who does a work, and until when nobody else does. *quiet_until*: nobody at all before."""

    __tablename__ = "lease"

    name: str = Field(primary_key=True)
    holder: str
    until: datetime = Field(sa_type=Utc)
    quiet_until: datetime | None = Field(default=None, sa_type=Utc)


async def take(session: AsyncSession, name: str, holder: str, now: datetime, *, keep: timedelta) -> bool:
    """Take or renew the lease for *keep*; False while somebody else holds it, or nobody may work."""
    free = (col(Lease.holder) == holder) | (col(Lease.until) < now)
    allowed = col(Lease.quiet_until).is_(None) | (col(Lease.quiet_until) <= now)
    renew = update(Lease).where(col(Lease.name) == name, free, allowed).values(holder=holder, until=now + keep)
    if cast("CursorResult[Any]", await session.execute(renew)).rowcount == 1:
        return True
    return await insert_new(session, Lease, {"name": name, "holder": holder, "until": now + keep})


async def give_back(session: AsyncSession, name: str, holder: str, now: datetime) -> None:
    """Let somebody else go on at once."""
    mine = (col(Lease.name) == name, col(Lease.holder) == holder)
    await session.execute(update(Lease).where(*mine).values(until=now - timedelta(microseconds=1)))


async def hush(session: AsyncSession, name: str, until: datetime) -> None:
    """Have nobody work before *until*."""
    sooner = col(Lease.quiet_until).is_(None) | (col(Lease.quiet_until) < until)
    await session.execute(update(Lease).where(col(Lease.name) == name, sooner).values(quiet_until=until))
