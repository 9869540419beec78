"""Reads of this room."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from participation.people.models import Contact, Forgotten


@dataclass(frozen=True, slots=True)
class Reachable:
    """Somebody who can be written to, in their language."""

    id: str
    channel: str
    address: str
    language: str | None


async def contact_at(session: AsyncSession, channel: str, address: str) -> Reachable | None:
    """Return the contact behind an address of a channel."""
    mine = (col(Contact.channel) == channel, col(Contact.address) == address)
    row = (await session.execute(select(*_COLUMNS).where(*mine))).first()
    return Reachable(*row) if row else None


async def reachable(session: AsyncSession, persons: list[str], *, held: bool = False) -> list[Reachable]:
    """Return the contacts of these persons who have not left, in an order that says nothing.

    *held*: nobody of them can be forgotten until the transaction ends.
    """
    mine = (col(Contact.id).in_(persons), col(Contact.gone).is_(False))
    wanted = select(*_COLUMNS).where(*mine).order_by(col(Contact.id))
    if held:
        wanted = wanted.with_for_update(read=True)
    return [Reachable(*row) for row in (await session.execute(wanted)).all()]


async def persons(session: AsyncSession, after: str, limit: int) -> list[str]:
    """Return ids of contacts in their order, which says nothing."""
    some = select(col(Contact.id)).where(col(Contact.id) > after).order_by(col(Contact.id)).limit(limit)
    return list((await session.execute(some)).scalars())


async def forgotten(session: AsyncSession, since: date | None = None) -> dict[str, date]:
    """Return the fingerprints of those who were deleted, with the day."""
    wanted = select(col(Forgotten.mark), col(Forgotten.day))
    if since is not None:
        wanted = wanted.where(col(Forgotten.day) >= since)
    return {row.mark: row.day for row in (await session.execute(wanted)).all()}


_COLUMNS = (col(Contact.id), col(Contact.channel), col(Contact.address), col(Contact.language))
