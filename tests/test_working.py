"""Workers do long work in a child process: offices shown and taken in, nobody kept waiting, nothing done twice."""

from __future__ import annotations

import asyncio
import json
import shutil
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.demo import DEMO
from bot.working import Working
from participation.core.clock import Clock, SetClock, SystemClock
from participation.core.db import Database, sqlite_url
from participation.offices import units
from participation.offices.formats import packed, tables
from participation.offices.services import CATALOGUE, CATALOGUE_FOLDER, import_tables, rows_of
from participation.staff.record import acts
from participation.work import queries, services
from participation.work.values import LOOK, REPORT, TAKE, UPLOAD, Job, State

GIVEN = {"format": "offices", "file": "tables.zip"}
PATIENCE = 30


@pytest.fixture
async def settled(database: Database, clock: SetClock) -> Database:
    """Either database with the demo county."""
    async with database.writing() as session:
        await import_tables(session, CATALOGUE_FOLDER, clock.now(), CATALOGUE)
        await import_tables(session, DEMO / "county", clock.now())
    return database


async def _file(database: Database, phone: str) -> bytes:
    """The county's tables with another telephone number."""
    async with database.reading() as session:
        rows = await rows_of(session, "demo-county")
    for row in rows["units"]:
        if row["id"] == "buergerbuero-lindenau":
            row["phone"] = phone
    rows["closures"] = rows["closures"][1:]
    return packed.pack(tables.as_files(rows))


async def _done(database: Database, clock: Clock, id_: str) -> Job:
    assert await Working(database, clock).do_one()
    return await _job(database, id_)


async def _job(database: Database, id_: str) -> Job:
    async with database.reading() as session:
        found = await queries.job(session, id_)
    assert found is not None
    return found


async def _until(database: Database, id_: str, so: Callable[[Job], bool]) -> None:
    while not so(await _job(database, id_)):  # noqa: ASYNC110  another process changes it
        await asyncio.sleep(0.01)


async def _looked(database: Database, clock: Clock, content: bytes, **given: Any) -> Job:
    async with database.writing() as session:
        id_ = await services.ask(session, LOOK, {**GIVEN, **given}, "amira", clock.now(), content=content)
    return await _done(database, clock, id_)


async def _taken(database: Database, clock: SetClock, looked: Job) -> Job:
    async with database.writing() as session:
        given = {**looked.given, "mark": looked.result["mark"], "shown": looked.id}
        id_ = await services.follow(session, looked.id, TAKE, given, "amira", clock.now())
    return await _done(database, clock, id_)


async def _phone(database: Database) -> str:
    async with database.reading() as session:
        unit = await units.unit(session, "buergerbuero-lindenau")
    assert unit is not None
    return unit.phone


async def test_a_difference_is_shown_and_then_taken_in(settled: Database, clock: SetClock) -> None:
    """The first job changes nothing and says all; the second does exactly that, notes who did it and forgets the file."""
    before = await _phone(settled)
    looked = await _looked(settled, clock, await _file(settled, "0000 77"))
    async with settled.reading() as session:
        report = (await queries.file(session, looked.id, REPORT) or b"").decode("utf-8-sig")
    unchanged = await _phone(settled)
    taken = await _taken(settled, clock, looked)
    async with settled.reading() as session:
        act = (await acts(session))[0]
        left = await queries.has_file(session, taken.id, UPLOAD)

    assert looked.state is State.DONE
    assert unchanged == before == "0000 0123-19"
    assert looked.result["numbers"] == {"new": 0, "changed": 1, "gone": 1, "conflicts": 0, "kept": 0, "skipped": 0}
    assert [line[:4] for line in looked.result["lines"]["changed"]] == [["units", "phone", "0000 0123-19", "0000 77"]]
    assert looked.result["lines"]["changed"][0][4]["id"] == "buergerbuero-lindenau"
    assert "changed,units,buergerbuero-lindenau,phone,0000 0123-19,0000 77\r\n" in report
    assert taken.state is State.DONE
    assert await _phone(settled) == "0000 77"
    assert (act.what, act.account, act.subject) == ("offices-imported", "amira", "demo-county")
    assert act.after == {"units": [0, 1, 0], "closures": [0, 0, 1]}
    assert not left


async def test_what_changed_meanwhile_is_told_and_stays(settled: Database, clock: SetClock) -> None:
    """Somebody else takes in another file after the difference was shown: nothing is overwritten, the file may be looked at anew."""
    mine = await _looked(settled, clock, await _file(settled, "0000 77"))
    await _taken(settled, clock, await _looked(settled, clock, await _file(settled, "0000 88")))
    refused = await _taken(settled, clock, mine)
    stayed = await _phone(settled)
    async with settled.writing() as session:
        again = await services.follow(session, refused.id, LOOK, GIVEN, "amira", clock.now())
    anew = await _done(settled, clock, again)

    assert refused.state is State.REFUSED
    assert refused.said.one.startswith("The offices have changed since the difference was shown.")
    assert stayed == "0000 88"
    assert [line[:4] for line in anew.result["lines"]["changed"]] == [["units", "phone", "0000 88", "0000 77"]]


