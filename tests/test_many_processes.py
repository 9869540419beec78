"""Several processes on one PostgreSQL: what one leaves behind another does."""

from __future__ import annotations

import asyncio
import contextlib
import random
import re
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.talk.channel import Reply
from bot.worker import Worker
from participation.core.clock import SystemClock
from participation.core.outbox import Due, Message, Owed, owe
from tests.bench.town import Town, town
from tests.conftest import lacking
from tests.support import postgres
from tests.support.botapi import BotApi
from tests.support.processes import Program, free_port

pytestmark = pytest.mark.alone

MESSAGES = 100


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    """The local Bot API server."""
    server = BotApi()
    await server.start()
    yield server
    await server.stop()


@pytest.fixture
async def city() -> AsyncIterator[Town]:
    """A county on a PostgreSQL server of its own."""
    if postgres.programs() is None:
        lacking("PostgreSQL", "apt-get install postgresql")
    async with town("postgresql") as settled:
        yield settled


@dataclass
class Line:
    """A channel of one worker, which notes to whom it sent."""

    name: str = "telegram"
    sent: list[str] = field(default_factory=list)

    async def send(self, address: str, _reply: Reply) -> None:
        await asyncio.sleep(0.05)  # the way to Telegram: the other one looks meanwhile
        self.sent.append(address)


@contextlib.asynccontextmanager
async def _running(*programs: Program) -> AsyncIterator[None]:
    await asyncio.gather(*(program.start() for program in programs))
    try:
        yield
    finally:
        await asyncio.gather(*(program.kill() for program in programs))


@dataclass(frozen=True, slots=True)
class Counted:
    """What came of many messages and presses of one person: the numbers in the order in which they arrived."""

    heard: int
    numbers: list[int]
    least_used: float

    @property
    def in_order(self) -> bool:
        return self.numbers == sorted(self.numbers)


async def _count(api: BotApi, city: Town, module: str) -> Counted:
    """Bring messages and presses of an old button to two processes behind one port, each as soon as it is taken."""
    amira, port = api.person(42), free_port()
    api.delivery.afresh = True
    hooked = {"telegram_mode": "webhook", "port": str(port), "public_url": f"http://127.0.0.1:{port}"}
    servers = [Program(api, city.data, "serve", module=module, database_url=city.url, **hooked) for _ in range(2)]
    async with _running(*servers):
        await api.until(lambda: len(api.named("getWebhookInfo")) >= len(servers), 60)
        amira.says("/start count_1")
        await amira.sees("Number 1.")
        asked = amira.screen[-1]
        code = asked.rows[0][0][1]
        amira.says("More")
        await api.until(lambda: not api.pending, 30)
        begun, before = len(amira.screen), [server.cpu for server in servers]
        api.uneven = random.Random(11)  # noqa: S311  only to choose moments
        for _ in range(MESSAGES):
            amira.says("More")
            amira.presses_code(code, asked)
        await api.until(lambda: not api.pending, 120)
        used = [server.cpu - spent for server, spent in zip(servers, before, strict=True)]
    numbers = [int(found[1]) for seen in amira.screen[begun:] if (found := re.search(r"Number (\d+)\.", seen.text))]
    return Counted(await city.one("select count(*) from heard"), numbers, min(used))


async def test_two_processes_answer_one_person_in_order(api: BotApi, city: Town) -> None:
    """100 messages and 100 presses, brought to two processes at once: 200 answers, and the count never goes back."""
    counted = await _count(api, city, "tests.support.counting")

    assert counted.heard == 2 + 2 * MESSAGES
    assert len(counted.numbers) == 2 * MESSAGES
    assert counted.in_order
    assert counted.numbers[-1] == 2 + MESSAGES
    assert counted.least_used > 0.1


async def test_without_waiting_for_the_other_process_answers_overtake(api: BotApi, city: Town) -> None:
    """The control: processes that do not mind what the other one is sending answer all, but not in order."""
    counted = await _count(api, city, "tests.support.heedless")

    assert len(counted.numbers) == 2 * MESSAGES
    assert not counted.in_order


async def _owe(city: Town, count: int) -> None:
    async with city.database.writing() as session:
        reply = Reply("Hello", "en").to_json()
        await owe(session, [Message("telegram", str(1 + n), reply) for n in range(count)], SystemClock().now())


async def test_a_killed_workers_messages_are_taken_over(api: BotApi, city: Town) -> None:
    """Two workers send everything once; what one had claimed when it died, the other sends within ten seconds and a look."""
    count = 200
    for number in range(count):
        api.person(1 + number)
    first, second = (Program(api, city.data, "work", database_url=city.url) for _ in range(2))
    await _owe(city, count)
    async with _running(first):
        await api.until(lambda: len(api.named("sendMessage")) > 20, 60)
        await first.kill()
    sent_by_first, died = len(api.named("sendMessage")), time.monotonic()
    async with _running(second):
        await api.until(lambda: len({call["chat_id"] for call in api.named("sendMessage")}) == count, 60)
    took = time.monotonic() - died

    doubled = len(api.named("sendMessage")) - count
    assert sent_by_first < count
    assert doubled <= 20  # at most what was on its way, one to each chat
    assert max(len(person.screen) for person in api.people.values()) <= 2
    assert took < 25  # of which the second needs some to start


async def _work_at_once(city: Town, lines: list[Line]) -> None:
    """As many workers as lines look for replies at the same moment."""
    clock = SystemClock()
    await asyncio.gather(*(Worker(city.database, clock, {line.name: line}).send_replies() for line in lines))


async def test_two_workers_send_each_message_once(city: Town) -> None:
    """What one has claimed the other leaves alone."""
    lines = [Line(), Line()]
    await _owe(city, 15)
    await _work_at_once(city, lines)
    await _work_at_once(city, lines)

    assert sorted(lines[0].sent + lines[1].sent, key=int) == [str(1 + n) for n in range(15)]


async def test_without_the_claim_two_workers_send_twice(city: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: workers who take what is due without saying so."""

    async def look(session: AsyncSession, *_asked: object, **_more: object) -> list[Due]:
        rows = (await session.execute(select(Owed.__table__))).all()  # type: ignore[attr-defined]  # SQLModel sets it
        later = SystemClock().now() + timedelta(minutes=1)
        return [Due(row.id, row.channel, row.address, row.payload, 0, later) for row in rows]

    monkeypatch.setattr("bot.worker.claim", look)
    lines = [Line(), Line()]
    await _owe(city, 15)
    await _work_at_once(city, lines)

    assert len(lines[0].sent + lines[1].sent) == 30
