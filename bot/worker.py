"""Sends what is owed, tells people what became of their answers, deletes on time."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from bot import forgotten, retention
from bot.bulk import Bulk, Pace
from bot.closing import close_due
from bot.forgotten import ForgottenFile
from bot.noted import Noted
from bot.sending import Sender
from bot.talk.channel import Channel
from bot.telling import tell_due
from bot.working import Working
from participation.core.clock import Clock
from participation.core.db import Database
from participation.core.outbox import Priority
from participation.core.queue import any_due, claim
from participation.core.space import NothingStored, Space
from participation.core.waiting import happens

LEASE = timedelta(seconds=10)  # a killed worker's messages are taken over after this
BATCH = 20
PAUSE = 0.5  # seconds between looks when nothing is due
CHORES = timedelta(minutes=1)
NEWS = timedelta(seconds=2)  # between looks for what was decided
PER_SECOND = 25.0  # messages to many

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Worker:
    """Any number may run, in any number of processes: each message is claimed by one."""

    database: Database
    clock: Clock
    channels: Mapping[str, Channel]
    space: Space | None = None
    kept: ForgottenFile | None = None
    per_second: float = PER_SECOND
    noted: Noted | None = None
    _sender: Sender = field(init=False)
    _bulk: list[Bulk] = field(init=False)
    _working: Working = field(init=False)

    def __post_init__(self) -> None:
        self._sender = Sender(self.database, self.clock, self.channels, self.noted)
        self._bulk = [Bulk(self._sender, channel, Pace(self.per_second)) for channel in self.channels]
        self._working = Working(self.database, self.clock)

    async def run(self, stop: asyncio.Event) -> None:
        """Work until *stop* is set."""
        await self._trying(self.catch_up)
        await asyncio.gather(self._work(stop), self._working.run(stop), *(bulk.run(stop) for bulk in self._bulk))
        await self._trying(self.keep_outside)

    async def _work(self, stop: asyncio.Event) -> None:
        chores_at = news_at = self.clock.now()
        while not stop.is_set():
            if self.clock.now() >= chores_at:
                chores_at = self.clock.now() + CHORES
                await self._trying(self.do_chores)
            if self.clock.now() >= news_at:
                news_at = self.clock.now() + NEWS
                await self._trying(self.tell_news)
            if not await self._trying(self.send_replies):
                await happens(stop, PAUSE)

    async def _trying(self, duty: Callable[[], Awaitable[int | None]]) -> int:
        """Do one duty; whatever happens to it, the others are done as well."""
        try:
            return await duty() or 0
        except NothingStored:
            return 0  # the disk is full, which was told: what is owed stays owed
        except Exception:  # told; the other duties are done, and this one is tried again
            log.exception("the worker failed and goes on", extra={"action": "worker_failed"})
            return 0

    async def send_replies(self) -> int:
        """Send one batch of replies that whoever answered could not send; return how many there were."""
        now, mine = self.clock.now(), (Priority.REPLY,)
        async with self.database.reading() as session:
            if not await any_due(session, list(self.channels), now, mine):
                return 0
        await self._sender.recall()
        async with self.database.writing() as session:
            due = await claim(session, list(self.channels), now, lease=LEASE, limit=BATCH, priorities=mine)
        await self._sender.deliver(due)
        return len(due)

    async def catch_up(self) -> None:
        """Delete whoever was deleted before and came back with a backup."""
        if self.kept is not None:
            await forgotten.replay(self.database, self.kept, self.clock.now())

    async def tell_news(self) -> None:
        """What people wait for: looked for every few seconds, cheap when there is nothing."""
        await self.keep_outside()  # first: on a full disk people are still deleted, and nothing else is done
        await close_due(self.database, self.clock.now())
        await tell_due(self.database, self.clock.now())

    async def keep_outside(self) -> None:
        """Note who was deleted outside the database."""
        if self.kept is not None:
            await forgotten.copy_out(self.database, self.kept, self.clock.now())

    async def do_chores(self) -> None:
        """What may wait a minute: deletion, so that nothing of it is left in the file, and the reserve for a full disk."""
        if self.space is not None:
            self.space.keep()
        if self.kept is not None:
            self.kept.trim(self.clock.now().date())
        await retention.delete_old(self.database, self.clock.now())
        await self.database.empty_log()
