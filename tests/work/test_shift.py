"""Long work: asked for, done by one worker, taken over, given up, begun anew, forgotten."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from participation.core.clock import SetClock
from participation.core.db import Database
from participation.work import queries, services, shift
from participation.work.errors import FileGone, FileTooLarge, LostJob, TooMuchWork
from participation.work.models import JobRow
from participation.work.values import KINDS, LOOK, STEPS, TAKE, UPLOAD, Job, Progress, State


async def _asked(database: Database, clock: SetClock, content: bytes = b"x", by: str = "amira") -> str:
    async with database.writing() as session:
        return await services.ask(session, LOOK, {"file": "a.zip"}, by, clock.now(), content=content)


async def _claimed(database: Database, clock: SetClock, holder: str) -> Job | None:
    async with database.writing() as session:
        return await shift.claim(session, KINDS, holder, clock.now())


async def _job(database: Database, id_: str) -> Job:
    async with database.reading() as session:
        found = await queries.job(session, id_)
    assert found is not None
    return found


async def _report_and_finish(database: Database, clock: SetClock, id_: str, holder: str) -> None:
    async with database.writing() as session:
        await services.put_file(session, id_, "report", b"twice")
        await shift.finish(session, id_, holder, clock.now(), {})


async def test_of_many_workers_one_has_it(database: Database, clock: SetClock) -> None:
    """Twenty workers look at once, each of five jobs is claimed once."""
    for number in range(5):
        await _asked(database, clock, by=f"p{number}")
    claimed = await asyncio.gather(*(_claimed(database, clock, f"w{number}") for number in range(20)))

    got = [job.id for job in claimed if job]
    assert len(got) == len(set(got)) == 5


async def test_control_without_the_claim_two_have_it(database: Database, clock: SetClock) -> None:
    """Whoever looks first and writes afterwards gives the same job to two: what the test above would see."""
    await _asked(database, clock)

    async def look(session: AsyncSession) -> str:
        return str(
            (await session.execute(select(col(JobRow.id)).where(col(JobRow.state) == State.WAITING))).scalar_one()
        )

    async with database.reading() as session:
        first = await look(session)
    async with database.reading() as session:
        second = await look(session)
    for holder in ("w1", "w2"):
        async with database.writing() as session:
            await session.execute(update(JobRow).values(state=State.RUNNING, holder=holder))

    assert first == second


async def test_a_dead_workers_job_is_taken_over(database: Database, clock: SetClock) -> None:
    """Within ten seconds somebody else has it; what the first one did for it does not stand."""
    id_ = await _asked(database, clock)
    await _claimed(database, clock, "dead")
    clock.forward(seconds=7)
    assert await _claimed(database, clock, "alive") is None
    clock.forward(seconds=2)
    taken = await _claimed(database, clock, "alive")

    assert taken is not None
    assert taken.id == id_
    with pytest.raises(LostJob):
        await _report_and_finish(database, clock, id_, "dead")
    async with database.reading() as session:
        assert await queries.file(session, id_, "report") is None
    async with database.writing() as session:
        assert not await shift.beat(session, id_, "dead", clock.now(), None)
        await shift.finish(session, id_, "alive", clock.now(), {"n": 1})
    assert (await _job(database, id_)).result == {"n": 1}


async def test_signs_of_life_keep_it(database: Database, clock: SetClock) -> None:
    """Who gives a sign every few seconds keeps the job, and people see how far it is."""
    id_ = await _asked(database, clock)
    await _claimed(database, clock, "slow")
    for done in range(5):
        clock.forward(seconds=7)
        async with database.writing() as session:
            assert await shift.beat(session, id_, "slow", clock.now(), Progress(STEPS["services"], done, 5))

    job = await _job(database, id_)
    assert (job.state, job.done, job.total, job.said) == (State.RUNNING, 4, 5, STEPS["services"])
    assert await _claimed(database, clock, "other") is None


async def test_what_kills_everybody_is_given_up(database: Database, clock: SetClock) -> None:
    """After three workers died of it nobody tries again, people are told, and they may."""
    id_ = await _asked(database, clock)
    for number in range(3):
        assert await _claimed(database, clock, f"w{number}") is not None
        clock.forward(seconds=9)
    assert await _claimed(database, clock, "w4") is None
    failed = await _job(database, id_)
    async with database.writing() as session:
        await services.follow(session, id_, LOOK, {}, "amira", clock.now())

    assert failed.state is State.FAILED
    assert failed.said.one.startswith("The work was broken off and changed nothing.")
    assert await _claimed(database, clock, "w5") is not None


async def test_given_back_it_waits_for_the_next(database: Database, clock: SetClock) -> None:
    """A worker that is told to stop gives it back: somebody else begins at once, and it does not count as tried."""
    id_ = await _asked(database, clock)
    for number in range(5):
        assert await _claimed(database, clock, f"w{number}") is not None
        async with database.writing() as session:
            await shift.give_back(session, id_, f"w{number}")
    assert (await _job(database, id_)).state is State.WAITING


async def test_of_two_who_take_it_in_one_has_the_file(database: Database, clock: SetClock) -> None:
    """The file goes from the job that showed it to the one that takes it in, once."""
    id_ = await _asked(database, clock)
    with pytest.raises(FileGone):  # it is not over yet
        async with database.writing() as session:
            await services.follow(session, id_, TAKE, {}, "amira", clock.now())
    await _claimed(database, clock, "w")
    async with database.writing() as session:
        await shift.finish(session, id_, "w", clock.now(), {})

    async def take(by: str) -> str | None:
        try:
            async with database.writing() as session:
                return await services.follow(session, id_, TAKE, {}, by, clock.now())
        except FileGone:
            return None

    taken = [new for new in await asyncio.gather(take("amira"), take("bahar")) if new]
    assert len(taken) == 1
    async with database.reading() as session:
        assert await queries.file(session, taken[0], UPLOAD) == b"x"
        assert len(await queries.jobs(session, KINDS)) == 2


async def test_there_are_limits(sqlite: Database, clock: SetClock) -> None:
    """Neither many at once nor one that is too large; what was dropped or is old is gone with its files."""
    with pytest.raises(FileTooLarge):
        await _asked(sqlite, clock, b"x" * (services.LARGEST + 1))
    ids = [await _asked(sqlite, clock) for _ in range(services.MOST_WAITING)]
    with pytest.raises(TooMuchWork):
        await _asked(sqlite, clock)
    async with sqlite.writing() as session:
        await services.drop(session, ids[0])
    await _asked(sqlite, clock)
    clock.forward(seconds=services.KEPT.total_seconds() + 1)
    async with sqlite.writing() as session:
        await services.delete_old(session, clock.now())
    async with sqlite.reading() as session:
        assert await queries.jobs(session, KINDS) == []
        assert [await queries.has_file(session, id_, UPLOAD) for id_ in ids] == [False] * len(ids)
    assert timedelta(days=1) >= services.KEPT
