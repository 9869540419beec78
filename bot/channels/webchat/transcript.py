"""What the page shows: our replies of the last hours. What people write is not kept here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select, text
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from bot.talk.channel import File, Reply
from participation.core.outbox import UNSENT, Owed, Priority

CHANNEL = "webchat"
SHOWN = 20
REPLIES_KEPT = timedelta(hours=24)
NOTICES_KEPT = timedelta(days=90)  # what became of a survey waits until the person looks in again


@dataclass(frozen=True, slots=True)
class Line:
    """One of our replies, with its place in the order."""

    id: int
    reply: Reply


async def lines(session: AsyncSession, address: str, after: int = 0) -> list[Line]:
    """Return our latest replies to this talk, oldest first. Nothing is sent here: all of them are unsent."""
    mine = (text(UNSENT), col(Owed.channel) == CHANNEL, col(Owed.address) == address, col(Owed.id) > after)
    latest = select(col(Owed.id), col(Owed.payload)).where(*mine).order_by(col(Owed.id).desc()).limit(SHOWN)
    rows = (await session.execute(latest)).all()
    return [Line(int(row[0] or 0), Reply.from_json(row[1])) for row in reversed(rows)]


async def file(session: AsyncSession, address: str, line: int) -> File | None:
    """Return the file that one of our replies to this talk brings."""
    mine = (col(Owed.channel) == CHANNEL, col(Owed.address) == address, col(Owed.id) == line)
    payload = (await session.execute(select(col(Owed.payload)).where(*mine))).scalar()
    return Reply.from_json(payload).file if payload else None


async def delete_old(session: AsyncSession, now: datetime) -> None:
    """Delete replies after a day and unseen notices after three months."""
    for kept, which in (
        (REPLIES_KEPT, col(Owed.priority) == int(Priority.REPLY)),
        (NOTICES_KEPT, col(Owed.priority) != int(Priority.REPLY)),
    ):
        await session.execute(delete(Owed).where(col(Owed.channel) == CHANNEL, which, col(Owed.due_at) < now - kept))