async def test_a_bad_file_says_why(settled: Database, clock: SetClock) -> None:
    """No zip at all: refused with file and reason; the worker goes on."""
    refused = await _looked(settled, clock, b"Hello")

    assert refused.state is State.REFUSED
    assert refused.said.one == "The file cannot be taken in as it is. Nothing was changed."
    assert refused.result["problems"] == [
        {"said": "{file}: neither a folder nor a zip file of tables", "places": {"file": "tables.zip"}}
    ]


async def test_our_mistake_is_told_and_logged_without_words(settled: Database, clock: SetClock, caplog: Any) -> None:
    """A job that breaks our code fails kindly; the log says where, never what stood in the file."""
    failed = await _looked(settled, clock, b"secret words", format="unheard of")

    assert failed.state is State.FAILED
    assert failed.said.one.startswith("The work was broken off and changed nothing.")
    assert "KeyError" in caplog.records[-1].error
    assert "secret" not in json.dumps([record.__dict__ for record in caplog.records], default=str)


@pytest.mark.alone
async def test_the_loop_answers_meanwhile(county: Path, tmp_path: Path) -> None:
    """A file of thousands of rows is read while the loop of the worker's process goes on turning."""
    shutil.copy(county, tmp_path / "lotse.db")
    database, clock = Database(sqlite_url(tmp_path / "lotse.db")), SystemClock()
    rows = {name: list(found) for name, found in tables.read(DEMO / "county").items()}
    rows["opening"] = (
        [{**row, "valid_from": None} for row in rows["opening"]]
        if "valid_from" in rows["opening"][0]
        else rows["opening"]
    )
    unit = rows["units"][-1]
    rows["units"] += [{**unit, "id": f"more-{number}", "name": f"More {number}"} for number in range(4000)]
    content, late = packed.pack(tables.as_files(rows)), [0.0]

    async def turn() -> None:
        while True:
            begun = time.perf_counter()
            await asyncio.sleep(0.01)
            late.append(time.perf_counter() - begun - 0.01)

    turning = asyncio.create_task(turn())
    looked = await _looked(database, clock, content)
    turning.cancel()
    await database.close()

    assert looked.result["numbers"]["new"] == 4000
    assert max(late) < 0.25, f"{max(late):.3f} s"


WORKER = """
import asyncio, sys
from bot.working import Working
from participation.core.clock import SystemClock
from participation.core.db import Database
async def main():
    database = Database(sys.argv[1])
    await Working(database, SystemClock()).run(asyncio.Event())
asyncio.run(main())
"""


@pytest.mark.alone
async def test_a_killed_workers_job_is_done_by_another(settled: Database) -> None:
    """A worker is killed in the middle of a job: its child ends with it, and another has done the job within ten seconds."""
    clock, content = SystemClock(), await _file(settled, "0000 77")
    url = settled.url.render_as_string(hide_password=False)
    async with settled.writing() as session:
        id_ = await services.ask(session, LOOK, GIVEN, "amira", clock.now(), content=content)
    first = await asyncio.create_subprocess_exec(sys.executable, "-c", WORKER, url)
    async with asyncio.timeout(PATIENCE):
        await _until(settled, id_, lambda job: job.state is State.RUNNING)
    first.send_signal(signal.SIGKILL)
    await first.wait()
    killed, stopped = time.monotonic(), await _job(settled, id_)
    stop = asyncio.Event()
    second = asyncio.create_task(Working(settled, clock).run(stop))
    async with asyncio.timeout(PATIENCE):
        await _until(settled, id_, lambda job: job.version > stopped.version)
        taken_over = time.monotonic() - killed
        await _until(settled, id_, lambda job: job.over)
        stop.set()
        await second

    assert not stopped.over
    assert (await _job(settled, id_)).state is State.DONE
    assert taken_over < 10, f"{taken_over:.1f} s"


async def test_told_to_stop_it_gives_the_job_back(settled: Database, clock: SetClock) -> None:
    """A worker that has to end does not finish a long file first; the job waits for the next."""
    async with settled.writing() as session:
        id_ = await services.ask(
            session, LOOK, GIVEN, "amira", clock.now(), content=await _file(settled, "0000 77")
        )  # fmt: skip
    stop = asyncio.Event()
    working = asyncio.create_task(Working(settled, clock).run(stop))
    async with asyncio.timeout(PATIENCE):
        await _until(settled, id_, lambda job: job.state is State.RUNNING)
        stop.set()
        await working

    assert (await _job(settled, id_)).state is State.WAITING
    assert (await _done(settled, clock, id_)).state is State.DONE
