"""The process is killed in the middle of a stream of updates: nothing is lost, nothing is done twice."""

from __future__ import annotations

import asyncio
import contextlib
import json
import random
import sqlite3
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.channels.telegram.process import Process
from tests.support.botapi import BotApi

pytestmark = pytest.mark.alone

PEOPLE, KILLS = 25, 4
LANGUAGES = ("Deutsch", "English") * 3
QUESTIONS = 1 + 5 + len(LANGUAGES)  # a language, an appointment, languages
TYPED = 1  # of the questions has no answers to press
REPLIES = 23  # one to each of the twenty messages, a greeting, and two files of the appointment
UNSENT = "select count(*) from outbox where sent_at is null and dead is null"


def script(number: int) -> list[str]:
    """What one person writes: twenty messages, among them an appointment at a time nobody else wants."""
    day, time = 2 + number % 5, 1 + number // 5
    booking = ["Book an appointment", "I have a new flat", "Lindenau", str(day), str(time), "yes"]
    return ["/language", "English", *booking, *(said for name in LANGUAGES for said in ("/language", name))]


@dataclass
class Outcome:
    """What a stream led to. *asked*: the turns each person was asked in."""

    heard: int
    bookings: int
    languages: set[str]
    asked: list[set[int]]
    doubled: list[int]

    @property
    def answered(self) -> bool:
        spans = {max(turns, default=0) - min(turns, default=0) + 1 for turns in self.asked}
        seen = {len(turns) for turns in self.asked}
        return (
            spans == {QUESTIONS}
            and seen == {QUESTIONS - TYPED}
            and self.heard == PEOPLE * len(script(0))
            and self.bookings == PEOPLE
        )


async def _storm(
    program: str, api: BotApi, data: Path, patience: float, done: Callable[[BotApi, Path], Awaitable[None]]
) -> Outcome:
    """Have everybody write at once; kill the process again and again while it answers."""
    dice, process = random.Random(11), Process(program, api, data)  # noqa: S311  only to choose moments
    lines = [script(number) for number in range(PEOPLE)]
    people = [api.person(1000 + number) for number in range(PEOPLE)]
    kill_at = set(dice.sample(range(40, 480), KILLS))
    await process.start()
    try:
        for place in range(PEOPLE * len(lines[0])):
            people[place % PEOPLE].says(lines[place % PEOPLE][place // PEOPLE])
            if place in kill_at:
                await _answers(api, dice.randrange(1, 15))
                await process.kill()
                await process.start()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(patience):
                await done(api, data)
    finally:
        await process.kill()
    return _outcome(api, data)


async def _answers(api: BotApi, more: int) -> None:
    """Wait for some more replies."""
    before = len(api.named("sendMessage"))
    with contextlib.suppress(TimeoutError):
        await api.until(lambda: len(api.named("sendMessage")) >= before + more)


async def _nothing_pending(api: BotApi, _data: Path) -> None:
    await api.until(lambda: not api.pending)


async def _all_sent(api: BotApi, data: Path) -> None:
    while api.pending or _one(data, UNSENT):  # noqa: ASYNC110  another process empties the table
        await asyncio.sleep(0.1)


def _outcome(api: BotApi, data: Path) -> Outcome:
    asked = [set[int]() for _ in range(PEOPLE)]
    for call in api.named("sendMessage"):
        for row in json.loads(call.get("reply_markup") or "{}").get("inline_keyboard", []):
            parts = row[0]["callback_data"].split(".")
            if parts[0] == "q":
                asked[int(call["chat_id"]) - 1000].add(int(parts[2]))
    doubled = [len(person.screen) - REPLIES for person in api.people.values()]
    with contextlib.closing(sqlite3.connect(data / "lotse.db")) as database:
        languages = {row[0] for row in database.execute("select language from contact")}
    heard, bookings = _one(data, "select count(*) from heard"), _one(data, "select count(*) from booking")
    return Outcome(heard, bookings, languages, asked, doubled)


def _one(data: Path, question: str) -> int:
    with contextlib.closing(sqlite3.connect(data / "lotse.db", timeout=20)) as database:
        return int(database.execute(question).fetchone()[0])


async def test_nothing_is_lost_or_done_twice(
    api: BotApi, data: Path, record_testsuite_property: Callable[[str, object], None]
) -> None:
    """500 updates over kill -9: all answered, every effect once; a crash doubles at most one message of a person."""
    outcome = await _storm("bot", api, data, 35, _all_sent)
    record_testsuite_property("doubled", f"{sum(outcome.doubled)} of {PEOPLE * REPLIES} messages over {KILLS} kills")

    assert outcome.answered
    assert outcome.languages == {"en"}
    assert min(outcome.doubled) >= 0
    assert max(outcome.doubled) <= KILLS


async def test_confirming_first_would_lose_updates(api: BotApi, data: Path) -> None:
    """The control: with a loop that tells Telegram before it has answered, the same stream loses some."""
    outcome = await _storm("tests.channels.telegram.careless", api, data, 10, _nothing_pending)

    assert not api.pending
    assert outcome.heard < PEOPLE * len(script(0))
