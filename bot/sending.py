"""Sends claimed messages: what goes to one address in order and ticked off one by one, different addresses at once."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections import defaultdict
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from bot.noted import Noted
from bot.talk.channel import Channel, Gone, Later, Reply, Unsendable
from bot.talk.meters import SENT
from participation.core.clock import Clock
from participation.core.db import Database
from participation.core.outbox import Due, give_up, put_off, tick_off, tick_off_noted
from participation.core.queue import others_first, renew
from participation.core.space import NothingStored
from participation.core.together import Share
from participation.people.services import mark_gone

LINES = 2  # messages on their way at once: what is under way when a process is killed may be sent twice
SLOW = 0.05  # seconds after which who is still on the way holds up nobody else: a far or slow service is not waited for
LONGEST = timedelta(seconds=8)  # one call of a service, at most: with less time left we ask for more
MORE = timedelta(seconds=10)  # what we ask for
BEAT = 2.0  # seconds after which it is asked again: a long reply takes several calls
ATTEMPTS = 32  # about a day with the growing pauses below
LONGEST_PAUSE = 12  # as a power of two, in seconds
LOOK = 0.02  # seconds between looks whether another process has finished with an address
AGAIN = 0.2  # seconds between tries to tick off while the database is away
AWAY = (DBAPIError, PoolTimeout, OSError)  # what a database says that is away

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Failed:
    """A message that was put off. *asked*: the service itself asked us to wait."""

    wait: timedelta
    asked: bool = False


@dataclass(slots=True)
class Sender:
    """Sends on all channels of one process. A message that cannot be sent now comes back, one that never can is set aside."""

    database: Database
    clock: Clock
    channels: Mapping[str, Channel]
    noted: Noted | None = None
    _lines: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(LINES))
    _busy: dict[tuple[str, str], asyncio.Event] = field(default_factory=dict)
    _sent: list[int] = field(default_factory=list)
    _ticking: asyncio.Future[None] | None = None

    async def recall(self) -> None:
        """Tick off what dead processes had sent and could not tick off themselves."""
        if self.noted is None:
            return
        with self.noted.left() as left:
            if left:
                async with self.database.writing(anyway=True) as session:
                    await tick_off_noted(session, left, self.clock.now())

    async def deliver(self, due: Sequence[Due]) -> None:
        """Send claimed messages. What others are sending to the same address goes before."""
        by_address: dict[tuple[str, str], list[Due]] = defaultdict(list)
        for message in due:
            by_address[message.channel, message.address].append(message)
        await asyncio.gather(*map(self.in_order, by_address.values()))

    async def in_order(self, messages: Sequence[Due]) -> Failed | None:
        """Send what goes to one address; behind one that failed the others wait. Returns why they do."""
        address = messages[0].channel, messages[0].address
        earlier, mine = self._busy.get(address), asyncio.Event()
        self._busy[address] = mine
        try:
            return await self._one_by_one(await self._after(earlier, list(messages)))
        finally:
            mine.set()
            if self._busy.get(address) is mine:
                del self._busy[address]

    async def _one_by_one(self, messages: list[Due]) -> Failed | None:
        while messages:
            async with self._line():  # only then it is asked whether they are still ours
                if not await self._held(messages):
                    break
                try:
                    outcome = await self._send(messages)
                except Gone:
                    await self._set_aside(messages, "gone")
                    break
            if isinstance(outcome, Failed):
                for one in messages:
                    await self._put_off(one, outcome.wait)
                return outcome
            if not messages:
                break
            message = messages.pop(0)
            if outcome:
                await self._tick_off(message)
        return None

    @contextlib.asynccontextmanager
    async def _line(self) -> AsyncIterator[None]:
        await self._lines.acquire()
        held = True

        def let_go() -> None:
            nonlocal held
            if held:
                self._lines.release()
            held = False

        later = asyncio.get_running_loop().call_later(SLOW, let_go)
        try:
            yield
        finally:
            later.cancel()
            let_go()

    async def _held(self, messages: list[Due]) -> bool:
        """Whether the messages are ours, asking for more time when it runs short; of those others have taken none is left."""
        now = self.clock.now()
        if messages and now + LONGEST > messages[0].until:
            async with self.database.writing(anyway=True) as session:
                kept = await renew(session, messages, now + MORE)
            messages[:] = kept
        return bool(messages)

    async def _send(self, messages: list[Due]) -> Failed | bool:
        """Send the first message; returns whether it was sent, or why it is to be put off. Raises `Gone`."""
        message = messages[0]
        try:
            if not await self._call(messages):
                return False
        except Gone:
            raise
        except Unsendable as reason:
            await self._set_aside([message], str(reason))
        except Later as later:
            return Failed(later.wait, asked=True)
        except Exception as error:  # the network, or the service: whatever it is, the message is not lost
            log.warning("sending failed: %s", type(error).__name__, extra={"action": "send_failed"})
            return Failed(timedelta(seconds=2 ** min(message.attempts, LONGEST_PAUSE)))
        else:
            if self.noted is not None and messages:
                self.noted.add(messages[0])
            SENT.labels(self.channels[message.channel].name).inc()
            return True
        return False

    async def _call(self, messages: list[Due]) -> bool:
        """Have the channel send the first, and all stay ours for as long as that takes; False if others have taken them."""
        message = messages[0]
        channel, reply = self.channels[message.channel], Reply.from_json(message.payload)
        sending = asyncio.ensure_future(channel.send(message.address, reply))
        try:
            while messages and not (await asyncio.wait({sending}, timeout=BEAT))[0]:
                with contextlib.suppress(NothingStored, *AWAY):  # nobody can take them meanwhile
                    await self._held(messages)
            if not messages and not sending.done():
                return False
            await sending
        finally:
            sending.cancel()
        return True

    async def _after(self, earlier: asyncio.Event | None, messages: list[Due]) -> list[Due]:
        """Wait for what this process, or another, is sending to the same address; returns what is ours then."""
        if earlier is not None:
            await earlier.wait()
        while messages and messages[0].behind and await self._others_first(messages[0]):
            await asyncio.sleep(LOOK)  # another process has no event for us
            await self._held(messages)
        return messages

    async def _others_first(self, message: Due) -> bool:
        async with self.database.reading() as session:
            return await others_first(session, message, self.clock.now())

    async def _tick_off(self, message: Due) -> None:
        """Note that it was sent, and keep at it while the database is away: otherwise it would be sent again."""
        while True:
            try:
                return await self._ticked(message.id)
            except AWAY:
                if self.clock.now() > message.until:
                    raise
            await asyncio.sleep(AGAIN)

    async def _ticked(self, id_: int) -> None:
        """Join those that were sent while the tick before was on its way to the disk."""
        self._sent.append(id_)
        if self._ticking is None:
            self._ticking = asyncio.ensure_future(self._tick())
        await asyncio.shield(self._ticking)

    async def _tick(self) -> None:
        begun, ids = False, list[int]()

        async def job(share: Share) -> None:
            nonlocal begun, ids
            begun, ids = True, self._taken()
            await tick_off(share.connection, ids, self.clock.now())

        try:
            await self.database.together(job, locking=False, first=True, anyway=True)
        finally:
            if not begun:
                self._taken()  # who waits for it tries again
        if self.noted is not None:
            self.noted.drop(ids)

    def _taken(self) -> list[int]:
        ids, self._sent, self._ticking = self._sent, [], None
        return ids

    async def _set_aside(self, messages: Sequence[Due], reason: str) -> None:
        async with self.database.writing(anyway=True) as session:
            if reason == "gone":
                await mark_gone(session, messages[0].channel, messages[0].address)
            for message in messages:
                await give_up(session, message.id, reason)

    async def _put_off(self, message: Due, wait: timedelta) -> None:
        async with self.database.writing(anyway=True) as session:
            if message.attempts >= ATTEMPTS:
                await give_up(session, message.id, "too many attempts")
            else:
                await put_off(session, message, self.clock.now() + wait)
