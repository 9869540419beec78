"""The database: SQLite embedded, PostgreSQL for more than one process. Times are aware and in UTC."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar, cast

from sqlalchemy import CursorResult, DateTime, Dialect, Table, event
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import InvalidatePoolError
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, create_async_engine
from sqlalchemy.types import TypeDecorator
from sqlmodel import SQLModel

from participation.core import sqlite
from participation.core.prepared import begun
from participation.core.space import NothingStored, Space, is_full
from participation.core.together import Job, Share, Together

T = TypeVar("T")

#: Table arguments for rows that must not keep the order in which they came (SQLite keeps it in the rowid).
UNORDERED: dict[str, Any] = {"sqlite_with_rowid": False}

#: How a transaction of PostgreSQL sees what SQLite's does: what was there when it began.
ONE_STATE: dict[str, Any] = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
IDLE = 1.0  # seconds after which a connection to PostgreSQL is tried before it is used
_PRAGMAS = {
    "journal_mode": "WAL",
    "synchronous": "FULL",
    "foreign_keys": "ON",
    "secure_delete": "ON",
    "trusted_schema": "OFF",
    "busy_timeout": "20000",
}


class Utc(TypeDecorator[datetime]):
    """A moment: aware when written, aware when read; SQLite alone would forget the zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        if value is not None and value.tzinfo is None:
            raise ValueError("a time without zone was to be stored")
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Database:
    """Opens transactions: `writing()` commits at the end or not at all, `reading()` cannot write.

    SQLite has one connection for writers, so that they queue here and not on the file's lock.
    """

    def __init__(self, url: str, space: Space | None = None) -> None:
        self.url, self._space = make_url(url), space
        self.embedded = self.url.get_backend_name() == "sqlite"
        if self.embedded:
            self._writer = _sqlite(self.url, writing=True)
            self._reader = _sqlite(self.url, writing=False)
        else:
            self._writer = self._reader = _postgresql(url, 16)
        self._beside = self._writer if self.embedded else _postgresql(url, 1)  # never waits behind sixteen turns
        self._plain = self._writer if self.embedded else self._writer.execution_options(isolation_level="AUTOCOMMIT")
        self._together = Together(self._beside)

    @asynccontextmanager
    async def writing(self, *, anyway: bool = False) -> AsyncIterator[AsyncSession]:
        """Open a transaction that is committed when the block ends, and rolled back when it raises.

        Raises `NothingStored` where the disk is full. *anyway*: for what deletes, or notes what has already happened.
        """
        with self._room(anyway=anyway):
            async with AsyncSession(self._writer, expire_on_commit=False) as session, session.begin():
                yield session

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncSession]:
        """Open a transaction that sees one state and may not write."""
        async with AsyncSession(self._reader, expire_on_commit=False) as session:
            if not self.embedded:
                await session.connection(execution_options=ONE_STATE)
            yield session

    async def together(self, job: Job[T], *, locking: bool = True, first: bool = False, anyway: bool = False) -> T:
        """Run *job* in a transaction that it may share with others: what it does stands when this returns.

        Jobs that wait at the same moment share one commit, each within a savepoint. On PostgreSQL a job that is *locking*
        rows has a transaction of its own, because two processes could wait for each other's. *first*: before the jobs that
        wait. *anyway* as in `writing`.
        """
        if self.embedded or not locking:
            with self._room(anyway=anyway):
                return await self._together.run(job, first=first)
        with self._room(anyway=anyway):
            async with self._plain.connect() as connection, begun(connection):
                return await Share(connection).do(job)

    @contextmanager
    def _room(self, *, anyway: bool) -> Iterator[None]:
        """Refuse to write where there is no room, and notice when there is none."""
        if self._space is not None and not anyway and self._space.short:
            raise NothingStored
        try:
            yield
        except Exception as error:  # each driver has its own error for a full disk; the others fly on
            if not is_full(error):
                raise
            if self._space is not None:
                self._space.give_up()
            raise NothingStored from None

    async def empty_log(self) -> bool:
        """Bring SQLite's log into its file and empty it: what was deleted is then in neither. False while somebody reads."""
        return not self.embedded or await asyncio.to_thread(sqlite.empty_log, self.url.database or "")

    async def close(self) -> None:
        for engine in {self._writer, self._reader, self._beside}:
            await engine.dispose()


def sqlite_url(path: Path) -> str:
    """Return the URL of an SQLite file."""
    return f"sqlite:///{path}"


def _sqlite(url: URL, *, writing: bool) -> AsyncEngine:
    engine = create_async_engine(
        url.set(drivername=sqlite.NAME),
        pool_size=1 if writing else 4,
        max_overflow=0,
        pool_timeout=60,
        hide_parameters=True,
    )
    engine.sync_engine.dialect.writing = writing  # type: ignore[attr-defined]  # our own dialect has it

    @event.listens_for(engine.sync_engine, "connect")
    def _prepare(connection: Any, _record: Any) -> None:
        cursor = connection.cursor()
        for name, value in _PRAGMAS.items():
            cursor.execute(f"PRAGMA {name}={value}")
        if not writing:
            cursor.execute("PRAGMA query_only=ON")
        cursor.close()

    return engine


def _postgresql(url: str, connections: int) -> AsyncEngine:
    engine = create_async_engine(url, pool_size=connections, max_overflow=0, hide_parameters=True)

    @event.listens_for(engine.sync_engine, "checkin")
    def _note(_connection: Any, record: Any) -> None:
        record.info["used"] = time.monotonic()

    @event.listens_for(engine.sync_engine, "checkout")
    def _ask(connection: Any, record: Any, _proxy: Any) -> None:
        """Look whether the server is still there, unless it was there just now."""
        if time.monotonic() - record.info.get("used", time.monotonic()) < IDLE:
            return
        try:
            engine.dialect.do_ping(connection)
        except Exception:  # each driver has its own error for a server that is gone
            raise InvalidatePoolError from None

    return engine


def table(model: type[SQLModel]) -> Table:
    """Return the table of a model, for statements that are built once and run for every message."""
    return cast("Table", model.__table__)  # type: ignore[attr-defined]  # SQLModel sets it, its types do not say so


def inserting(session: AsyncSession, table: type[SQLModel]) -> Any:
    """Return an insert that may say what is done on a conflict, in the session's own dialect."""
    embedded = session.get_bind().dialect.name == "sqlite"
    return (sqlite_insert if embedded else postgresql_insert)(table)


async def insert_new(session: AsyncSession, table: type[SQLModel], values: dict[str, Any]) -> bool:
    """Insert one row unless a unique key forbids it; return whether it went in. One statement on either database."""
    result = await session.execute(inserting(session, table).values(values).on_conflict_do_nothing())
    return bool(cast("CursorResult[Any]", result).rowcount)
