"""A survey whose time is over is released once, whoever comes when, and its sheets are gone."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, func, insert, select, text
from sqlmodel import col

from bot.closing import close_due
from bot.forgotten import ForgottenFile
from bot.importing import Errand, run
from bot.worker import NEWS, Worker
from participation.core.clock import SetClock
from participation.core.db import Database
from participation.core.ids import new_id
from participation.core.space import NothingStored, Space
from participation.people.services import note_forgotten
from participation.results.models import ReleaseRow
from participation.results.queries import release
from participation.results.tally import unwatched
from participation.surveys.models import SheetRow, SurveyRow, WordsRow
from participation.surveys.queries import survey
from participation.surveys.services import close_survey
from participation.work import shift
from participation.work.queries import jobs
from participation.work.services import ask
from participation.work.values import KINDS, RELEASE, STEPS, State
from tests.surveys.small import opened, send

YES: dict[str, Any] = {"course": "yes", "content": 4, "wish": None}
NO: dict[str, Any] = {"course": "no", "why_not": ["time"], "content": 2, "wish": "Mehr Kurse am Abend"}


@asynccontextmanager
async def _second(database: Database) -> AsyncIterator[Database]:
    """The same database as another process would open it."""
    other = Database(database.url.render_as_string(hide_password=False))
    yield other
    await other.close()


async def _answered(database: Database, clock: SetClock, yes: int, no: int) -> str:
    survey_id = await opened(database, clock)
    for answers, count in ((YES, yes), (NO, no)):
        for _ in range(count):
            await send(database, clock, survey_id, answers)
    return survey_id


async def _count(database: Database, table: type[object]) -> int:
    async with database.reading() as session:
        return int((await session.execute(select(func.count()).select_from(table))).scalar_one())


async def test_a_survey_is_released_when_its_time_is_over(database: Database, clock: SetClock) -> None:
    """Not a moment earlier; afterwards there are numbers and no sheets."""
    survey_id = await _answered(database, clock, 13, 11)
    assert await close_due(database, clock.now()) == 0
    clock.forward(days=7)
    assert await close_due(database, clock.now()) == 1
    assert await close_due(database, clock.now()) == 0

    async with database.reading() as session:
        found, released = await survey(session, survey_id), await release(session, survey_id)
    assert found is not None
    assert released is not None
    assert (found.state, released.table.sheets, str(released.released_on)) == ("released", 25, "2026-11-30")
    course, why_not, content, wish = released.table.results
    assert [(group.codes, group.count) for group in course.groups] == [(("yes",), 15), (("no",), 10)]
    assert (why_not.asked, [group.count for group in why_not.groups]) == (10, [None, None])
    assert [(group.codes, group.count) for group in content.groups] == [(("1", "2"), 10), (("3", "4", "5"), 15)]
    assert (wish.asked, wish.groups[0].count) == (25, 10)
    assert await _count(database, SheetRow) == await _count(database, WordsRow) == 0


async def test_under_twenty_answers_there_is_a_release_that_says_so(database: Database, clock: SetClock) -> None:
    """Nothing is shown, and the sheets are deleted as well."""
    survey_id = await _answered(database, clock, 19, 0)
    clock.forward(days=8)
    await close_due(database, clock.now())

    async with database.reading() as session:
        released = await release(session, survey_id)
    assert released is not None
    assert (released.enough, released.table.results) == (False, ())
    assert await _count(database, SheetRow) == 0


async def test_a_survey_closed_by_a_clerk_is_released_at_the_workers_next_look(
    sqlite: Database, clock: SetClock
) -> None:
    """That is within two seconds, long before its date."""
    survey_id = await _answered(sqlite, clock, 20, 0)
    async with sqlite.writing() as session:
        await close_survey(session, survey_id, clock.now(), "clerk")
    await Worker(sqlite, clock, {}).tell_news()

    assert NEWS.total_seconds() <= 2
    async with sqlite.reading() as session:
        assert await release(session, survey_id) is not None


async def test_a_full_disk_is_told_once_and_not_by_each_survey(
    sqlite: Database, clock: SetClock, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Every two seconds the worker looks; what cannot be stored waits without a word, and the deleted are noted all the same."""
    await _answered(sqlite, clock, 20, 0)
    async with sqlite.writing() as session:
        await note_forgotten(session, "a" * 64, clock.now().date())
    clock.forward(days=8)
    full = Database(sqlite.url.render_as_string(), Space(tmp_path / "no reserve"))
    kept = ForgottenFile(tmp_path / "forgotten")
    with pytest.raises(NothingStored):
        await close_due(full, clock.now())
    with pytest.raises(NothingStored):
        await Worker(full, clock, {}, kept=kept).tell_news()
    await full.close()

    assert not caplog.records
    assert set(kept.marks()) == {"a" * 64}


async def test_two_workers_at_once_make_one_release(database: Database, clock: SetClock) -> None:
    """Eight looks from two processes in the same moment: one does it, nobody fails."""
    await _answered(database, clock, 12, 12)
    clock.forward(days=7)
    async with _second(database) as other:
        looks = [close_due(one, clock.now()) for one in (database, other) for _ in range(4)]
        assert sorted(await asyncio.gather(*looks)) == [0] * 7 + [1]

    assert await _count(database, ReleaseRow) == 1


