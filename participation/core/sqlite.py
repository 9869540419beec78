"""SQLite on the event loop's own thread: a statement takes microseconds, a hop to another thread and back far longer.

Only what may wait, for another process's lock or for the disk, goes to a thread: the begin and the commit of writers.
"""

from __future__ import annotations

import asyncio
import contextlib
import sqlite3
from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from typing import Any

from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.pool import AsyncAdaptedQueuePool, Pool
from sqlalchemy.util import await_only

NAME = "sqlite+inline"


class _Cursor(sqlite3.Cursor):
    """Has what SQLAlchemy expects of an asynchronous driver's cursor: there is nothing left to wait for."""

    async def _async_soft_close(self) -> None:
        return


class _Connection(sqlite3.Connection):
    def cursor(self, factory: Any = _Cursor) -> Any:
        return super().cursor(factory)


class Inline(SQLiteDialect_pysqlite):
    """The standard library's driver for an asynchronous engine."""

    driver = "inline"
    is_async = True
    supports_statement_cache = True
    writing = False
    _waiting: Executor | None = None

    @classmethod
    def get_pool_class(cls, _url: Any) -> type[Pool]:
        return AsyncAdaptedQueuePool

    def get_driver_connection(self, connection: Any) -> Any:
        return connection

    def create_connect_args(self, url: Any) -> Any:
        arguments, options = super().create_connect_args(url)
        return arguments, {**options, "check_same_thread": False, "isolation_level": None, "factory": _Connection}

    def do_execute(self, cursor: Any, statement: str, parameters: Any, _context: Any = None) -> None:
        cursor.execute(statement, parameters)
        await_only(_nothing())  # SQLAlchemy takes a statement without any await for a mistake

    def do_begin(self, dbapi_connection: Any) -> None:
        if not self.writing:
            dbapi_connection.execute("BEGIN")
        elif not _begun_at_once(dbapi_connection):
            self._off_the_loop(lambda: dbapi_connection.execute("BEGIN IMMEDIATE"))

    def do_commit(self, dbapi_connection: Any) -> None:
        if self.writing:
            if (
                not dbapi_connection.in_transaction
            ):  # SQLite gives up by itself when the disk is full: nothing is confirmed then
                raise sqlite3.OperationalError("the transaction was rolled back")
            self._off_the_loop(dbapi_connection.commit)
        else:
            dbapi_connection.commit()

    def _off_the_loop(self, call: Callable[[], Any]) -> None:
        if self._waiting is None:  # each engine has a thread of its own: they wait for each other's locks
            self._waiting = ThreadPoolExecutor(1, "sqlite")
        await_only(_to_the_end(asyncio.get_running_loop().run_in_executor(self._waiting, call)))


def _begun_at_once(connection: Any) -> bool:
    """Begin to write unless another process is writing just now; then whoever wants to write has to wait for it."""
    patience = connection.execute("PRAGMA busy_timeout").fetchone()[0]
    connection.execute("PRAGMA busy_timeout=0")
    try:
        connection.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
            raise
        return False
    finally:
        connection.execute(f"PRAGMA busy_timeout={patience}")
    return True


def empty_log(path: str) -> bool:
    """Checkpoint a file in WAL mode and cut its log to nothing; return whether it could be done at once."""
    with contextlib.closing(sqlite3.connect(path, timeout=0)) as connection:
        try:
            return not connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        except sqlite3.OperationalError:  # somebody holds the file: there is a next time
            return False


async def _nothing() -> None:
    return


async def _to_the_end(work: asyncio.Future[Any]) -> None:
    """Wait for *work* even when cancelled: nobody else may touch the connection before."""
    try:
        await asyncio.shield(work)
    except asyncio.CancelledError:
        await asyncio.wait([work])
        raise


registry.register("sqlite.inline", __name__, "Inline")
