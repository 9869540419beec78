"""Pages that wait for something new, and how they hear of it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta

from participation.core.waiting import happens

POLL = timedelta(seconds=20)
LOOK_AGAIN = 2.5  # seconds between looks for notices that another process wrote


@dataclass(slots=True)
class News:
    """Who waits, by the address of their talk."""

    _waiting: dict[str, set[asyncio.Event]] = field(default_factory=dict)
    _closing: bool = False

    async def come(self, address: str, there: Callable[[], Awaitable[object]]) -> bool:
        """Wait until something is *there* or the server stops; False if nothing came for a while."""
        event = asyncio.Event()
        self._waiting.setdefault(address, set()).add(event)
        try:
            async with asyncio.timeout(POLL.total_seconds()):
                while not (self._closing or await there()):
                    if await happens(event, LOOK_AGAIN):
                        event.clear()
        except TimeoutError:
            return False
        finally:
            self._waiting[address].discard(event)
            if not self._waiting[address]:
                del self._waiting[address]
        return True

    def wake(self, address: str) -> None:
        """Let all pages of a talk look at once."""
        for event in self._waiting.get(address, ()):
            event.set()

    def close(self) -> None:
        """Let go of everybody who waits."""
        self._closing = True
        for address in self._waiting:
            self.wake(address)
