"""Everybody who took part and wanted to hear is told what was decided, in their language; nobody else is."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest

from bot.channels.webchat.transcript import CHANNEL
from bot.talk.channel import Reply
from bot.telling import tell_due
from bot.worker import Worker
from participation.core.clock import SetClock
from participation.core.db import Database
from participation.core.outbox import Message, Priority, owe
from participation.core.space import NothingStored, Space
from participation.people.models import Contact
from participation.people.services import mark_gone
from participation.planning.queries import finding
from participation.planning.services import decide
from participation.surveys.models import LedgerRow
from participation.surveys.queries import ledger_to_tell, survey
from participation.surveys.services import close_survey, delete_old, put_away
from tests.planning.findings import decided, forwarded, noted
from tests.support.chat import Chatter
from tests.support.takers import owed, takers
from tests.surveys.small import opened, send


async def _texts(database: Database) -> dict[str, Reply]:
    return {row.address: Reply.from_json(row.payload) for row in await owed(database)}


async def test_everybody_reads_it_in_their_language(database: Database, clock: SetClock) -> None:
    """Survey, finding, decision, reason and measure; where a text is missing it comes in German, and that is said."""
    asked = await opened(database, clock)
    people = {}
    for language in ("de", "en", "ar"):
        (people[language],) = await takers(database, clock, asked, 1)
        async with database.writing() as session:
            contact = await session.get_one(Contact, people[language])
            contact.language = language
    await decided(database, clock, asked)
    await tell_due(database, clock.now())
    told = {language: (await _texts(database))[f"at-{id_}"] for language, id_ in people.items()}

    assert {reply.language for reply in told.values()} == {"de", "en", "ar"}
    for part in ("Wie kommen Sie an? (en)", "Too few course places", "There is money for two", "Two evening courses"):
        assert part in told["en"].text
    assert "This part is in German" not in told["en"].text
    for part in ("Wie kommen Sie an?", "Zu wenig Kursplätze", "Es gibt Geld für zwei Kurse", "Zwei Abendkurse"):
        assert part in told["de"].text
        assert part in told["ar"].text
    assert len(told["ar"].text.splitlines()) == len(told["de"].text.splitlines()) + 3
    assert any(button.code == "f.what_became_of_it" for button in told["de"].buttons)


async def test_who_left_or_does_not_want_to_hear_is_left_alone(database: Database, clock: SetClock) -> None:
    """Gone people are skipped, and so is whoever switched the wish off, or never took part."""
    asked, other = await opened(database, clock), await opened(database, clock)
    stays, leaves, silent = await takers(database, clock, asked, 3)
    await takers(database, clock, other, 2)
    async with database.writing() as session:
        await mark_gone(session, "telegram", f"at-{leaves}")
        (await session.get_one(LedgerRow, (asked, silent))).wants_to_hear = False
    await decided(database, clock, asked)
    await tell_due(database, clock.now())

    assert list(await _texts(database)) == [f"at-{stays}"]


async def test_the_ledger_waits_for_the_last_decision_of_its_survey(database: Database, clock: SetClock) -> None:
    """Names go ninety days after the last news, not while something is still to be decided; drafts do not count."""
    asked = await opened(database, clock)
    (person,) = await takers(database, clock, asked, 1)
    waiting = await forwarded(database, clock, asked)
    await noted(database, clock, asked)
    await decided(database, clock, asked)
    await tell_due(database, clock.now())
    clock.forward(days=91)
    async with database.writing() as session:
        assert await delete_old(session, clock.now()) == 0
        await decide(session, waiting, "accepted", {}, "mayor", clock.now())
    await tell_due(database, clock.now())
    assert len(await owed(database)) == 2
    clock.forward(days=91)
    async with database.writing() as session:
        assert person in await ledger_to_tell(session, asked)
        assert await delete_old(session, clock.now()) == 1


async def test_a_decision_nobody_waits_for_is_told_to_the_end(sqlite: Database, clock: SetClock) -> None:
    """A survey without takers, or one that is not there, does not come up again and again."""
    id_ = await decided(sqlite, clock, "no-such-survey")
    assert await tell_due(sqlite, clock.now()) == 1
    assert await tell_due(sqlite, clock.now()) == 0
    async with sqlite.reading() as session:
        found = await finding(session, id_)

    assert found is not None
    assert found.told_at is not None


async def test_on_a_full_disk_a_decision_waits_without_a_word(
    sqlite: Database, clock: SetClock, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """That there is no room was told once; who looks every two seconds does not say it again."""
    await decided(sqlite, clock, await opened(sqlite, clock))
    full = Database(sqlite.url.render_as_string(), Space(tmp_path / "no reserve"))
    with pytest.raises(NothingStored):
        await tell_due(full, clock.now())
    await full.close()

    assert not caplog.records
    assert await tell_due(sqlite, clock.now()) == 1


async def test_the_whole_way_from_the_answer_to_the_news(database: Database, clock: SetClock) -> None:
    """Somebody answers in the chat, the survey ends, it is found, forwarded, decided, told: they read it once there."""
    asked = await opened(database, clock)
    chatter = Chatter(database, clock)
    await chatter.says("/language")
    await chatter.says("English")
    person = await chatter.person()
    await send(database, clock, asked, person=person)
    for _ in range(24):
        await send(database, clock, asked)
    async with database.writing() as session:
        await close_survey(session, asked, clock.now())
        await put_away(session, asked)
    await decided(database, clock, asked)
    worker = Worker(database, clock, {})
    for _ in range(3):
        await worker.tell_news()
        clock.forward(seconds=2)
    news = [reply for reply in await chatter.reads() if "Too few course places" in reply.text]
    async with database.reading() as session:
        found = await survey(session, asked)

    assert len(news) == 1
    assert "There is money for two courses, not for four." in news[0].text
    assert found is not None
    assert found.told_at is not None


async def test_a_running_worker_tells_within_seconds(sqlite: Database, clock: SetClock) -> None:
    """A decision made while the worker runs is sent without waiting for the minute's chores."""

    class Phone:
        name, rang, read = "telegram", asyncio.Event(), ""

        async def send(self, address: str, reply: Reply) -> None:
            self.read = f"{address}: {reply.text}"
            self.rang.set()

    asked, phone, stop = await opened(sqlite, clock), Phone(), asyncio.Event()
    (person,) = await takers(sqlite, clock, asked, 1)
    running = asyncio.create_task(Worker(sqlite, clock, {phone.name: phone}).run(stop))
    await decided(sqlite, clock, asked)
    clock.forward(seconds=3)
    async with asyncio.timeout(10):
        await phone.rang.wait()
    stop.set()
    await running

    assert phone.read.startswith(f"at-{person}: ")
    assert "Zu wenig Kursplätze" in phone.read


