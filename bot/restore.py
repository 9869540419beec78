"""Brings a backup back: checked before it takes the place of what is there, and without those deleted since."""

from __future__ import annotations

import asyncio
import contextlib
import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import Connection, delete, func, inspect, select, text
from sqlmodel import col

from bot import forgotten, postgresql, retention
from bot.backup import check, put_in_place
from bot.channels.webchat import transcript
from bot.forgotten import ForgottenFile
from bot.postgresql import Unable
from bot.settings import Settings
from participation.core.db import Database, sqlite_url
from participation.core.outbox import Owed, Priority
from participation.migrations.run import migrate
from participation.migrations.tables import metadata
from participation.people import queries

PAUSES = (0.1, 0.3, 0.6, 1.0)  # seconds between looks whether somebody else is connected
IN_USE = "the database is in use; stop `lotse serve` and `lotse work` first"
UNREADABLE = "the database that is there cannot be read ({error}); with --force the backup takes its place"
LIVE = "there is a database with {rows} rows already; with --force the backup takes its place"


@dataclass(frozen=True, slots=True)
class Restored:
    """How many rows each table has now, and how many people were deleted again."""

    rows: dict[str, int]
    deleted_again: int


async def restore(settings: Settings, backup: Path, now: datetime, *, force: bool = False) -> Restored:
    """Put *backup* in the place of the database. Raises `Unable` and changes nothing if that cannot be done."""
    kept = ForgottenFile(settings.data / forgotten.NAME)
    if settings.sqlite_file:
        return await _sqlite(settings.sqlite_file, backup, kept, now, force=force)
    return await _postgresql(settings, backup, kept, now, force=force)


async def _sqlite(file: Path, backup: Path, kept: ForgottenFile, now: datetime, *, force: bool) -> Restored:
    draft = file.with_name(f"{file.name}.part")
    with _exclusively(file, kept, force=force):
        try:
            shutil.copyfile(readable(backup), draft)
            draft.chmod(0o600)
            _check_ours(draft)
            restored = await _bring_up(sqlite_url(draft), kept, now)
            _into_one_file(draft)
            put_in_place(draft, file)
        finally:
            for left in (draft, *_beside(draft)):
                left.unlink(missing_ok=True)
    return restored


@contextlib.contextmanager
def _exclusively(file: Path, kept: ForgottenFile, *, force: bool) -> Iterator[None]:
    """Hold the present database so that nobody else opens it, and remember who was deleted in it."""
    if not file.exists():
        yield
        return
    with contextlib.closing(sqlite3.connect(file, isolation_level=None, timeout=0)) as live:
        try:
            live.execute("pragma journal_mode=delete")  # works only for the last one who has it open
            live.execute("begin exclusive")
            rows = _rows(live)
            marks = dict(live.execute("select mark, day from forgotten")) if "forgotten" in rows else {}
        except sqlite3.DatabaseError as error:
            if "locked" in str(error):
                raise Unable(IN_USE) from None
            if not force:  # whatever is wrong with it, it is not empty
                raise Unable(UNREADABLE.format(error=error)) from None
            rows, marks = {}, {}
        if any(rows.values()) and not force:
            raise Unable(LIVE.format(rows=sum(rows.values())))
        kept.add({mark: date.fromisoformat(day) for mark, day in marks.items()})
        yield
    for left in _beside(file):
        left.unlink(missing_ok=True)


def _rows(connection: sqlite3.Connection) -> dict[str, int]:
    names = [name for (name,) in connection.execute("select name from sqlite_master where type = 'table'")]
    ours = [name for name in names if name in metadata.tables]
    return {name: connection.execute(f"select count(*) from {name}").fetchone()[0] for name in ours}  # noqa: S608  our names


def _check_ours(draft: Path) -> None:
    with contextlib.closing(sqlite3.connect(draft)) as connection:
        check(connection)
        if not connection.execute("select 1 from sqlite_master where name = 'alembic_version'").fetchone():
            raise Unable("this is no backup of a Lotse database")


def _into_one_file(draft: Path) -> None:
    with contextlib.closing(sqlite3.connect(draft, isolation_level=None)) as connection:
        connection.execute("pragma journal_mode=delete")
        check(connection)


def _beside(file: Path) -> list[Path]:
    return [file.with_name(file.name + ending) for ending in ("-wal", "-shm", "-journal")]


async def _postgresql(settings: Settings, backup: Path, kept: ForgottenFile, now: datetime, *, force: bool) -> Restored:
    url = settings.database_url
    statements = settings.data / "restore.part"
    try:
        statements.touch(0o600)
        postgresql.script(url, readable(backup), statements)
        await _leave(url, kept, force=force)
        postgresql.restore(url, statements)
    finally:
        statements.unlink(missing_ok=True)
    return await _bring_up(url, kept, now)


async def _leave(url: str, kept: ForgottenFile, *, force: bool) -> None:
    """Look at the present database once more: nobody works with it, and who was deleted in it is remembered."""
    database = Database(url)
    try:
        await _until_alone(database)
        async with database.reading() as session:
            rows = await _count(await session.run_sync(lambda sync: _tables(sync.connection())), database)
            if any(rows.values()) and not force:
                raise Unable(LIVE.format(rows=sum(rows.values())))
            kept.add(await queries.forgotten(session) if "forgotten" in rows else {})
    finally:
        await database.close()


async def _until_alone(database: Database) -> None:
    """Wait a moment for those who are just leaving."""
    others = "select count(*) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()"
    for pause in PAUSES:
        async with database.reading() as session:
            if not (await session.execute(text(others))).scalar_one():
                return
        await asyncio.sleep(pause)
    raise Unable(IN_USE)


def readable(backup: Path) -> Path:
    """Return the backup if there is one."""
    if not backup.is_file():
        raise Unable(f"there is no file {backup}")
    return backup


async def _bring_up(url: str, kept: ForgottenFile, now: datetime) -> Restored:
    """Bring a restored database to the present: its shape, and without whom and what has gone meanwhile."""
    await asyncio.to_thread(migrate, url, "before")
    database = Database(url)
    try:
        again = await forgotten.replay(database, kept, now)
        async with database.writing() as session:  # answers of that time were sent, or nobody waits for them
            answers = col(Owed.priority) == int(Priority.REPLY), col(Owed.channel) != transcript.CHANNEL
            await session.execute(delete(Owed).where(*answers))
        await retention.delete_old(database, now)
        async with database.reading() as session:
            names = await session.run_sync(lambda sync: _tables(sync.connection()))
        return Restored(await _count(names, database), again)
    finally:
        await database.close()


def _tables(connection: Connection) -> list[str]:
    return [name for name in inspect(connection).get_table_names() if name in metadata.tables]


async def _count(names: list[str], database: Database) -> dict[str, int]:
    async with database.reading() as session:
        return {
            name: (await session.execute(select(func.count()).select_from(metadata.tables[name]))).scalar_one()
            for name in sorted(names)
        }
