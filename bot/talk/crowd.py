"""Keeps one chat from taking the time of all others: a pace for each, and one message of each at a time."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from bot.talk.pace import Gauge, Pace, Places, Veil, Verdict
from participation.core.errors import Refused

#: Nobody writes or presses faster for long; what waited for us during an outage fits in.
CHAT = Pace(at_once=30, pause=1.0)
WAITING = 8  # messages of one chat that wait for their turn


class TooManyMessages(Refused):
    """That is more than I can answer at once. Please wait half a minute and then write again."""

    def __init__(self, *, told: bool = False) -> None:
        super().__init__()
        self.told = told  # it was said before: channels that can be silent are


@dataclass(slots=True)
class Crowd:
    """Whose turn it is. Chats are known by veiled keys, in memory only. *now* is a clock that never goes back."""

    pace: Pace = CHAT
    now: Callable[[], float] = time.monotonic
    _veil: Veil = field(default_factory=Veil)
    _gauge: Gauge = field(init=False)
    _waiting: Places = field(default_factory=lambda: Places(WAITING, 1_000_000))
    _turns: dict[bytes, asyncio.Lock] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._gauge = Gauge(self.pace)

    @asynccontextmanager
    async def turn(self, chat: str) -> AsyncIterator[None]:
        """Wait until it is this chat's turn. Raises `TooManyMessages`."""
        who = self._veil(chat)
        verdict = self._gauge.take(who, self.now())
        if verdict is not Verdict.GO:
            raise TooManyMessages(told=verdict is Verdict.SILENT)
        if not self._waiting.take(who):
            raise TooManyMessages(told=True)
        turns = self._turns.setdefault(who, asyncio.Lock())
        try:
            async with turns:
                yield
        finally:
            self._waiting.leave(who)
            if not self._waiting.taken(who):
                self._turns.pop(who, None)
