"""Lotse was away for a while: what people wrote meanwhile is heard."""

from __future__ import annotations

import asyncio

import pytest
from sqlalchemy import text

from bot.channels.telegram import incoming
from bot.wiring import Wired
from tests.channels.telegram.conftest import Start
from tests.support.botapi import BotApi

PEOPLE, EACH = 10, 12  # more than are fetched at once: each has to step back for the others
AWAY = 600


async def _heard(api: BotApi, start: Start, between: float) -> int:
    """Everybody writes, with so many seconds between two messages; then we come back."""
    for number in range(EACH):
        api.ago = AWAY - number * between
        for person in range(PEOPLE):
            api.person(1 + person).says("/help")
    api.ago = 0
    parts = await start("polling")
    async with asyncio.timeout(60):
        while api.pending:  # noqa: ASYNC110  nothing is called for those who are not heard
            await asyncio.sleep(0.02)
    return await _count(parts)


async def _count(parts: Wired) -> int:
    async with parts.database.reading() as session:
        return int((await session.execute(text("select count(*) from heard"))).scalar_one())


async def test_what_was_written_over_ten_minutes_is_heard(api: BotApi, start: Start) -> None:
    """Twelve messages of each of ten people, 50 seconds apart: all are answered."""
    assert await _heard(api, start, 50) == PEOPLE * EACH


async def test_what_was_written_in_a_moment_is_a_flood(api: BotApi, start: Start) -> None:
    """The same messages, all written at once: each is heard as far as the pace allows."""
    assert await _heard(api, start, 0) < PEOPLE * EACH


async def test_counted_by_arrival_some_would_not_be_heard(
    api: BotApi, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: whoever does not look when a message was written takes it for a flood."""
    monkeypatch.setattr(incoming, "_moment", lambda _date: None)

    assert await _heard(api, start, 50) < PEOPLE * EACH
