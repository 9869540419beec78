"""Messages to many go at their pace, from one process at a time; answers to people do not wait for them."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest

from bot.bulk import Bulk, Pace
from bot.sending import Sender
from bot.talk.channel import Gone, Later, Reply
from participation.core import leases
from participation.core.clock import SetClock, SystemClock
from participation.core.db import Database
from participation.core.outbox import Message, Priority, owe
from tests.support.owing import left

pytestmark = pytest.mark.alone

MANY, PER_SECOND = 100, 50


@dataclass
class Line:
    """A channel that notes when it sent what to whom, and refuses what *refusals* say."""

    name: str = "telegram"
    sent: list[tuple[str, float]] = field(default_factory=list)
    refusals: dict[str, list[Exception]] = field(default_factory=dict)

    async def send(self, address: str, _reply: Reply) -> None:
        if self.refusals.get(address):
            raise self.refusals[address].pop(0)
        self.sent.append((address, time.monotonic()))


async def _owe(database: Database, count: int, priority: Priority = Priority.BULK) -> None:
    payload = Reply("News", "en").to_json()
    async with database.writing() as session:
        messages = [Message("telegram", str(n), payload, f"{priority}:{n}", priority) for n in range(count)]
        await owe(session, messages, SystemClock().now())


def _bulk(database: Database, line: Line, per_second: float = PER_SECOND) -> Bulk:
    return Bulk(Sender(database, SystemClock(), {line.name: line}), line.name, Pace(per_second))


async def _all_sent(database: Database) -> None:
    async with asyncio.timeout(20):
        while await left(database):  # noqa: ASYNC110  the senders have no event for it
            await asyncio.sleep(0.02)


async def test_many_go_at_a_steady_pace_from_one_of_two(database: Database) -> None:
    """Two processes together keep the pace of one: only one of them sends, each message once."""
    lines = [Line(), Line()]
    stop = asyncio.Event()
    await _owe(database, MANY)
    running = [asyncio.create_task(_bulk(database, line).run(stop)) for line in lines]
    await _all_sent(database)
    stop.set()
    await asyncio.gather(*running)
    moments = [at for line in lines for _, at in line.sent]
    took = max(moments) - min(moments)

    assert sorted(len(line.sent) for line in lines) == [0, MANY]
    assert len({address for line in lines for address, _ in line.sent}) == MANY
    assert MANY / PER_SECOND - 0.6 <= took <= MANY / PER_SECOND * 3  # a busy machine may be late, nobody may be early


async def test_notices_may_run_ahead_of_the_pace() -> None:
    """Single notices go at once up to a second's worth; messages to many are spread from the first on."""
    pace = Pace(10)

    assert [pace.wait(100.0, ahead=1.0) for _ in range(12)] == [0.0] * 12
    assert round(pace.wait(100.0), 3) == 0.7


async def test_a_wait_asked_for_holds_for_all(sqlite: Database) -> None:
    """After 429 nothing to many goes before its time, whoever would send; then everything does."""
    line, other = Line(refusals={"0": [Later(timedelta(seconds=1))]}), Line()
    await _owe(sqlite, 5)
    bulk, began = _bulk(sqlite, line, 5), time.monotonic()
    await bulk.send_some()
    await bulk.finish()
    before = len(line.sent)
    assert await _bulk(sqlite, other).send_some() == 0
    stop = asyncio.Event()
    running = asyncio.create_task(bulk.run(stop))
    await _all_sent(sqlite)
    stop.set()
    await running

    assert before < 4
    assert len(line.sent) == 5
    assert all(at - began >= 1 for _, at in line.sent[before:])


async def test_who_is_gone_costs_one_message(sqlite: Database) -> None:
    """403 sets the message aside; the others go on."""
    line = Line(refusals={"1": [Gone()]})
    await _owe(sqlite, 3)
    bulk = _bulk(sqlite, line)
    await bulk.send_some()
    await bulk.finish()

    assert sorted(address for address, _ in line.sent) == ["0", "2"]
    assert await left(sqlite) == 0


async def test_a_dead_holder_is_followed_within_seconds(database: Database, clock: SetClock) -> None:
    """The lease runs out by itself, is nobody else's before, and free at once when it was given back."""

    async def takes(who: str) -> bool:
        async with database.writing() as session:
            return await leases.take(session, "bulk", who, clock.now(), keep=timedelta(seconds=5))

    assert await takes("first")
    assert not await takes("second")
    clock.forward(seconds=6)
    assert await takes("second")
    assert not await takes("first")
    async with database.writing() as session:
        await leases.give_back(session, "bulk", "second", clock.now())
    assert await takes("first")


async def test_stopping_while_the_database_is_away_is_no_error(tmp_path: Path) -> None:
    """The lease cannot be given back and runs out; the process ends all the same."""
    database, stop = Database(f"postgresql+asyncpg://nobody@/nowhere?host={tmp_path}"), asyncio.Event()
    stop.set()
    await _bulk(database, Line()).run(stop)
    await database.close()
