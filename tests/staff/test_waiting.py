"""Failures are counted alike whoever succeeds at the same moment."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from sqlalchemy import func, select
from sqlmodel import col

from participation.core.clock import SetClock
from participation.core.db import Database
from participation.staff.models import SignInFailure
from participation.staff.waiting import Patience, attempt, forgive
from tests.support.locks import waits

TRIES = {"somebody": Patience(4, timedelta(minutes=1))}


async def test_who_waits_for_a_count_that_is_forgiven_counts_anew(database: Database, clock: SetClock) -> None:
    """The row another attempt waits for is deleted by who succeeded: the attempt counts as the first."""
    async with database.writing() as session:
        await attempt(session, TRIES, clock.now())
    async with database.writing() as succeeding:
        await succeeding.execute(select(col(SignInFailure.key)).with_for_update())
        other = asyncio.create_task(_attempt(database, clock))
        await waits(database, other)
        assert not other.done()
        await forgive(succeeding, "somebody")
    async with asyncio.timeout(10):
        await other

    async with database.reading() as session:
        assert (await session.execute(select(col(SignInFailure.failures)))).scalars().all() == [1]


async def _attempt(database: Database, clock: SetClock) -> None:
    async with database.writing() as session:
        await attempt(session, TRIES, clock.now())


async def test_attempts_at_once_are_each_counted(database: Database, clock: SetClock) -> None:
    """Ten at the same moment are ten."""
    ten = {"somebody": Patience(20, timedelta(minutes=1))}

    async def tries() -> None:
        async with database.writing() as session:
            await attempt(session, ten, clock.now())

    await asyncio.gather(*(tries() for _ in range(10)))

    async with database.reading() as session:
        assert (await session.execute(select(func.sum(SignInFailure.failures)))).scalar_one() == 10
