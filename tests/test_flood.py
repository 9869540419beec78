"""Fifty chats flood us while five people talk: those five hardly notice."""

from __future__ import annotations

import asyncio
import contextlib
import shutil
import sqlite3
import statistics
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from aiohttp import ClientSession, CookieJar

from tests.support.botapi import TOKEN, BotApi
from tests.support.botapi_people import Person
from tests.support.running import running

pytestmark = pytest.mark.alone

SECONDS, THINKING = 7.0, 2.0  # for which the flood is watched; between two messages of somebody calm
BEGINNING = 12.0  # at most: the flood has begun when most of its chats have been told to slow down
FLOODING, CALM = 25, (3, 2)  # on Telegram and on the web each; calm on Telegram, on the web
BURST = (
    40  # messages a flooding chat has waiting at Telegram, and then two a second: Telegram itself lets nobody do more
)


@dataclass
class Seen:
    """What came of a flood."""

    waits: list[float] = field(default_factory=list)
    beginning: list[float] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)
    heard: int = 0
    alive: bool = False

    @property
    def p95(self) -> float:
        return statistics.quantiles(self.waits, n=20)[-1]

    @contextlib.contextmanager
    def waiting(self) -> Iterator[None]:
        """Measure how long somebody waits; who waits still when all ends has waited until then.

        Who asked in the beginning counts there, however late the answer comes.
        """
        asked, waits = time.monotonic(), self.waits
        try:
            yield
        finally:
            waits.append(time.monotonic() - asked)


async def test_fifty_floods_and_five_who_talk(county: Path, tmp_path: Path) -> None:
    """No crash, no 5xx; who talks calmly is answered within two seconds. The control without limits makes them wait."""
    (tmp_path / "with").mkdir()
    (tmp_path / "without").mkdir()
    seen = await _flood(county, tmp_path / "with", "on")
    control = await _flood(county, tmp_path / "without", "off")
    print(  # noqa: T201  the figures are the point
        f"\n50 flooding chats: p95 of the calm {seen.p95:.2f} s over {len(seen.waits)} answers "
        f"({max(seen.beginning):.2f} s at most in the beginning), {seen.heard} turns; "
        f"control without limits: {control.p95:.2f} s over {len(control.waits)}, {control.heard} turns"
    )

    assert seen.alive
    assert not [status for status in seen.statuses if status >= 500], seen.statuses
    assert seen.statuses[429] > FLOODING
    assert len(seen.waits) >= 8
    assert seen.p95 < 2
    assert control.p95 > 2 * seen.p95


async def _flood(county: Path, data: Path, limits: str) -> Seen:
    shutil.copy(county, data / "lotse.db")
    seen, api = Seen(), BotApi()
    await api.start()
    settings = {
        "LOTSE_TELEGRAM_TOKEN": TOKEN, "LOTSE_TELEGRAM_API": api.url, "LOTSE_LIMITS": limits, "LOTSE_LOG_LEVEL": "ERROR",
        "LOTSE_TRUSTED_PROXIES": "127.0.0.1",
    }  # fmt: skip
    try:
        async with running(data, ("-m", "bot"), **settings) as server:
            people = [api.person(1000 + n) for n in range(FLOODING)]
            jobs = [_asks(seen, api.person(n)) for n in range(CALM[0])]
            jobs += [_browses(seen, server.address, n) for n in range(CALM[1])]
            jobs += [_shouts(person) for person in people]
            jobs += [_hammers(seen, server.address, n) for n in range(FLOODING)]
            running_jobs = [asyncio.create_task(job) for job in jobs]
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(BEGINNING), api.changed:
                    await api.changed.wait_for(lambda: _told(people) > FLOODING * 0.8 and seen.statuses[429] > FLOODING)
            seen.beginning, seen.waits = seen.waits, seen.beginning
            await asyncio.sleep(SECONDS)
            for job in running_jobs:
                job.cancel()
            ended = await asyncio.gather(*running_jobs, return_exceptions=True)
            assert {type(end) for end in ended} == {asyncio.CancelledError}, ended
            seen.alive = server.alive
    finally:
        await api.stop()
    with contextlib.closing(sqlite3.connect(data / "lotse.db")) as file:
        (seen.heard,) = file.execute("select count(*) from heard").fetchone()
    return seen


def _told(people: list[Person]) -> int:
    """How many have been told to slow down."""
    return sum(any("more than I can answer" in one.text for one in person.screen) for person in people)


async def _asks(seen: Seen, person: Person) -> None:
    """Somebody on Telegram: writes, reads, thinks a moment."""
    while True:
        before = len(person.screen)
        person.says("/help")
        with seen.waiting():
            async with person.api.changed:
                await person.api.changed.wait_for(lambda: len(person.screen) > before)  # noqa: B023  awaited here
        await asyncio.sleep(THINKING)


async def _browses(seen: Seen, address: str, number: int) -> None:
    """Somebody in the web chat."""
    async with _browser(address, f"198.51.100.{number}") as http:
        while True:
            with seen.waiting():
                async with http.post("/chat", data={"text": "/help"}) as answer:
                    await answer.read()
            assert answer.status == 200
            await asyncio.sleep(THINKING)


async def _shouts(person: Person) -> None:
    for _ in range(BURST):
        person.says("housing benefit")
    while True:
        person.says("housing benefit")
        await asyncio.sleep(0.5)


async def _hammers(seen: Seen, address: str, number: int) -> None:
    async with _browser(address, f"203.0.113.{number}") as http:
        while True:
            async with http.post("/chat", data={"text": "housing benefit"}, allow_redirects=False) as answer:
                await answer.read()
                seen.statuses[answer.status] += 1


def _browser(address: str, asks: str) -> ClientSession:
    return ClientSession(address, cookie_jar=CookieJar(unsafe=True), headers={"X-Forwarded-For": asks})
