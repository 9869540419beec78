"""Messages to many: one process at a time sends them, at a steady pace; answers to people need not wait for them."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from bot.sending import Failed, Sender
from participation.core import leases, queue
from participation.core.ids import new_id
from participation.core.outbox import Due, Priority
from participation.core.space import NothingStored
from participation.core.waiting import happens

LEASE = timedelta(seconds=10)  # a dead sender's messages are taken over after this
KEEP = timedelta(seconds=5)  # a dead sender's place is taken over after this
LOOK = 0.5  # seconds between looks when nothing is due, or somebody else sends
BURST = 1.0  # seconds by which single notices may run ahead of the pace
SLACK = 0.5  # seconds which the pace may make up for
AT_ONCE = 64  # messages on their way
LARGEST = 50  # messages claimed at once
ENOUGH, LONGEST = 3, 60.0  # failures in a row after which all wait; seconds they wait at most
PACED = (Priority.NOTICE, Priority.BULK)

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Pace:
    """Gives out moments at a steady rate: what asks seldom goes at once, what asks often is spread."""

    per_second: float
    _next: float = 0.0

    def wait(self, now: float, ahead: float = 0.0) -> float:
        """Take the next moment and return the seconds until then, less those one may be *ahead*."""
        mine = max(self._next, now - SLACK)
        self._next = mine + 1 / self.per_second
        return max(0.0, mine - ahead - now)


@dataclass(slots=True)
class Bulk:
    """Sends notices and messages to many on one channel, while it holds the lease for that."""

    sender: Sender
    channel: str
    pace: Pace
    _me: str = field(default_factory=new_id)
    _room: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(AT_ONCE))
    _sending: set[asyncio.Task[None]] = field(default_factory=set)
    _failures: int = 0
    _quiet: bool = False

    @property
    def lease(self) -> str:
        return f"bulk {self.channel}"

    async def run(self, stop: asyncio.Event) -> None:
        """Send until *stop* is set; what was begun is finished, and the place is free for others."""
        while not stop.is_set():
            try:
                sent = await self.send_some(stop)
            except NothingStored:
                sent = 0  # the disk is full, which was told: what is owed stays owed
            except Exception:  # told; what is owed is tried again
                log.exception("sending to many failed and goes on", extra={"action": "bulk_failed"})
                sent = 0
            if not sent:
                await happens(stop, LOOK)
        await self.finish()
        try:
            async with self.sender.database.writing(anyway=True) as session:
                await leases.give_back(session, self.lease, self._me, self.sender.clock.now())
        except Exception as error:  # the database is away: in a few seconds the place is free by itself
            log.warning("a lease was not given back: %s", type(error).__name__, extra={"action": "lease_left"})

    async def send_some(self, stop: asyncio.Event | None = None) -> int:
        """Begin to send what was claimed, each at its moment; return how many there were."""
        due = await self._claim()
        for place, message in enumerate(due):
            ahead = BURST if message.priority == Priority.NOTICE else 0.0
            await asyncio.sleep(self.pace.wait(time.monotonic(), ahead))
            if self._quiet or (stop is not None and stop.is_set()):
                await self._release(due[place:])
                break
            await self._room.acquire()
            task = asyncio.create_task(self._send(message))
            self._sending.add(task)
            task.add_done_callback(self._sent)
        return len(due)

    async def finish(self) -> None:
        """Wait for what is on its way."""
        await asyncio.gather(*self._sending, return_exceptions=True)

    async def _claim(self) -> list[Due]:
        database, now = self.sender.database, self.sender.clock.now()
        async with database.reading() as session:
            if not await queue.any_due(session, [self.channel], now, PACED):
                return []
        await self.sender.recall()
        async with database.writing() as session:
            if not await leases.take(session, self.lease, self._me, now, keep=KEEP):
                return []
            self._quiet = False
            limit = max(1, min(LARGEST, int(self.pace.per_second)))
            return await queue.claim(session, [self.channel], now, lease=LEASE, limit=limit, priorities=PACED)

    async def _release(self, due: Sequence[Due]) -> None:
        async with self.sender.database.writing(anyway=True) as session:
            await queue.release(session, due)

    async def _send(self, message: Due) -> None:
        failed = await self.sender.in_order([message])
        self._failures = self._failures + 1 if failed and not failed.asked else 0
        if failed:
            await self._mind(failed)

    async def _mind(self, failed: Failed) -> None:
        """Have all wait when the service asks for it, or does not work."""
        if failed.asked:
            wait = failed.wait
        elif self._failures >= ENOUGH:
            wait = timedelta(seconds=min(2.0 ** (self._failures - ENOUGH), LONGEST))
        else:
            return
        self._quiet = True
        async with self.sender.database.writing(anyway=True) as session:
            await leases.hush(session, self.lease, self.sender.clock.now() + wait)

    def _sent(self, task: asyncio.Task[None]) -> None:
        self._room.release()
        self._sending.discard(task)
        if not task.cancelled() and (error := task.exception()):
            log.warning("a message waits for another try: %s", type(error).__name__, extra={"action": "send_failed"})
