"""Everybody is told once, whatever is killed or works at the same time, and afterwards untraceably."""

from __future__ import annotations

import asyncio
import multiprocessing
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from contextlib import AbstractAsyncContextManager
from datetime import datetime

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

import bot.telling
from bot.telling import key_of, tell_due
from participation.core.clock import SetClock
from participation.core.db import Database
from participation.core.ids import new_id
from participation.planning.models import FindingRow
from participation.planning.queries import finding
from participation.planning.values import Telling
from tests.planning.findings import decided
from tests.support.takers import owed, takers
from tests.surveys.small import opened


async def test_a_killed_worker_and_two_at_once_tell_everybody_once(
    database: Database, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a crash in the middle, and with three workers at once, each person has one message."""
    monkeypatch.setattr(bot.telling, "BATCH", 7)
    asked = await opened(database, clock)
    people = await takers(database, clock, asked, 40)
    await decided(database, clock, asked)
    await _first_batch_only(database, clock)
    assert 0 < len(await owed(database)) < 40
    await asyncio.gather(*(tell_due(database, clock.now()) for _ in range(3)))
    await tell_due(database, clock.now())
    counted = Counter(row.address for row in await owed(database))

    assert counted == {f"at-{id_}": 1 for id_ in people}


async def _first_batch_only(database: Database, clock: SetClock) -> None:
    """Tell as a process does that is killed between two of its transactions."""

    class Killed(BaseException):
        pass

    class Mortal(Database):
        written = 0

        def writing(self, *, anyway: bool = False) -> AbstractAsyncContextManager[AsyncSession]:  # type: ignore[override]  # the decorator gives what we name
            self.written += 1
            if self.written > 2:
                raise Killed
            return super().writing(anyway=anyway)

    mortal = Mortal(database.url.render_as_string(hide_password=False))
    with pytest.raises(Killed):
        await tell_due(mortal, clock.now())
    await mortal.close()


def _tells(url: str, moment: datetime) -> int:
    async def tells() -> int:
        database = Database(url)
        found = await tell_due(database, moment)
        await database.close()
        return found

    return asyncio.run(tells())


async def test_two_processes_tell_everybody_once(database: Database, database_url: str, clock: SetClock) -> None:
    """The key decides in the database: processes that tell the same decision at the same time double nothing."""
    asked = await opened(database, clock)
    people = await takers(database, clock, asked, 450)
    await decided(database, clock, asked)
    loop = asyncio.get_running_loop()
    with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn")) as pool:
        await asyncio.gather(*(loop.run_in_executor(pool, _tells, database_url, clock.now()) for _ in range(2)))
    counted = Counter(row.address for row in await owed(database))

    assert counted == {f"at-{id_}": 1 for id_ in people}


async def test_without_the_key_the_same_people_are_told_twice(
    database: Database, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Control: with random keys a crash and a second worker write to people again."""
    monkeypatch.setattr(bot.telling, "BATCH", 7)
    monkeypatch.setattr(bot.telling, "key_of", lambda *_: new_id())
    asked = await opened(database, clock)
    await takers(database, clock, asked, 40)
    await decided(database, clock, asked)
    await _first_batch_only(database, clock)
    await asyncio.gather(*(tell_due(database, clock.now()) for _ in range(3)))

    assert len(await owed(database)) > 40


async def test_afterwards_nobody_can_tell_whose_key_it_was(database: Database, clock: SetClock) -> None:
    """While people are told the key follows from the secret; then the secret is gone from the database."""
    asked = await opened(database, clock)
    people = await takers(database, clock, asked, 30)
    id_ = await decided(database, clock, asked)
    async with database.reading() as session:
        secret = (await session.execute(select(col(FindingRow.secret)))).scalar_one()
    assert secret is not None
    await tell_due(database, clock.now())
    keys = {row.key for row in await owed(database)}
    async with database.reading() as session:
        kept = (await session.execute(select(col(FindingRow.secret)))).scalar_one()
        found = await finding(session, id_)

    assert keys == {key_of(Telling(id_, asked, secret), person) for person in people}
    assert kept is None
    assert found is not None
    assert found.told_at == clock.now()
