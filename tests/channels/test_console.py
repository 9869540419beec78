"""A chat in the terminal, as a process of its own."""

from __future__ import annotations

import argparse
import asyncio
import io
import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, TextIO, cast

import pytest
from sqlalchemy import select

from bot import commands_operation
from bot.channels.console import CHANNEL, Console
from bot.settings import read_settings
from bot.talk.channel import Reply
from bot.talk.conversation import House
from bot.talk.desk import Desk
from bot.talk.models import Conversation
from bot.wiring import wired
from participation.appointments.queries import bookings_of_day
from participation.core.clock import SetClock
from participation.core.db import Database, sqlite_url
from participation.core.outbox import Message, Owed, Priority, owe
from participation.people.models import Contact
from tests.appointments.desk import book, wish


@pytest.fixture
def data(county: Path, tmp_path: Path) -> Path:
    """A data folder with the demo county."""
    shutil.copy(county, tmp_path / "lotse.db")
    return tmp_path


def _talk(data: Path, *options: str, said: str) -> str:
    environment = {"PATH": "/usr/bin:/bin", "LOTSE_DATA": str(data), "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "bot", "talk", *options]
    root = Path(__file__).resolve().parents[2]
    ended = subprocess.run(
        command, input=said, capture_output=True, text=True, encoding="utf-8", timeout=60, cwd=root, env=environment
    )
    assert ended.returncode == 0, ended.stderr
    assert "Traceback" not in ended.stderr
    return ended.stdout


def test_one_object_a_line_each_way(data: Path) -> None:
    """With --json each line in and out is one object; a line that is none gets an error, and the talk goes on."""
    lines = [
        json.dumps({"text": "إعانة السكن"}), "not json", '{"text": 3}', "[1]", "", '{"choice": "q.none"}',
        json.dumps({"text": "ليندناو", "id": "same \ud800"}), json.dumps({"text": "ليندناو", "id": "same \ud800"}),
    ]  # fmt: skip
    out = _talk(data, "--lang", "ar", "--json", said="\n".join(lines) + "\n")
    objects: list[dict[str, Any]] = [json.loads(line) for line in out.splitlines()]
    errors = [one for one in objects if "error" in one]
    replies = [one for one in objects if "text" in one]

    assert len(errors) == 4
    assert len(objects) == len(errors) + len(replies)
    assert {one["language"] for one in replies} == {"ar"}
    assert all({"code", "label"} == set(button) for one in replies for button in one["buttons"])
    answers = [one for one in replies if "Wohnungsamt Lindenau" in one["text"]]
    assert len(answers) == 1, "the same id is heard once"


def test_every_talk_may_begin_its_numbers_with_one(data: Path) -> None:
    """The same ids in another talk are other messages."""
    said = json.dumps({"text": "/help", "id": 1}) + "\n"
    talks = [_talk(data, "--lang", "en", "--json", said=said) for _ in range(2)]

    assert all("These words work at any time" in out for out in talks)


class _Booking:
    """Somebody who writes one line and, while the talk is open, books and is owed a notice."""

    def __init__(self, database: Database, clock: SetClock, *, books: bool) -> None:
        self._loop, self._lines = asyncio.get_running_loop(), iter(["/help\n"])
        self._database, self._clock, self._books = database, clock, books

    def readline(self) -> str:
        if not (line := next(self._lines, "")):
            asyncio.run_coroutine_threadsafe(self._happens(), self._loop).result()
        return line

    async def _happens(self) -> None:
        async with self._database.writing() as session:
            contact = (await session.execute(select(Contact))).scalar_one()
            notice = Message(CHANNEL, contact.address, Reply("News", "en").to_json(), "k", Priority.NOTICE)
            await owe(session, [notice], self._clock.now())
        if self._books:
            await book(self._database, contact.id, wish(0))


@pytest.mark.parametrize("books", [True, False])
async def test_who_closes_the_terminal_does_not_come_back(sqlite: Database, clock: SetClock, books: bool) -> None:
    """Nothing of them is left but an appointment, for which the office waits; and nothing is sent to nobody."""
    desk = Desk(sqlite, clock, House("Birkental", {}, frozenset()))
    lines = cast("TextIO", _Booking(sqlite, clock, books=books))
    await Console(sqlite, desk, clock, "en", as_json=False).run(lines, io.StringIO())
    async with sqlite.reading() as session:
        contacts = [(one.gone, one.channel) for one in (await session.execute(select(Contact))).scalars()]
        talks = (await session.execute(select(Conversation))).all()
        expected = await bookings_of_day(session, ["town-hall"], wish(0).starts_at.date())
        owed = (await session.execute(select(Owed))).all()

    assert contacts == ([(True, CHANNEL)] if books else [])
    assert len(expected) == len(contacts)
    assert len(talks) == len(contacts)
    assert owed == []


async def test_what_a_killed_terminal_was_owed_troubles_nobody(
    sqlite_file: Path, tmp_path: Path, clock: SetClock, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nobody sends to a terminal: what waits for one counts neither for health nor as owed."""
    settings = read_settings({"LOTSE_DATABASE_URL": sqlite_url(sqlite_file), "LOTSE_DATA": str(tmp_path)})
    async with wired(settings, clock) as parts:
        async with parts.database.writing() as session:
            await owe(session, [Message(CHANNEL, "1", Reply("News", "en").to_json())], clock.now())
        clock.forward(days=1)
        seen = await parts.health.state()
    await commands_operation.owed(argparse.Namespace(dead=False), settings)

    assert (seen.oldest, seen.queues) == (0, ())
    assert capsys.readouterr().out == "nothing waits\n"


def test_a_label_in_brackets_presses_its_button(data: Path) -> None:
    """Without --json people read and write plainly; `[Label]` presses."""
    out = _talk(data, "--lang", "en", said="housing benefit\n[Lindenau]\n")

    assert "[Birkenstadt]  [Lindenau]" in out
    assert "Housing office Lindenau" in out
