"""The database goes away while people write, and comes back."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import aiohttp
import pytest
from sqlalchemy import text

from bot.channels.telegram import service
from bot.demo import DEMO
from bot.wiring import Wired
from participation.core.db import Database
from participation.migrations.run import migrate
from participation.offices.services import CATALOGUE, CATALOGUE_FOLDER, import_tables
from tests.channels.telegram.careless import Careless
from tests.channels.telegram.conftest import Start
from tests.conftest import lacking
from tests.support import postgres
from tests.support.botapi import BotApi
from tests.support.owing import left

PEOPLE, EACH = 12, 6


@pytest.fixture
async def server() -> AsyncIterator[postgres.Cluster]:
    """A PostgreSQL server of this test alone, with the county."""
    if postgres.programs() is None:
        lacking("PostgreSQL", "apt-get install postgresql")
    with postgres.cluster() as cluster:
        cluster.sql("create database lotse")
        await asyncio.to_thread(migrate, cluster.url("lotse"))
        database, now = Database(cluster.url("lotse")), datetime.now(UTC)
        async with database.writing() as session:
            await import_tables(session, CATALOGUE_FOLDER, now, CATALOGUE)
            await import_tables(session, DEMO / "county", now)
        await database.close()
        await asyncio.to_thread(cluster.stop, "fast")
        await asyncio.to_thread(lambda: cluster.start(durable=True))
        yield cluster


async def test_updates_wait_with_telegram_while_the_database_is_away(
    api: BotApi, server: postgres.Cluster, start: Start
) -> None:
    """503 and when to come again; nothing is set aside; after the restart each update is answered once, in order."""
    parts = await start("webhook", url=server.url("lotse"))
    amira = api.person(42, "en")
    amira.says("/help")
    await amira.sees("These words work at any time")
    await _ticked_off(parts)
    await asyncio.to_thread(server.stop)
    amira.says("/cancel")
    amira.says("/help")
    await api.until(lambda: 503 in api.delivery.statuses)
    refused, screen = await _refused(parts), len(amira.screen)
    await asyncio.to_thread(server.start)
    await amira.until(lambda: len(amira.screen) >= screen + 2)
    await api.until(lambda: not api.pending)

    assert refused == (503, "5")
    assert screen == 2
    assert "stopped" in amira.screen[2].text
    assert [seen.text for seen in amira.screen[1:]].count(amira.screen[1].text) == 2
    assert set(api.delivery.statuses) == {200, 503}


async def _ticked_off(parts: Wired) -> None:
    """Wait until it is noted that all was sent: what is not noted when the database dies is sent again."""
    async with asyncio.timeout(10):
        while await left(parts.database):  # noqa: ASYNC110  the sender has no event for it
            await asyncio.sleep(0.01)


async def _refused(parts: Wired) -> tuple[int, str | None]:
    """What a further update is answered while the database is away."""
    assert parts.telegram is not None
    assert parts.telegram.webhook is not None
    hook = parts.telegram.webhook
    headers = {"X-Telegram-Bot-Api-Secret-Token": hook.secret}
    update = {"update_id": 1, "message": {"message_id": 1, "date": 1, "chat": {"id": 9, "type": "private"},
              "from": {"id": 9, "is_bot": False, "first_name": "B"}, "text": "/help"}}  # fmt: skip
    async with aiohttp.ClientSession() as http, http.post(hook.address, json=update, headers=headers) as response:
        return response.status, response.headers.get("Retry-After")


async def _restart_under_load(
    api: BotApi, server: postgres.Cluster, start: Start, mode: str, *, fetched: bool = False
) -> int:
    """Stop the database while a dozen people write, and start it again; return how many of their messages were heard.

    *fetched*: it stays away until Telegram was told of all of them.
    """
    parts = await start(mode, url=server.url("lotse"))
    for _ in range(EACH):
        for number in range(PEOPLE):
            api.person(1 + number).says("/help")
    await api.until(lambda: len(api.named("sendMessage")) > PEOPLE, 30)
    await asyncio.to_thread(server.stop)
    for number in range(PEOPLE):
        api.person(1 + number).says("/cancel")
    if fetched:
        await api.until(lambda: not api.pending, 60)
    await asyncio.to_thread(lambda: server.start(durable=True))
    async with asyncio.timeout(60):
        while api.pending:  # noqa: ASYNC110  nothing is called for who is not answered
            await asyncio.sleep(0.02)
    await _ticked_off(parts)
    async with parts.database.reading() as session:
        return int((await session.execute(text("select count(*) from heard"))).scalar_one())


@pytest.mark.parametrize("mode", ["polling", "webhook"])
async def test_a_database_restarted_under_load_loses_nothing(
    api: BotApi, server: postgres.Cluster, start: Start, mode: str
) -> None:
    """The server is gone at once and comes back while people write: every message is heard, and the last is answered."""
    heard = await _restart_under_load(api, server, start, mode)

    assert heard == PEOPLE * (EACH + 1)
    assert all("stopped" in person.screen[-1].text for person in api.people.values())
    assert (
        max(len(person.screen) for person in api.people.values()) <= EACH + 1 + 2
    )  # a crash doubles what was on its way


async def test_confirming_first_would_lose_what_the_database_did_not_hear(
    api: BotApi, server: postgres.Cluster, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: a loop that tells Telegram before it has answered."""
    monkeypatch.setattr(service, "Polling", Careless)

    assert await _restart_under_load(api, server, start, "polling", fetched=True) < PEOPLE * (EACH + 1)
