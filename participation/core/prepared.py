"""Statements of the hot path: compiled once, then given to the driver itself, because the way there costs more than they do."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar, cast

import asyncpg
from sqlalchemy import Dialect, Executable
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, OperationalError
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.expression import ClauseElement

T = TypeVar("T")
Convert = Callable[[Any], Any] | None

#: What the drivers raise, and what it is to everybody else.
_KNOWN: tuple[tuple[type[Exception] | tuple[type[Exception], ...], type[DBAPIError]], ...] = (
    ((sqlite3.IntegrityError, asyncpg.IntegrityConstraintViolationError), IntegrityError),
    ((sqlite3.DataError, asyncpg.DataError), DataError),
    ((sqlite3.OperationalError, asyncpg.PostgresConnectionError, asyncpg.InterfaceError), OperationalError),
)


class Prepared:
    """A statement with the same values' types each time; *statement* for every kind of database, or one for each."""

    def __init__(self, statement: Executable | dict[str, Executable]) -> None:
        self._statement = statement
        self._ready: dict[str, _Ready] = {}

    async def run(self, connection: AsyncConnection, **values: Any) -> list[tuple[Any, ...]]:
        """Run within the connection's transaction; returns the rows, if the statement returns any.

        Raises what SQLAlchemy would raise.
        """
        engine, driver = connection.dialect.name, _driver(connection)
        ready = self._ready.get(engine) or self._compile(connection.dialect)
        if engine != "sqlite" and not driver.is_in_transaction():  # SQLAlchemy begins one with its first statement
            result = await connection.execute(self._of(engine), values)
            return [tuple(row) for row in result] if result.returns_rows else []
        arguments = ready.arguments(values)
        if engine == "sqlite":
            with _translated():
                rows: list[Any] = driver.execute(ready.sql, arguments).fetchall()
        else:
            rows = await _ask(connection, driver.fetch(ready.sql, *arguments))
        return [ready.row(row) for row in rows]

    def _of(self, engine: str) -> Executable:
        return self._statement[engine] if isinstance(self._statement, dict) else self._statement

    def _compile(self, dialect: Dialect) -> _Ready:
        ready = self._ready[dialect.name] = _ready(self._of(dialect.name), dialect)
        return ready


@dataclass(frozen=True, slots=True)
class _Ready:
    """The text for one driver; *given* are the names of its values in their order, with what each has when not given."""

    sql: str
    given: tuple[tuple[str, Any, Convert], ...]
    columns: tuple[Convert, ...]

    def arguments(self, values: dict[str, Any]) -> list[Any]:
        found = [(values.get(name, usual), convert) for name, usual, convert in self.given]
        return [value if convert is None else convert(value) for value, convert in found]

    def row(self, row: Any) -> tuple[Any, ...]:
        pairs = zip(row, self.columns, strict=True)
        return tuple([value if convert is None else convert(value) for value, convert in pairs])


def _ready(statement: Executable, dialect: Dialect) -> _Ready:
    compiled = cast("SQLCompiler", cast("ClauseElement", statement).compile(dialect=dialect))
    binds, usual = compiled.binds, compiled.construct_params(_check=False)
    given = tuple(
        (name, usual[name], binds[name].type.dialect_impl(dialect).bind_processor(dialect))
        for name in compiled.positiontup or ()
    )
    columns = tuple(
        column.type.dialect_impl(dialect).result_processor(dialect, None)
        for column in getattr(statement, "exported_columns", ())
    )
    return _Ready(str(compiled), given, columns)


@asynccontextmanager
async def begun(connection: AsyncConnection) -> AsyncIterator[None]:
    """A transaction of PostgreSQL's own driver, on a connection that SQLAlchemy has in AUTOCOMMIT; else as its `begin`."""
    driver = _driver(connection)
    transaction = await _ask(connection, _opened(driver))
    await _ask(connection, transaction.start())
    try:
        yield
    except BaseException as error:  # also who is cancelled must leave no transaction open; it flies on
        if driver.is_closed() or not isinstance(error, Exception):  # cut off: whoever gets it next needs a whole one
            await connection.invalidate()
        else:
            await _ask(connection, transaction.rollback())
        raise
    await _ask(connection, transaction.commit())


async def _opened(driver: Any) -> Any:
    """A transaction to be started; the driver refuses on a connection that was cut off."""
    return driver.transaction()


async def _ask(connection: AsyncConnection, call: Awaitable[T]) -> T:
    """Await what the driver does; a connection that was lost is not used again."""
    with _translated():
        try:
            return await call
        except Exception as error:  # it flies on; only whether the line still lives is looked at
            if _driver(connection).is_closed():
                await connection.invalidate(error)
            raise


def _driver(connection: AsyncConnection) -> Any:
    """The driver's own connection."""
    return cast("Any", connection.sync_connection).connection.driver_connection


@contextmanager
def _translated() -> Iterator[None]:
    """Raise SQLAlchemy's errors instead of a driver's; no value is in them, and no statement."""
    try:
        yield
    except (sqlite3.Error, asyncpg.PostgresError, asyncpg.InterfaceError, OSError) as error:
        gone = isinstance(error, asyncpg.PostgresConnectionError | asyncpg.InterfaceError | OSError)
        kind = next((ours for theirs, ours in _KNOWN if isinstance(error, theirs)), DBAPIError)
        raise kind(None, None, error, hide_parameters=True, connection_invalidated=gone) from error
