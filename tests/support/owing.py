"""How many messages have yet to be sent."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlmodel import col

from participation.core.db import Database
from participation.core.outbox import Owed


async def left(database: Database) -> int:
    """Return how many are neither sent nor given up."""
    unsent = select(func.count()).select_from(Owed).where(col(Owed.sent_at).is_(None), col(Owed.dead).is_(None))
    async with database.reading() as session:
        return int((await session.execute(unsent)).scalar_one())
