"""People who took part in a survey and want to hear, and what they are owed."""

from __future__ import annotations

from sqlalchemy import insert, select
from sqlmodel import col

from participation.core.clock import SetClock
from participation.core.db import Database
from participation.core.ids import new_id
from participation.core.outbox import Owed, Priority
from participation.people.models import Contact
from participation.surveys.models import LedgerRow


async def takers(database: Database, clock: SetClock, survey: str, count: int, channel: str = "telegram") -> list[str]:
    """Contacts who took part and want to hear, put there in one go; return their ids."""
    ids = [new_id() for _ in range(count)]
    async with database.writing() as session:
        contacts = [
            {"id": id_, "channel": channel, "address": f"at-{id_}", "seen_on": clock.now().date(), "gone": False, "language": "de"}
            for id_ in ids
        ]  # fmt: skip
        await session.execute(insert(Contact), contacts)
        await session.execute(
            insert(LedgerRow), [{"survey": survey, "person": id_, "wants_to_hear": True} for id_ in ids]
        )
    return ids


async def owed(database: Database) -> list[Owed]:
    async with database.reading() as session:
        notices = select(Owed).where(col(Owed.priority) == int(Priority.NOTICE))
        return list((await session.execute(notices)).scalars())