async def test_without_lock_and_key_there_are_two(database: Database, clock: SetClock) -> None:
    """The control: workers that look first and write then, into a table without its key."""
    survey_id = await _answered(database, clock, 1, 0)
    both_looked = asyncio.Barrier(2)
    async with database.writing() as session:
        await session.execute(text("create table loose (survey text)"))

    async def careless(one: Database) -> None:
        async with one.reading() as session:
            there: int = (await session.execute(text("select count(*) from loose"))).scalar_one()
        await both_looked.wait()
        if not there:
            async with one.writing() as session:
                await session.execute(text("insert into loose values (:s)"), {"s": survey_id})
                await session.execute(delete(SheetRow).where(col(SheetRow.survey) == survey_id))

    async with _second(database) as other:
        await asyncio.gather(careless(database), careless(other))
    async with database.reading() as session:
        assert (await session.execute(text("select count(*) from loose"))).scalar_one() == 2


KILLED = """
import asyncio, sys
from datetime import datetime, UTC
from bot.closing import close
from participation.core.db import Database

async def main(url, survey, now):
    async with Database(url).writing() as session:
        await close(session, survey, datetime.fromisoformat(now))
        print("done but not committed", flush=True)
        await asyncio.Event().wait()

asyncio.run(main(*sys.argv[1:]))
"""


async def test_a_worker_killed_while_it_closes_leaves_everything_as_it_was(database: Database, clock: SetClock) -> None:
    """Killed after the last statement and before the commit: no release, every sheet; the next worker does it."""
    survey_id = await _answered(database, clock, 12, 12)
    clock.forward(days=7)
    url = database.url.render_as_string(hide_password=False)
    worker = await asyncio.create_subprocess_exec(
        sys.executable, "-c", KILLED, url, survey_id, clock.now().isoformat(), stdout=asyncio.subprocess.PIPE
    )
    assert worker.stdout is not None
    async with asyncio.timeout(30):
        assert await worker.stdout.readline()
    os.kill(worker.pid, signal.SIGKILL)
    await worker.wait()

    assert (await _count(database, ReleaseRow), await _count(database, SheetRow)) == (0, 24)
    assert await close_due(database, clock.now()) == 1
    assert (await _count(database, ReleaseRow), await _count(database, SheetRow)) == (1, 0)


async def test_one_that_cannot_be_closed_does_not_hold_up_the_others(
    sqlite: Database, clock: SetClock, caplog: pytest.LogCaptureFixture
) -> None:
    """A broken survey is logged by its id; the next one is released."""
    broken, whole = await _answered(sqlite, clock, 1, 0), await _answered(sqlite, clock, 20, 0)
    async with sqlite.writing() as session:
        row = await session.get(SurveyRow, broken)
        assert row is not None
        row.definition, row.closes_at = "{}", clock.now() + timedelta(hours=1)
    clock.forward(days=7)

    assert await close_due(sqlite, clock.now()) == 1
    assert [record.__dict__["survey"] for record in caplog.records if record.name == "bot.closing"] == [broken]
    async with sqlite.reading() as session:
        assert await release(session, whole) is not None


async def _answered_by_very_many(database: Database, clock: SetClock, many: int) -> str:
    """A survey with as many sheets as a big city sends, laid down at once."""
    survey_id = await opened(database, clock)
    answers = (json.dumps(YES), json.dumps(NO))
    rows = [{"id": new_id(), "survey": survey_id, "answers": answers[n % 2]} for n in range(many)]
    async with database.writing() as session:
        await session.execute(insert(SheetRow), rows)
    clock.forward(days=7)
    return survey_id


async def test_a_survey_of_very_many_is_long_work_with_a_bar(database: Database, clock: SetClock) -> None:
    """The look only closes it and asks for the work, once; a worker counts, tells how far it is, releases and deletes."""
    survey_id = await _answered_by_very_many(database, clock, 20_000)
    looked = [await close_due(database, clock.now()) for _ in range(3)]
    async with database.reading() as session:
        asked, before = await jobs(session, (RELEASE,)), await survey(session, survey_id)
    heard: set[str] = set()
    async with database.writing() as session:
        job = await shift.claim(session, KINDS, "worker", clock.now())
    assert job is not None
    await run(Errand(database, job, "worker", clock.now(), lambda what, _done, _of: heard.add(what)))

    async with database.reading() as session:
        released, after = await release(session, survey_id), (await jobs(session, (RELEASE,)))[0]
    assert (looked, len(asked)) == ([0, 0, 0], 1)
    assert before is not None
    assert before.state == "closed"
    assert heard == {"answers", "questions", "release"} == heard & STEPS.keys()
    assert released is not None
    assert released.table.sheets == 20_000
    assert after.state is State.DONE
    assert await _count(database, SheetRow) == 0


async def test_a_release_that_failed_is_asked_for_again_and_two_make_one(sqlite: Database, clock: SetClock) -> None:
    """Not at once: after a while; who comes second finds it released and changes nothing."""
    survey_id = await _answered_by_very_many(sqlite, clock, 3000)
    await close_due(sqlite, clock.now())
    async with sqlite.writing() as session:
        first = await shift.claim(session, KINDS, "first", clock.now())
        assert first is not None
        await shift.fail(session, first.id, "first", clock.now())
    await close_due(sqlite, clock.now())
    clock.forward(minutes=11)
    await close_due(sqlite, clock.now())
    async with sqlite.writing() as session:
        await ask(session, RELEASE, {"survey": survey_id}, "somebody else", clock.now())
    for _ in range(2):
        async with sqlite.writing() as session:
            job = await shift.claim(session, KINDS, "worker", clock.now())
        assert job is not None
        await run(Errand(sqlite, job, "worker", clock.now(), unwatched))

    async with sqlite.reading() as session:
        assert [job.state for job in await jobs(session, (RELEASE,))].count(State.DONE) == 2
    assert await _count(sqlite, ReleaseRow) == 1
