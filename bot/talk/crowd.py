"""Keeps one chat from taking the time of all others: a pace for each, and one message of each at a time."""

from __future__ import annotations

import asyncio
import heapq
import itertools
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from bot.talk.pace import Gauge, Pace, Places, Veil, Verdict
from participation.core.errors import Refused

#: Nobody writes or presses faster for long; what somebody wrote during an outage fits in. In a rush it is eight messages:
#: who is nervous sends seven short lines in one breath and is no flood, and each one more of a flood's lets others wait.
CHAT = Pace(at_once=12, pause=2.0, in_rush=1.5)
WAITING = 8  # messages of one chat that wait for their turn
AT_ONCE = 16  # turns at the same time; who has written least goes first
LATE = 10.0  # seconds after which a message waited for us: it counts for when it was written, not for when it came
LONGEST = 86_400.0  # seconds back at most: nothing is kept for us longer than a day
RUSH = 16  # chats whose turn it is or who wait for it: from then on whoever writes much has to step back


class TooManyMessages(Refused):
    """That is more than I can answer at once. Please wait half a minute and then write again."""

    def __init__(self, *, told: bool = False) -> None:
        super().__init__()
        self.told = told  # it was said before: channels that can be silent are


@dataclass(slots=True)
class Turnstile:
    """Lets so many in at once; of those who wait the one with the smallest *rank* goes first."""

    at_once: int
    _inside: int = 0
    _waiting: list[tuple[float, int, asyncio.Future[None]]] = field(default_factory=list)
    _numbers: Iterator[int] = field(default_factory=itertools.count)

    @asynccontextmanager
    async def inside(self, rank: float) -> AsyncIterator[None]:
        """Wait until there is room."""
        if self._inside < self.at_once:
            self._inside += 1
        else:
            mine = asyncio.get_running_loop().create_future()
            heapq.heappush(self._waiting, (rank, next(self._numbers), mine))
            try:
                await mine
            except asyncio.CancelledError:
                if mine.done() and not mine.cancelled():
                    self._next()
                raise
        try:
            yield
        finally:
            self._next()

    def _next(self) -> None:
        """Let the next one in, in the place of somebody who leaves."""
        while self._waiting:
            mine = heapq.heappop(self._waiting)[2]
            if not mine.done():
                mine.set_result(None)
                return
        self._inside -= 1


@dataclass(slots=True)
class Crowd:
    """Whose turn it is. Chats are known by veiled keys, in memory only. *now* is a clock that never goes back.

    *behind*: a channel has more messages waiting than it could fetch.
    """

    pace: Pace = CHAT
    now: Callable[[], float] = time.monotonic
    at_once: int = AT_ONCE
    behind: bool = False
    _veil: Veil = field(default_factory=Veil)
    _gauge: Gauge = field(init=False)
    _late: Gauge = field(init=False)
    _waiting: Places = field(default_factory=lambda: Places(WAITING, 1_000_000))
    _turns: dict[bytes, asyncio.Lock] = field(default_factory=dict)
    _door: Turnstile = field(init=False)

    def __post_init__(self) -> None:
        self._gauge, self._late, self._door = Gauge(self.pace), Gauge(self.pace), Turnstile(self.at_once)

    @asynccontextmanager
    async def turn(self, chat: str, ago: float = 0.0) -> AsyncIterator[None]:
        """Wait until it is this chat's turn. Raises `TooManyMessages`. *ago*: seconds since it was written."""
        who, rush = self._veil(chat), self.behind or len(self._turns) >= RUSH
        gauge = self._late if ago > LATE else self._gauge  # apart: what came just now would be ahead of what waited
        verdict = gauge.take(who, self.now() - (min(ago, LONGEST) if ago > LATE else 0.0), rush=rush)
        if verdict is not Verdict.GO:
            raise TooManyMessages(told=verdict is Verdict.SILENT)
        if not self._waiting.take(who):
            raise TooManyMessages(told=True)
        turns = self._turns.setdefault(who, asyncio.Lock())
        try:
            async with turns, self._door.inside(self._gauge.behind(who, self.now())):
                yield
        except Refused:
            raise
        except BaseException:  # also who hangs up meanwhile has not been answered
            gauge.give_back(who, rush=rush)
            raise
        finally:
            self._waiting.leave(who)
            if not self._waiting.taken(who):
                self._turns.pop(who, None)
