"""Transactions: readers see one state, whatever others write meanwhile."""

from __future__ import annotations

from sqlalchemy import func, select

from participation.core.clock import SetClock
from participation.core.db import Database
from participation.core.outbox import Message, Owed, owe


async def test_a_reader_sees_one_state(database: Database, clock: SetClock) -> None:
    """What is committed between two of its statements is seen by the next reader, so that an export is of one moment."""
    counted = select(func.count()).select_from(Owed)
    async with database.reading() as session:
        first = (await session.execute(counted)).scalar_one()
        async with database.writing() as other:
            await owe(other, [Message("test", "1", "{}", "key")], clock.now())
        second = (await session.execute(counted)).scalar_one()
    async with database.reading() as session:
        later = (await session.execute(counted)).scalar_one()

    assert (first, second, later) == (0, 0, 1)
