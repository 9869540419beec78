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
Job = Callable[[AsyncSession], Awaitable[T]]

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
        self._waiting: deque[_Waiting[Any]] = deque()
        self._runner: asyncio.Task[None] | None = None

    async def run(self, job: Job[T], *, first: bool = False) -> T:
        """Return what *job* returns once it is committed, or raise what it raised. *first*: before all that wait."""
        outcome: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        mine = _Waiting(job, outcome)
        if first:
            self._waiting.appendleft(mine)
        else:
            self._waiting.append(mine)
        if self._runner is None or self._runner.done():
            self._runner = asyncio.create_task(self._work())
        return await outcome

    async def _work(self) -> None:
        while self._waiting:
            begun: list[_Waiting[Any]] = []
            try:
                async with self._engine.begin() as connection:
                    await self._run_some(connection, begun)
            except Exception as error:  # the commit failed: nothing of any of them stands
                why = next((one.error for one in begun if is_full(one.error)), error)
                for one in begun or [self._waiting.popleft()]:
                    _tell(one, why)
            else:
                for one in begun:
                    _tell(one, one.error)

    async def _run_some(self, connection: AsyncConnection, begun: list[_Waiting[Any]]) -> None:
        started = time.monotonic()
        while self._waiting and len(begun) < MOST and time.monotonic() - started < LONGEST:
            one = self._waiting.popleft()
            begun.append(one)
            joined = AsyncSession(connection, expire_on_commit=False, join_transaction_mode="create_savepoint")
            try:
                async with joined as session, session.begin():
                    one.result = await one.job(session)
            except Exception as error:
                one.error = error


def _tell(one: _Waiting[Any], error: Exception | None) -> None:
    if one.outcome.done():  # whoever asked has gone
        return
    if error is None:
        one.outcome.set_result(one.result)
    else:
        one.outcome.set_exception(error)
