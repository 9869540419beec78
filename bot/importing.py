"""What a worker's child process does: show what a file of offices changes, take it in as it was shown, release a large survey."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot.closing import release_counted, table
from participation.core.db import Database
from participation.core.errors import Refused
from participation.core.text import as_json
from participation.offices import comparing, importing
from participation.offices.errors import BadTables
from participation.offices.formats import kinds
from participation.offices.formats.kinds import Parcel
from participation.offices.formats.tables import Rows
from participation.offices.importing import Ready
from participation.offices.services import CATALOGUE, Report, Watch
from participation.staff.services import note
from participation.surveys.errors import AlreadyReleased
from participation.surveys.queries import all_sheets, survey
from participation.work import services, shift
from participation.work.errors import DifferentNow, FileGone, FileUnusable
from participation.work.queries import file, job
from participation.work.values import LOOK, RELEASE, REPORT, TAKE, UPLOAD, Job

SHOWN = 100  # lines of each sort on the page; the report has them all


@dataclass(frozen=True, slots=True)
class Errand:
    """A claimed job: who holds it, since when, and who wants to know how far it is."""

    database: Database
    job: Job
    holder: str
    now: datetime
    watch: Watch


async def run(errand: Errand) -> None:
    """Do it and end the job: with its result, or with the reason why there is none. Raises `LostJob`."""
    try:
        if errand.job.kind == TAKE:
            await _take(errand, await _parcel(errand))
        elif errand.job.kind == LOOK:
            await _look(errand, await _parcel(errand))
        elif errand.job.kind == RELEASE:
            await _release(errand)
    except BadTables as refused:
        async with errand.database.writing(anyway=True) as session:
            told = {
                "problems": [as_json(one) for one in refused.problems[:SHOWN]],
                "more": max(0, len(refused.problems) - SHOWN),
            }
            await _refuse(session, errand, FileUnusable(), told)
    except (DifferentNow, FileGone) as refused:
        async with errand.database.writing(anyway=True) as session:
            await _refuse(session, errand, refused, {})


async def _release(errand: Errand) -> None:
    """Count without a transaction, which takes long: nobody adds to a closed survey; then store, delete and end in one."""
    id_ = errand.job.given["survey"]
    errand.watch("answers", 0, 0)
    async with errand.database.reading() as session:
        found = await survey(session, id_)
        answered = await all_sheets(session, id_)
    counted = table(found, answered, errand.watch) if found and found.state == "closed" else None
    errand.watch("release", 0, 0)
    async with errand.database.writing() as session:
        if counted:
            with contextlib.suppress(AlreadyReleased):  # somebody was faster
                await release_counted(session, counted, errand.now)
        await shift.finish(session, errand.job.id, errand.holder, errand.now, {})


async def _parcel(errand: Errand) -> Parcel:
    """Read the file; this takes long and holds no transaction. Raises `BadTables`."""
    given = errand.job.given
    async with errand.database.reading() as session:
        content = await file(session, errand.job.id, UPLOAD)
    if content is None:
        raise FileGone
    errand.watch("file", 0, 0)
    source = CATALOGUE if given.get("catalogue") else None
    return kinds.read_bytes(given["format"], given["file"], content, errand.watch, source)


async def _look(errand: Errand, parcel: Parcel) -> None:
    """Say what would be different; nothing of it is written."""
    report = importing.foreseen(parcel, await _ready(errand, parcel))
    found = comparing.compare(*_states(report))
    result = _result(parcel, report, found)
    others = {"conflict": report.conflicts, "by hand": report.kept, "skipped": report.skipped}
    told = comparing.report(found, others)
    async with errand.database.writing() as session:
        await services.put_file(session, errand.job.id, REPORT, told)
        await shift.finish(session, errand.job.id, errand.holder, errand.now, result)


async def _take(errand: Errand, parcel: Parcel) -> None:
    """Take it in, in one transaction with the end of the job, if it makes the difference that was shown."""
    ready = await _ready(errand, parcel)
    mark = comparing.mark(ready.plan.before, ready.plan.after)
    async with errand.database.reading() as session:
        shown = await job(session, errand.job.given["shown"])
    async with errand.database.writing() as session:
        overwrite = _overwrites(errand)
        report = await importing.take(session, parcel, errand.now, errand.watch, overwrite=overwrite, ready=ready)
        if report.plan is not ready.plan:
            mark = comparing.mark(*_states(report))
        if mark != errand.job.given["mark"]:
            raise DifferentNow
        result = shown.result if shown else _result(parcel, report, comparing.compare(*_states(report)))
        changed = {table: list(counts[:3]) for table, counts in report.counts.items() if any(counts[:3])}
        await note(session, errand.job.asked_by, "offices-imported", report.source, errand.now, after=changed)
        await services.forget_upload(session, errand.job.id)
        await shift.finish(session, errand.job.id, errand.holder, errand.now, result)


async def _ready(errand: Errand, parcel: Parcel) -> Ready:
    """Work out what it would do: this takes long, and nobody who writes waits for it."""
    return await importing.made_ready(errand.database, parcel, overwrite=_overwrites(errand))


def _overwrites(errand: Errand) -> bool:
    return bool(errand.job.given.get("overwrite"))


def _states(report: Report) -> tuple[Rows, Rows]:
    """What the source brought, before and after."""
    assert report.plan
    return report.plan.before, report.plan.after


def _result(parcel: Parcel, report: Report, found: comparing.Comparison) -> dict[str, Any]:
    lines = {what: [line for line in found.lines if line.what == what] for what in ("new", "changed", "gone")}
    return {
        "source": parcel.source, "mark": found.mark, "counts": found.counts, "read": [as_json(line) for line in report.read],
        "lines": {what: [[one.table, one.field, one.before, one.after, one.row] for one in some[:SHOWN]] for what, some in lines.items()},
        "numbers": {what: len(some) for what, some in lines.items()}
        | {"conflicts": len(report.conflicts), "kept": len(report.kept), "skipped": len(report.skipped)},
        "conflicts": [as_json(line) for line in report.conflicts[:SHOWN]],
        "kept": [as_json(line) for line in report.kept[:SHOWN]],
        "skipped": [as_json(line) for line in report.skipped[:SHOWN]],
    }  # fmt: skip


async def _refuse(session: AsyncSession, errand: Errand, why: Refused, told: dict[str, Any]) -> None:
    await shift.refuse(session, errand.job.id, errand.holder, errand.now, why.text, told)
