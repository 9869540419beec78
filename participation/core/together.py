"""Many small transactions as one: each job in a savepoint, one commit for all that waited at the same moment."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, AsyncSession

from participation.core.space import is_full

T = TypeVar("T")


@dataclass(slots=True)
class Share:
    """What a job has of a transaction: its connection, and a session for those who need one."""

    connection: AsyncConnection
    _session: AsyncSession | None = None

    @property
    def session(self) -> AsyncSession:
        """Opened when it is asked for the first time: most messages need none."""
        if self._session is None:
            joining: Any = {"join_transaction_mode": "rollback_only"}  # whoever began the transaction ends it
            self._session = AsyncSession(self.connection, expire_on_commit=False, **joining)
        return self._session

    async def do(self, job: Job[T]) -> T:
        """Run a job; what its session holds is written when it ends."""
        try:
            result = await job(self)
            if self._session is not None and (self._session.new or self._session.dirty or self._session.deleted):
                await self._session.flush()
            return result
        finally:
            if self._session is not None:
                await self._session.close()


Job = Callable[[Share], Awaitable[T]]

MOST = 32  # jobs that share a commit
LONGEST = 0.05  # seconds of work after which a commit is due: the first job should not wait for many others


@dataclass(slots=True)
class _Waiting(Generic[T]):
    job: Job[T]
    outcome: asyncio.Future[T]
    result: T | None = None
    error: Exception | None = None


class Together:
    """Runs jobs one after the other on one connection. A job that fails undoes its own work and nobody else's."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._urgent: deque[_Waiting[Any]] = deque()
        self._waiting: deque[_Waiting[Any]] = deque()
        self._runner: asyncio.Task[None] | None = None

    async def run(self, job: Job[T], *, first: bool = False) -> T:
        """Return what *job* returns once it is committed, or raise what it raised.

        *first*: before the others that wait, and without a savepoint, so that it may only fail with the whole transaction.
        """
        outcome: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        mine = _Waiting(job, outcome)
        (self._urgent if first else self._waiting).append(mine)
        if self._runner is None or self._runner.done():
            self._runner = asyncio.create_task(self._work())
        return await outcome

    async def _work(self) -> None:
        while self._urgent or self._waiting:
            begun: list[_Waiting[Any]] = []
            try:
                async with self._engine.begin() as connection:
                    await self._run_some(connection, begun)
            except Exception as error:  # the commit failed: nothing of any of them stands
                why = next((one.error for one in begun if is_full(one.error)), error)
                for one in begun or [self._next()[0]]:
                    _tell(one, why)
            else:
                for one in begun:
                    _tell(one, one.error)

    async def _run_some(self, connection: AsyncConnection, begun: list[_Waiting[Any]]) -> None:
        started = time.monotonic()
        while (self._urgent or self._waiting) and len(begun) < MOST and time.monotonic() - started < LONGEST:
            one, alone = self._next()
            begun.append(one)
            if alone:
                one.result = await Share(connection).do(one.job)
                continue
            await connection.exec_driver_sql("SAVEPOINT job")
            try:
                one.result = await Share(connection).do(one.job)
            except Exception as error:  # kept for whoever waits for this job; the others go on
                one.error = error
                await connection.exec_driver_sql("ROLLBACK TO SAVEPOINT job")
            await connection.exec_driver_sql("RELEASE SAVEPOINT job")

    def _next(self) -> tuple[_Waiting[Any], bool]:
        """Return who is next, and whether it goes without a savepoint."""
        return (self._urgent.popleft(), True) if self._urgent else (self._waiting.popleft(), False)


async def connected(through: AsyncSession | AsyncConnection) -> AsyncConnection:
    """Return the session's connection, without a detour where it is known: every message asks several times."""
    if isinstance(through, AsyncConnection):
        return through
    session, known = through, through.bind
    if isinstance(known, AsyncConnection) and not session.in_nested_transaction():  # its savepoint comes when asked for
        return known
    return await session.connection()


def _tell(one: _Waiting[Any], error: Exception | None) -> None:
    if one.outcome.done():  # whoever asked has gone
        return
    if error is None:
        one.outcome.set_result(one.result)
    else:
        one.outcome.set_exception(error)
