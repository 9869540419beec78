"""The queue of what is owed: due messages are claimed by one sender, and given back by whoever cannot send them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select, text, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from participation.core.outbox import UNSENT, Due, Owed, Priority

TAKEN_OVER = timedelta(seconds=2)  # in which a worker takes over what somebody left unsent: until then others wait


async def claim(
    session: AsyncSession, channels: Sequence[str], now: datetime, *, lease: timedelta, limit: int,
    priorities: Sequence[Priority] = tuple(Priority),
) -> list[Due]:  # fmt: skip
    """Take up to *limit* due messages for *lease*; nobody else gets them in that time."""
    picked = (
        select(col(Owed.id))
        .where(*_free(channels, now, priorities))
        .order_by(col(Owed.priority), col(Owed.id))
        .limit(limit)
        .with_for_update(skip_locked=True)
    ).cte("picked")
    taken = (
        update(Owed)
        .where(col(Owed.id).in_(select(picked.c.id)))
        .values(claimed_until=now + lease, attempts=col(Owed.attempts) + 1)
        .returning(
            col(Owed.id),
            col(Owed.channel),
            col(Owed.address),
            col(Owed.payload),
            col(Owed.attempts),
            col(Owed.priority),
        )
    )
    rows = sorted((await session.execute(taken)).all(), key=lambda row: (row.priority, row.id))
    answers = int(Priority.REPLY)  # are part of a talk: whoever sends them looks what others are sending
    return [
        Due(
            row.id, row.channel, row.address, row.payload, row.attempts, now + lease, Priority(row.priority),
            behind=row.priority == answers,
        )
        for row in rows
    ]  # fmt: skip


async def any_due(
    session: AsyncSession, channels: Sequence[str], now: datetime, priorities: Sequence[Priority]
) -> bool:
    """Return whether there is something to claim."""
    return (
        await session.execute(select(col(Owed.id)).where(*_free(channels, now, priorities)).limit(1))
    ).first() is not None


def _free(channels: Sequence[str], now: datetime, priorities: Sequence[Priority]) -> tuple[Any, ...]:
    return (
        text(UNSENT),
        col(Owed.due_at) <= now,
        col(Owed.channel).in_(channels),
        col(Owed.priority).in_([int(one) for one in priorities]),
        col(Owed.claimed_until).is_(None) | (col(Owed.claimed_until) < now),
    )


async def others_first(session: AsyncSession, message: Due, now: datetime) -> bool:
    """Return whether somebody is still sending what was owed to the same address before *message*."""
    before = (col(Owed.channel) == message.channel, col(Owed.address) == message.address, col(Owed.id) < message.id)
    found = select(col(Owed.id)).where(text(UNSENT), *before, col(Owed.claimed_until) > now - TAKEN_OVER).limit(1)
    return (await session.execute(found)).first() is not None


async def renew(session: AsyncSession, messages: Sequence[Due], until: datetime) -> list[Due]:
    """Keep claimed messages until then; returns none if somebody else has taken one of them."""
    ids, known = [message.id for message in messages], messages[0].until
    mine = (text(UNSENT), col(Owed.id).in_(ids), col(Owed.claimed_until) == known)
    kept = (await session.execute(update(Owed).where(*mine).values(claimed_until=until).returning(col(Owed.id)))).all()
    return [replace(message, until=until) for message in messages] if len(kept) == len(ids) else []


async def release(session: AsyncSession, messages: Sequence[Due]) -> None:
    """Give messages that were claimed together back, unsent, but for those somebody else has taken meanwhile."""
    mine = col(Owed.id).in_([message.id for message in messages]), col(Owed.claimed_until) == messages[0].until
    await session.execute(update(Owed).where(*mine).values(claimed_until=None, attempts=col(Owed.attempts) - 1))