async def test_who_is_forgotten_is_not_told(database: Database, clock: SetClock) -> None:
    """/forget takes the wish, what is owed, and the contact along: nothing is sent afterwards."""
    asked = await opened(database, clock)
    chatter = Chatter(database, clock)
    await chatter.says("/language")
    await chatter.says("English")
    await send(database, clock, asked, person=await chatter.person())
    await decided(database, clock, asked)
    await tell_due(database, clock.now())
    assert len(await owed(database)) == 1
    await chatter.says("/forget")
    await chatter.says("yes")
    await forwarded(database, clock, asked)
    await decided(database, clock, asked)
    await tell_due(database, clock.now() + timedelta(minutes=1))

    assert await owed(database) == []


async def test_a_notice_outlives_the_end_of_a_private_talk(sqlite: Database, clock: SetClock) -> None:
    """Replies of a survey are dropped when it ends; the news that came meanwhile stay in the chat."""
    chatter = Chatter(sqlite, clock)
    await chatter.says("/language")
    await chatter.says("English")
    notice = Message(CHANNEL, chatter.address, Reply("News", "en").to_json(), "key", Priority.NOTICE)
    async with sqlite.writing() as session:
        await owe(session, [notice], clock.now())
    await chatter.says("/start s_unknown")

    assert "News" in [reply.text for reply in await chatter.reads()]
