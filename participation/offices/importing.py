"""Takes in the files of others: read into our tables, with an account of every row of theirs."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from participation.core.db import Database
from participation.offices import intake, queries
from participation.offices.errors import BadTables
from participation.offices.formats import tables
from participation.offices.formats.kinds import Parcel
from participation.offices.intake import Plan
from participation.offices.services import (
    CATALOGUE,
    CATALOGUE_FOLDER,
    Report,
    Watch,
    import_tables,
    reported,
    take_in,
    unwatched,
)


@dataclass(frozen=True, slots=True)
class Ready:
    """What takes long and can be done before anybody has to wait: the plan, and what is told of rows of theirs."""

    plan: Plan
    read: list[str]
    skipped: list[str]
    conflicts: list[str]


async def made_ready(database: Database, parcel: Parcel, *, overwrite: bool = False) -> Ready:
    """Work out what taking it in would do; no writer waits meanwhile. Raises `BadTables`."""
    async with database.reading() as session:
        return await _ready(session, parcel, overwrite=overwrite)


async def take(
    session: AsyncSession, parcel: Parcel, now: datetime, watch: Watch = unwatched, *, overwrite: bool = False,
    ready: Ready | None = None,
) -> Report:  # fmt: skip
    """Take in what was read, after the shipped catalogue where it is not there yet. Raises `BadTables`."""
    if parcel.source != CATALOGUE and CATALOGUE not in await queries.sources(session):
        await import_tables(session, CATALOGUE_FOLDER, now, CATALOGUE)
    ready = ready or await _ready(session, parcel, overwrite=overwrite)
    with _placed(parcel):
        report = await take_in(session, parcel.source, parcel.rows, now, watch, overwrite=overwrite, plan=ready.plan)
    return _told(report, parcel, ready)


def foreseen(parcel: Parcel, ready: Ready) -> Report:
    """Return the report of taking it in, from the plan: nothing is written, and nobody who writes waits."""
    return _told(reported(ready.plan), parcel, ready)


def _told(report: Report, parcel: Parcel, ready: Ready) -> Report:
    report.read, report.skipped = ready.read, ready.skipped
    report.conflicts = ready.conflicts if parcel.account.tallies else report.conflicts
    return report


async def _ready(session: AsyncSession, parcel: Parcel, *, overwrite: bool) -> Ready:
    there = parcel.source == CATALOGUE or CATALOGUE in await queries.sources(session)
    first = None if there else tables.read(CATALOGUE_FOLDER)
    with _placed(parcel):
        plan = await intake.plan(session, parcel.source, parcel.rows, overwrite=overwrite, first=first)
    account = parcel.account
    return Ready(plan, account.counts(), account.skipped(), account.conflicts())


@contextlib.contextmanager
def _placed(parcel: Parcel) -> Iterator[None]:
    """Whatever is wrong is told by the places of their file."""
    try:
        yield
    except BadTables as refused:
        raise BadTables(parcel.placed(refused.problems)) from refused


async def difference(database: Database, parcel: Parcel, *, overwrite: bool = False) -> Report:
    """Return the report of taking it in, and change nothing. Raises `BadTables` as the real one would."""
    return foreseen(parcel, await made_ready(database, parcel, overwrite=overwrite))
