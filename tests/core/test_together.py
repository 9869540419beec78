"""Small transactions that share a commit, each as if it were alone."""

from __future__ import annotations

import asyncio

import pytest
from sqlalchemy import event, func, select, text
from sqlmodel import col

from participation.core.clock import SetClock
from participation.core.db import Database
from participation.core.outbox import Message, Owed, owe
from participation.core.together import Job, Share


def _owing(clock: SetClock, key: str, *, fails: bool = False) -> Job[str]:
    async def job(share: Share) -> str:
        await owe(share.connection, [Message("test", "1", key, key)], clock.now())
        if fails:
            raise LookupError(key)
        return key

    return job


async def _kept(database: Database) -> list[str]:
    async with database.reading() as session:
        return list((await session.execute(select(col(Owed.key)).order_by(col(Owed.key)))).scalars())


async def test_each_gets_its_own_result_and_a_failure_undoes_only_itself(database: Database, clock: SetClock) -> None:
    """Fifty at once: those that fail raise and leave nothing, the others stand."""
    jobs = [_owing(clock, f"{n:02}", fails=n % 5 == 0) for n in range(50)]
    results = await asyncio.gather(*(database.together(job, locking=False) for job in jobs), return_exceptions=True)

    assert [r for r in results if isinstance(r, str)] == [f"{n:02}" for n in range(50) if n % 5]
    assert sum(isinstance(r, LookupError) for r in results) == 10
    assert await _kept(database) == [f"{n:02}" for n in range(50) if n % 5]


async def test_many_share_a_commit(sqlite: Database, clock: SetClock) -> None:
    """What waits at the same moment goes to the disk once."""
    commits: list[object] = []
    event.listen(sqlite._writer.sync_engine, "commit", commits.append)
    await asyncio.gather(*(sqlite.together(_owing(clock, f"{n:02}")) for n in range(30)))

    assert len(await _kept(sqlite)) == 30
    assert len(commits) <= 10  # one, or a few on a busy machine


async def test_a_commit_that_fails_confirms_nothing(sqlite: Database, clock: SetClock) -> None:
    """When SQLite gave the whole transaction up, as it does on a full disk, everybody is told."""

    async def giving_up(share: Share) -> None:
        await share.session.execute(text("rollback"))  # what SQLite does by itself

    results = await asyncio.gather(
        sqlite.together(_owing(clock, "first")), sqlite.together(giving_up), return_exceptions=True
    )

    assert all(isinstance(result, Exception) for result in results)
    assert await _kept(sqlite) == []
    assert await sqlite.together(_owing(clock, "second")) == "second"


async def test_whoever_stops_waiting_stops_nobody_else(sqlite: Database, clock: SetClock) -> None:
    """A request that is cut off leaves the queue in order."""
    waiting = [asyncio.create_task(sqlite.together(_owing(clock, f"{n}"))) for n in range(5)]
    await asyncio.sleep(0)
    waiting[2].cancel()
    done = await asyncio.gather(*waiting, return_exceptions=True)

    assert isinstance(done[2], asyncio.CancelledError)
    assert [result for n, result in enumerate(done) if n != 2] == ["0", "1", "3", "4"]


async def test_a_reader_sees_the_last_commit_and_cannot_write(sqlite: Database, clock: SetClock) -> None:
    """Readers neither wait for the writer nor change anything."""
    async with sqlite.writing() as writing:
        await owe(writing, [Message("test", "1", "x", "x")], clock.now())
        assert await _kept(sqlite) == []
    async with sqlite.reading() as session:
        assert (await session.execute(select(func.count()).select_from(Owed))).scalar_one() == 1
        with pytest.raises(Exception, match="readonly"):
            await session.execute(text("delete from outbox"))


async def test_a_task_cut_off_while_it_commits_leaves_the_connection_usable(sqlite: Database, clock: SetClock) -> None:
    """The commit goes on in its thread; nobody else gets the connection before it is through."""
    for n in range(20):
        task = asyncio.create_task(_write(sqlite, clock, f"{n:02}"))
        for _ in range(n % 7):
            await asyncio.sleep(0)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
    await _write(sqlite, clock, "last")

    assert "last" in await _kept(sqlite)


async def _write(database: Database, clock: SetClock, key: str) -> None:
    async with database.writing() as session:
        await owe(session, [Message("test", "1", key, key)], clock.now())


async def test_urgent_ones_go_first_in_their_order(database: Database) -> None:
    """What is urgent overtakes the others that wait, but not what was urgent before it."""
    done: list[str] = []

    def noting(name: str) -> Job[None]:
        async def job(share: Share) -> None:
            done.append(name)

        return job

    usual = [database.together(noting(f"usual {n}"), locking=False) for n in range(3)]
    urgent = [database.together(noting(f"urgent {n}"), locking=False, first=True) for n in range(3)]
    await asyncio.gather(*usual, *urgent)

    assert done == ["urgent 0", "urgent 1", "urgent 2", "usual 0", "usual 1", "usual 2"]


async def test_another_process_that_writes_is_waited_for_beside_the_loop(sqlite: Database, clock: SetClock) -> None:
    """While somebody else holds the file the loop goes on; when they are done, the write is made."""
    other = Database(str(sqlite.url))
    async with other.writing() as session:
        await owe(session, [Message("test", "1", "other", "other")], clock.now())
        waiting = asyncio.ensure_future(sqlite.together(_owing(clock, "mine")))
        for _ in range(50):
            await asyncio.sleep(0)
        waited = not waiting.done()
    await waiting
    await other.close()

    assert waited
    assert await _kept(sqlite) == ["mine", "other"]
