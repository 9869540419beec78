"""Floods of one address are turned away, and nobody else."""

from __future__ import annotations

import asyncio
import re

import pytest
from aiohttp import ClientSession
from sqlalchemy import select
from sqlmodel import col

from bot.channels.webchat import limits, refusing
from bot.talk.pace import Gauge, Pace
from participation.staff.models import SignInFailure
from tests.admin.site import OURS
from tests.entrance.conftest import Open, answers, browser

pytestmark = pytest.mark.alone


async def test_a_flood_of_one_address_is_turned_away(opened: Open) -> None:
    """Whoever asks too often gets 429 and a word in their language; others behind the same proxy go on."""
    _, address = await opened({"LOTSE_TRUSTED_PROXIES": "127.0.0.1"}, requests=Gauge(Pace(20, 60.0)), slowly=0.01)
    async with ClientSession() as http:
        flood = await answers(http, address + "/", 30, **{"X-Forwarded-For": "203.0.113.7"})
        async with http.get(address + "/", headers={"X-Forwarded-For": "203.0.113.7", "Accept-Language": "en"}) as last:
            said, again = await last.text(), last.headers["Retry-After"]
        calm = await answers(http, address + "/", 5, **{"X-Forwarded-For": "203.0.113.8"})

    assert flood == [200] * 20 + [429] * 10
    assert said.startswith("Too much is asked for")
    assert int(again) > 0
    assert calm == [200] * 5


async def test_control_without_limits_nobody_is_turned_away(opened: Open) -> None:
    """With the limits off the same flood goes through."""
    _, address = await opened({"LOTSE_LIMITS": "off"}, requests=Gauge(Pace(20, 60.0)))
    async with ClientSession() as http:
        assert await answers(http, address + "/", 30) == [200] * 30


async def test_new_talks_of_one_address_are_limited(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody fills the database with conversations; whoever has one goes on from the same address."""
    monkeypatch.setattr(limits, "NEWCOMERS", Pace(5, 60.0))
    monkeypatch.setattr(refusing, "SLOWLY", 0.01)
    _, address = await opened()
    async with browser(address) as known:
        async with known.post("/chat", data={"text": "menu"}) as first:
            assert first.status == 200
        statuses = []
        for _ in range(8):
            async with ClientSession(address) as newcomer, newcomer.post("/chat", data={"text": "menu"}) as answer:
                statuses.append(answer.status)
        async with known.post("/chat", data={"text": "help"}) as again:
            assert again.status == 200

    assert statuses == [200] * 4 + [429] * 4


async def test_pages_that_wait_are_limited(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    """A talk may wait on a few pages; one more is told to come back later, and a place freed is a place."""
    monkeypatch.setattr(limits, "POLLS_OF_TALK", 3)
    _, address = await opened()
    async with browser(address) as http:
        async with http.post("/chat", data={"text": "menu"}) as talk:
            last = max(int(number) for number in re.findall(r'data-id="(\d+)"', await talk.text()))
        waiting = [asyncio.create_task(http.get(f"/chat/new?after={last}")) for _ in range(5)]
        done, pending = await asyncio.wait(waiting, timeout=5, return_when=asyncio.FIRST_COMPLETED)
        while len(done) < 2:
            more, pending = await asyncio.wait(pending, timeout=5, return_when=asyncio.FIRST_COMPLETED)
            done |= more
        assert len(pending) == 3
        async with http.post("/chat", data={"text": "help"}):  # what is said ends the waiting
            told = await asyncio.gather(*pending)
        async with http.get("/chat/new?after=0") as again:
            assert again.status == 200

    assert [task.result().status for task in done] == [429] * 2
    assert [answer.status for answer in told] == [200] * 3


async def test_sign_ins_behind_a_proxy_are_counted_apart(opened: Open) -> None:
    """Whoever fails at the staff door slows down their own address, not everybody behind the proxy."""
    parts, address = await opened({"LOTSE_TRUSTED_PROXIES": "127.0.0.1"})
    async with ClientSession(address) as http:
        for last in ("7", "7", "8"):
            sent = {"name": f"nobody{last}", "password": "x"}
            headers = {**OURS, "X-Forwarded-For": f"203.0.113.{last}"}
            async with http.post("/staff/sign-in", data=sent, headers=headers) as answer:
                assert answer.status == 403
    async with parts.database.reading() as session:
        failures = (await session.execute(select(col(SignInFailure.failures)))).scalars().all()

    assert sorted(failures) == [1, 1, 2, 2]  # two names and two addresses
