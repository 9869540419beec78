"""Who sends a message sends it alone, however long it waited for its turn."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from sqlalchemy import event
from sqlalchemy.util import await_only

from bot import sending
from bot.sending import LINES, Sender
from bot.talk.channel import Reply
from bot.talk.desk import LEASE
from participation.core.clock import SetClock
from participation.core.db import Database
from participation.core.outbox import Due, Message, owe
from participation.core.queue import claim
from tests.support.owing import left


@dataclass
class Line:
    """A channel that notes what it sent."""

    name: str = "telegram"
    sent: list[str] = field(default_factory=list)

    async def send(self, _address: str, reply: Reply) -> None:
        self.sent.append(reply.text)


async def owed(database: Database, clock: SetClock, *texts: str) -> list[Due]:
    """Owe replies to one address, to be sent by whoever calls."""
    messages = [Message("telegram", "1", Reply(text, "en").to_json()) for text in texts]
    async with database.writing() as session:
        return await owe(session, messages, clock.now(), claim=LEASE)


async def claimed(database: Database, clock: SetClock) -> list[Due]:
    """Take what is due, as a worker does."""
    async with database.writing() as session:
        return await claim(session, ["telegram"], clock.now(), lease=LEASE, limit=10)


async def test_after_a_slow_turn_the_answers_are_sent_all_the_same(database: Database, clock: SetClock) -> None:
    """Five of the ten seconds went by before we came to it: we ask for more instead of leaving it to a worker."""
    line = Line()
    due = await owed(database, clock, "one", "two")
    clock.forward(seconds=5)
    await Sender(database, clock, {"telegram": line}).deliver(due)

    assert line.sent == ["one", "two"]
    assert await left(database) == 0


async def test_what_a_worker_has_taken_over_is_not_sent_again(database: Database, clock: SetClock) -> None:
    """Too late: our time was over and a worker has it. Ours, frozen in between, does not send it too."""
    ours, theirs = Line(), Line()
    due = await owed(database, clock, "one", "two")
    clock.forward(seconds=LEASE.total_seconds() + 1)
    taken = await claimed(database, clock)
    await Sender(database, clock, {"telegram": ours}).deliver(due)
    await Sender(database, clock, {"telegram": theirs}).deliver(taken)

    assert (ours.sent, theirs.sent) == ([], ["one", "two"])


async def test_without_asking_it_would_be_sent_twice(
    database: Database, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: a sender that does not ask whether a message is still its own."""

    async def held(_sender: Sender, messages: list[Due]) -> bool:
        return bool(messages)

    monkeypatch.setattr(Sender, "_held", held)
    line = Line()
    due = await owed(database, clock, "one")
    clock.forward(seconds=LEASE.total_seconds() + 1)
    taken = await claimed(database, clock)
    for some in (due, taken):
        await Sender(database, clock, {"telegram": line}).deliver(some)

    assert line.sent == ["one", "one"]


async def test_who_has_lost_a_message_while_sending_it_stops(
    database: Database, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Our process was frozen in the middle of a call, and a worker has taken over: ours ends, and ticks nothing off."""
    monkeypatch.setattr(sending, "BEAT", 0.02)
    line, due = Slow(stuck=2), await owed(database, clock, "one", "two")
    delivering = asyncio.create_task(Sender(database, clock, {"telegram": line}).deliver(due))
    async with asyncio.timeout(10):
        await line.begun.wait()
        clock.forward(seconds=LEASE.total_seconds() + 11)
        while not (taken := await claimed(database, clock)):  # we may just have asked for more
            clock.forward(seconds=11)
        await delivering

    assert [message.id for message in taken] == [message.id for message in due]
    assert (line.sent, await left(database)) == ([], 2)


async def test_an_answer_waits_for_the_one_before_that_a_worker_takes_over(database: Database, clock: SetClock) -> None:
    """Whoever owed the first answer died; just after its time is over the second one still does not overtake it."""
    line, (first,) = Line(), await owed(database, clock, "one")
    clock.forward(seconds=(first.until - clock.now() + timedelta(seconds=1)).total_seconds())
    (second,) = await owed(database, clock, "two")
    taken = await claimed(database, clock)
    sender = Sender(database, clock, {"telegram": line})

    assert second.behind is not database.embedded  # SQLite has one process, which knows what it is sending
    assert [message.id for message in taken] == [first.id]
    await sender.deliver(taken)
    await sender.deliver([second])
    assert line.sent == ["one", "two"]


async def _all(line: Line, count: int) -> None:
    async with asyncio.timeout(10):
        while len(line.sent) < count:  # noqa: ASYNC110  a line has no event
            await asyncio.sleep(0)


async def test_what_was_sent_at_once_is_ticked_off_together(database: Database, clock: SetClock) -> None:
    """Thirty answers to thirty people: all are ticked off, with few commits."""
    line, commits, counting = Line(), list[object](), False

    def slow_disk(connection: object) -> None:
        commits.append(connection)
        if counting and len(commits) == 1:  # a quick disk would share less
            await_only(_all(line, 30))

    event.listen(database._beside.sync_engine, "commit", slow_disk)
    async with database.writing() as session:
        due = await owe(
            session,
            [Message("telegram", f"{n}", Reply(f"{n}", "en").to_json()) for n in range(30)],
            clock.now(),
            claim=LEASE,
        )
    commits.clear()
    counting = True
    await Sender(database, clock, {"telegram": line}).deliver(due)

    assert len(line.sent) == 30
    assert await left(database) == 0
    assert len(commits) <= 5


@dataclass
class Slow(Line):
    """A channel whose first calls take until they are let go; notes how many were under way at once."""

    stuck: int = 0
    free: asyncio.Event = field(default_factory=asyncio.Event)
    begun: asyncio.Event = field(default_factory=asyncio.Event)
    under_way: int = 0
    most: int = 0

    async def send(self, address: str, reply: Reply) -> None:
        self.under_way += 1
        self.most = max(self.most, self.under_way)
        self.begun.set()
        if int(address) < self.stuck:
            await self.free.wait()
        else:
            await asyncio.sleep(0)
            await super().send(address, reply)
        self.under_way -= 1


async def _owed_to_many(database: Database, clock: SetClock, people: int) -> list[Due]:
    messages = [Message("telegram", str(one), Reply("hello", "en").to_json()) for one in range(people)]
    async with database.writing() as session:
        return await owe(session, messages, clock.now(), claim=LEASE)


async def test_few_are_under_way_at_once(database: Database, clock: SetClock) -> None:
    """A crash can double only what is under way."""
    line = Slow()
    await Sender(database, clock, {"telegram": line}).deliver(await _owed_to_many(database, clock, 12))

    assert line.most == LINES
    assert len(line.sent) == 12


@pytest.mark.parametrize("patient", [False, True])
async def test_a_slow_call_holds_up_nobody(
    database: Database, clock: SetClock, monkeypatch: pytest.MonkeyPatch, patient: bool
) -> None:
    """All lines wait for Telegram, and others are answered meanwhile. The control waits for it, and nobody is."""
    if patient:
        monkeypatch.setattr(sending, "SLOW", 60)
    line = Slow(stuck=LINES)
    sender = Sender(database, clock, {"telegram": line})
    delivering = asyncio.create_task(sender.deliver(await _owed_to_many(database, clock, LINES + 3)))
    done, _ = await asyncio.wait({delivering}, timeout=0.5)
    sent = len(line.sent)
    line.free.set()
    await delivering

    assert not done
    assert sent == (0 if patient else 3)
