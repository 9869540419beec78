"""Takes in the files of others: read into our tables, with an account of every row of theirs."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncSession

from participation.offices.formats import dldb, koos
from participation.offices.formats.account import Account
from participation.offices.formats.tables import Rows
from participation.offices.services import Report, Watch, take_in, unwatched


async def import_dldb(
    session: AsyncSession, folder: Path, now: datetime, watch: Watch = unwatched, *, overwrite: bool = False
) -> Report:
    """Take in an export of the Berlin service database. Raises `BadTables`; then nothing was changed."""
    rows, account = dldb.read(folder, watch)
    return await _taken(session, dldb.SOURCE, rows, account, now, watch, overwrite=overwrite)


async def import_koos(
    session: AsyncSession, path: Path, now: datetime, watch: Watch = unwatched, *, overwrite: bool = False
) -> Report:
    """Take in what is sound of a table of municipal processes. Raises `BadTables`; then nothing was changed."""
    rows, account = koos.read(path)
    return await _taken(session, koos.SOURCE, rows, account, now, watch, overwrite=overwrite)


async def _taken(
    session: AsyncSession,
    source: str,
    rows: Rows,
    account: Account,
    now: datetime,
    watch: Watch,
    *,
    overwrite: bool,
) -> Report:
    report = await take_in(session, source, rows, now, watch, overwrite=overwrite)
    report.read, report.skipped, report.conflicts = account.counts(), account.skipped(), account.conflicts()
    return report
