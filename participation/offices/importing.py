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
from participation.offices.formats.kinds import Parcel
from participation.offices.intake import Plan
from participation.offices.services import (
    CATALOGUE,
    CATALOGUE_FOLDER,
    Report,
    Watch,
    import_tables,
    take_in,
    unwatched,
)


class _Undo(Exception):
    """A dry run ends here: the transaction is rolled back."""


@dataclass(frozen=True, slots=True)
class Ready:
    """What takes long and can be done before anybody has to wait: the plan, and what is told of rows of theirs."""

    plan: Plan | None
    read: list[str]
    skipped: list[str]
    conflicts: list[str]


async def made_ready(database: Database, parcel: Parcel, *, overwrite: bool = False) -> Ready:
    """Work out what taking it in would do; no writer waits meanwhile. Raises `BadTables`."""
    async with database.reading() as session:
        there = parcel.source == CATALOGUE or CATALOGUE in await queries.sources(session)
        with _placed(parcel):  # without the catalogue it can only be worked out after that is taken in
            plan = await intake.plan(session, parcel.source, parcel.rows, overwrite=overwrite) if there else None
    return _ready(parcel, plan)


async def take(
    session: AsyncSession, parcel: Parcel, now: datetime, watch: Watch = unwatched, *, overwrite: bool = False,
    ready: Ready | None = None,
) -> Report:  # fmt: skip
    """Take in what was read, after the shipped catalogue where it is not there yet. Raises `BadTables`."""
    if parcel.source != CATALOGUE and CATALOGUE not in await queries.sources(session):
        await import_tables(session, CATALOGUE_FOLDER, now, CATALOGUE)
    ready = ready or _ready(parcel, None)
    with _placed(parcel):
        report = await take_in(session, parcel.source, parcel.rows, now, watch, overwrite=overwrite, plan=ready.plan)
    report.read, report.skipped = ready.read, ready.skipped
    report.conflicts = ready.conflicts if parcel.account.tallies else report.conflicts
    return report


def _ready(parcel: Parcel, plan: Plan | None) -> Ready:
    account = parcel.account
    return Ready(plan, account.counts(), account.skipped(), account.conflicts())


@contextlib.contextmanager
def _placed(parcel: Parcel) -> Iterator[None]:
    """Whatever is wrong is told by the places of their file."""
    try:
        yield
    except BadTables as refused:
        raise BadTables(parcel.placed(refused.problems)) from refused


async def difference(
    database: Database, parcel: Parcel, now: datetime, watch: Watch = unwatched, *, overwrite: bool = False
) -> Report:
    """Return the report of taking it in, and change nothing. Raises `BadTables` as the real one would."""
    report: Report | None = None
    ready = await made_ready(database, parcel, overwrite=overwrite)
    with contextlib.suppress(_Undo):
        async with database.writing() as session:
            report = await take(session, parcel, now, watch, overwrite=overwrite, ready=ready)
            raise _Undo
    assert report is not None
    return report
