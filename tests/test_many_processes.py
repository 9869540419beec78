"""Several processes on one PostgreSQL: what one leaves behind another does."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator

import pytest

from bot.talk.channel import Reply
from participation.core.clock import SystemClock
from participation.core.outbox import Message, owe
from tests.bench.town import Town, town
from tests.conftest import lacking
from tests.support import postgres
from tests.support.botapi import BotApi
from tests.support.processes import Program


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


@contextlib.asynccontextmanager
async def _running(*programs: Program) -> AsyncIterator[None]:
    await asyncio.gather(*(program.start() for program in programs))
    try:
        yield
    finally:
        await asyncio.gather(*(program.kill() for program in programs))


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
