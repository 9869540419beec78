"""Takes in the files of others: read into our tables, with an account of every row of theirs."""

from __future__ import annotations

import contextlib
from datetime import datetime
from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncSession

from participation.core.db import Database
from participation.offices import queries
from participation.offices.errors import BadTables
from participation.offices.formats import kinds
from participation.offices.formats.kinds import Parcel
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


async def take(
    session: AsyncSession, parcel: Parcel, now: datetime, watch: Watch = unwatched, *, overwrite: bool = False
) -> Report:
    """Take in what was read, after the shipped catalogue where it is not there yet. Raises `BadTables`."""
    if parcel.source != CATALOGUE and CATALOGUE not in await queries.sources(session):
        await import_tables(session, CATALOGUE_FOLDER, now, CATALOGUE)
    try:
        report = await take_in(session, parcel.source, parcel.rows, now, watch, overwrite=overwrite)
    except BadTables as refused:
        raise BadTables(parcel.placed(refused.problems)) from refused
    account = parcel.account
    report.read, report.skipped = account.counts(), account.skipped()
    report.conflicts = account.conflicts() if account.tallies else report.conflicts
    return report


async def difference(
    database: Database, parcel: Parcel, now: datetime, watch: Watch = unwatched, *, overwrite: bool = False
) -> Report:
    """Return the report of taking it in, and change nothing. Raises `BadTables` as the real one would."""
    report: Report | None = None
    with contextlib.suppress(_Undo):
        async with database.writing() as session:
            report = await take(session, parcel, now, watch, overwrite=overwrite)
            raise _Undo
    assert report is not None
    return report


async def import_dldb(
    session: AsyncSession, folder: Path, now: datetime, watch: Watch = unwatched, *, overwrite: bool = False
) -> Report:
    """Take in an export of the Berlin service database. Raises `BadTables`; then nothing was changed."""
    return await take(session, kinds.read("dldb", folder, watch), now, watch, overwrite=overwrite)


async def import_koos(
    session: AsyncSession, path: Path, now: datetime, watch: Watch = unwatched, *, overwrite: bool = False
) -> Report:
    """Take in what is sound of a table of municipal processes. Raises `BadTables`; then nothing was changed."""
    return await take(session, kinds.read("koos", path, watch), now, watch, overwrite=overwrite)
