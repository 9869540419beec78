"""Sends what is owed, tells people what became of their answers, deletes on time."""

from __future__ import annotations

import asyncio
import logging
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from bot import retention
from bot.closing import close_due
from bot.talk.channel import Channel, Gone, Later, Reply, Unsendable
from bot.telling import tell_due
from participation.core.clock import Clock
from participation.core.db import Database
from participation.core.outbox import Due, claim, give_up, put_off, tick_off
from participation.people.services import mark_gone

LEASE = timedelta(seconds=10)  # a killed worker's messages are taken over after this
BATCH = 20
PAUSE = 0.5  # seconds between looks when nothing is due
CHORES = timedelta(minutes=1)
NEWS = timedelta(seconds=2)  # between looks for what was decided
ATTEMPTS = 12  # about a day with the growing pauses below

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Worker:
    """Any number may run, in any number of processes: each message is claimed by one."""

    database: Database
    clock: Clock
    channels: Mapping[str, Channel]

    async def run(self, stop: asyncio.Event) -> None:
        """Work until *stop* is set."""
        chores_at = news_at = self.clock.now()
        while not stop.is_set():
            try:
                if self.clock.now() >= chores_at:
                    chores_at = self.clock.now() + CHORES
                    await self.do_chores()
                if self.clock.now() >= news_at:
                    news_at = self.clock.now() + NEWS
                    await self.tell_news()
                sent = await self.send_due()
            except Exception:
                log.exception("the worker failed and goes on", extra={"action": "worker_failed"})
                sent = 0
            if not sent:
                await _pause(stop, PAUSE)

    async def send_due(self) -> int:
        """Send one batch of due messages; return how many there were."""
        if not self.channels:
            return 0
        async with self.database.writing() as session:
            due = await claim(session, list(self.channels), self.clock.now(), lease=LEASE, limit=BATCH)
        if due:
            await deliver(self.database, self.clock, self.channels, due)
        return len(due)

    async def tell_news(self) -> None:
        """What people wait for: looked for every few seconds, cheap when there is nothing."""
        await close_due(self.database, self.clock.now())
        await tell_due(self.database, self.clock.now())

    async def do_chores(self) -> None:
        """What may wait a minute: deletion, so that nothing of it is left in the file."""
        await retention.delete_old(self.database, self.clock.now())
        await self.database.empty_log()


async def deliver(database: Database, clock: Clock, channels: Mapping[str, Channel], due: Sequence[Due]) -> None:
    """Send claimed messages: those to one address in order, different addresses at once."""
    by_address: dict[tuple[str, str], list[Due]] = defaultdict(list)
    for message in due:
        by_address[message.channel, message.address].append(message)
    await asyncio.gather(*(_to_one(database, clock, channels[key[0]], mine) for key, mine in by_address.items()))


async def _to_one(database: Database, clock: Clock, channel: Channel, messages: Sequence[Due]) -> None:
    """Send in order; what was sent is ticked off in one transaction, and behind one that failed the others wait."""
    sent: list[int] = []
    wait = None
    for place, message in enumerate(messages):
        try:
            await channel.send(message.address, Reply.from_json(message.payload))
            sent.append(message.id)
        except Gone:
            async with database.writing() as session:
                await mark_gone(session, message.channel, message.address)
                await give_up(session, message.id, "gone")
        except Unsendable as reason:
            async with database.writing() as session:
                await give_up(session, message.id, str(reason))
        except Later as later:
            wait = later.wait
        except Exception as error:  # the network, or the service: whatever it is, the message is not lost
            log.warning("sending failed: %s", type(error).__name__, extra={"action": "send_failed"})
            wait = timedelta(seconds=2 ** min(message.attempts, 12))
        if wait is not None:
            await _put_off(database, clock, messages[place:], wait)
            break
    if sent:
        await database.together(lambda session: tick_off(session, sent, clock.now()), locking=False)


async def _put_off(database: Database, clock: Clock, messages: Sequence[Due], wait: timedelta) -> None:
    first, *others = messages
    async with database.writing() as session:
        if first.attempts >= ATTEMPTS:
            await give_up(session, first.id, "too many attempts")
        for message in others if first.attempts >= ATTEMPTS else messages:
            await put_off(session, message.id, clock.now() + wait)


async def _pause(stop: asyncio.Event, seconds: float) -> None:
    try:
        async with asyncio.timeout(seconds):
            await stop.wait()
    except TimeoutError:
        return
