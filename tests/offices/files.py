"""Short words for the tests of imports: a file taken in at once, what a source brought given out, an account that adds up."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncSession

from participation.offices.formats import kinds, tables
from participation.offices.formats.account import Account
from participation.offices.importing import take
from participation.offices.services import Report, rows_of, unwatched


async def import_dldb(session: AsyncSession, folder: Path, now: datetime) -> Report:
    """Take in an export of the Berlin service database."""
    return await take(session, kinds.read("dldb", folder, unwatched), now)


async def import_koos(session: AsyncSession, path: Path, now: datetime) -> Report:
    """Take in what is sound of a table of municipal processes."""
    return await take(session, kinds.read("koos", path, unwatched), now)


async def export_tables(session: AsyncSession, source: str, folder: Path) -> None:
    """Write what *source* brought into *folder*."""
    tables.write(await rows_of(session, source), folder)


def complete(account: Account) -> bool:
    """Whether every row is exactly one of taken, skipped and in conflict."""
    return all(one.taken + len(one.skipped) + len(one.conflicts) == one.total for one in account.tallies.values())
