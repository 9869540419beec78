"""A slow Telegram: nobody gets a message twice because it took long, and no call lasts for ever."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from telegram.error import TimedOut

from bot import sending, worker
from bot.channels.telegram import request, service
from bot.channels.telegram.request import AiohttpRequest, Api
from bot.channels.telegram.splitting import split
from bot.talk.channel import Reply
from bot.worker import Worker
from participation.core.clock import SystemClock
from participation.core.db import Database
from participation.core.outbox import Message, owe
from participation.core.waiting import happens
from tests.support.botapi import TOKEN, BotApi
from tests.support.botapi_faults import Fault
from tests.support.owing import left

LONG = "\n\n".join(f"{number} " + "word " * 700 for number in range(5))


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """All times of sending are a tenth of what they are."""
    monkeypatch.setattr(worker, "LEASE", worker.LEASE / 10)
    monkeypatch.setattr(sending, "LONGEST", sending.LONGEST / 10)
    monkeypatch.setattr(sending, "MORE", sending.MORE / 10)
    monkeypatch.setattr(sending, "BEAT", sending.BEAT / 10)


@contextlib.asynccontextmanager
async def _working(url: str, api: BotApi) -> AsyncIterator[Database]:
    """A worker of a process of its own, which looks for replies all the time."""
    line, database, stop = service.line(TOKEN, api.url), Database(url), asyncio.Event()

    async def look() -> None:
        while not stop.is_set():
            await sender.send_replies()
            await happens(stop, 0.05)

    sender = Worker(database, SystemClock(), {"telegram": line.channel})
    looking = asyncio.create_task(look())
    yield database
    stop.set()
    await looking
    await line.close()
    await database.close()


@pytest.mark.parametrize("asking", [True, False])
@pytest.mark.usefixtures("hurried")
async def test_a_long_reply_on_a_slow_line_comes_once(
    api: BotApi, database_url: str, monkeypatch: pytest.MonkeyPatch, asking: bool
) -> None:
    """Its parts together take twice as long as a message is held. The control, which does not ask again, sends it twice."""
    if not asking:
        monkeypatch.setattr(sending, "BEAT", 60.0)
    api.faults.append(Fault("sendMessage", 200, slow=0.35, times=99))
    amira, parts = api.person(42), len(split(LONG))
    async with _working(database_url, api) as database, _working(database_url, api):
        async with database.writing() as session:
            await owe(session, [Message("telegram", "42", Reply(LONG, "en").to_json())], SystemClock().now())
        async with asyncio.timeout(20):
            while await left(database):  # noqa: ASYNC110  the workers have no event for it
                await asyncio.sleep(0.05)

    assert parts * 0.35 > 1.5 * worker.LEASE.total_seconds()
    assert (len(amira.screen) == parts) is asking
    assert len(amira.screen) >= parts


async def _drip(request: web.Request) -> web.StreamResponse:
    """Answer byte by byte."""
    response = web.StreamResponse()
    await response.prepare(request)
    with contextlib.suppress(ConnectionError):
        for _ in range(10):
            await response.write(b"1")
            await asyncio.sleep(0.05)
    return response


async def test_an_answer_that_drips_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """A call ends when its time is over, also while something comes; the fetching of updates may take longer."""
    monkeypatch.setattr(request, "LONGEST", 0.2)
    app, client = web.Application(), AiohttpRequest()
    app.router.add_route("*", "/{method}", _drip)
    async with TestServer(app) as server:
        api = Api(client, str(server.make_url("/")))
        with pytest.raises(TimedOut):
            await api.call("sendMessage", chat_id=42)
        fetched = await api.raw("getUpdates", {}, patience=30)
        await client.shutdown()

    assert fetched == b"1" * 10


def test_a_message_is_held_for_as_long_as_a_call_may_last() -> None:
    """Two modules that do not know each other mean the same."""
    assert timedelta(seconds=request.LONGEST) <= sending.LONGEST
    assert sending.LONGEST.total_seconds() - sending.BEAT > 0
