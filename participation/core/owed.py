"""How many messages wait and how many were given up: counts only, never what they say or to whom."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from participation.core.outbox import Owed


@dataclass(frozen=True, slots=True)
class Queue:
    """How many messages of a channel wait, and when the oldest was due."""

    channel: str
    waiting: int
    oldest: datetime


@dataclass(frozen=True, slots=True)
class Dead:
    """How many messages of a channel can never be sent, and why."""

    channel: str
    reason: str
    count: int


async def queues(session: AsyncSession, now: datetime, shown: Collection[str]) -> list[Queue]:
    """Return what is due on each channel, apart from those that are *shown* from their rows and never sent."""
    unsent = (col(Owed.sent_at).is_(None), col(Owed.dead).is_(None), col(Owed.due_at) <= now)
    counted = select(col(Owed.channel), func.count(), func.min(col(Owed.due_at))).where(
        *unsent, col(Owed.channel).not_in(shown)
    )
    return [Queue(*row) for row in (await session.execute(counted.group_by(col(Owed.channel)))).all()]


async def dead_letters(session: AsyncSession) -> list[Dead]:
    """Return what was given up."""
    by = (col(Owed.channel), col(Owed.dead))
    counted = select(*by, func.count()).where(col(Owed.dead).is_not(None)).group_by(*by).order_by(*by)
    return [Dead(channel, str(reason), count) for channel, reason, count in (await session.execute(counted)).all()]
