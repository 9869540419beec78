"""The desk: each update answered once, in order, whole or not at all; on both databases."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlmodel import col

import bot.flows  # noqa: F401  importing it registers the conversations
from bot.talk import records
from bot.talk.channel import Incoming, Reply
from bot.talk.conversation import House
from bot.talk.desk import Desk
from bot.talk.models import Conversation, Heard
from participation.core.clock import SetClock
from participation.core.db import Database
from participation.core.outbox import Due, Owed
from participation.people.models import Contact
from tests.talk.everything import ANSWERS, everything

HOUSE = House("Birkental")


@pytest.fixture(autouse=True)
def flows() -> Iterator[None]:
    """The flow with every kind of question."""
    with everything():
        yield


class Person:
    """Writes to a fresh desk each time, as to another process."""

    def __init__(self, database: Database, clock: SetClock, address: str = "a", language: str | None = "en") -> None:
        self.database, self.clock, self.address, self.language, self.count = database, clock, address, language, 0

    async def hears(self, text: str | None = None, *, id_: str | None = None, choice: str | None = None) -> list[Reply]:
        self.count += 1
        incoming = Incoming(
            "test", self.address, id_ or f"{self.address}-{self.count}", text, choice, self.language, True
        )
        return [Reply.from_json(due.payload) for due in await Desk(self.database, self.clock, HOUSE).answer(incoming)]

    async def says(self, *texts: str) -> str:
        replies: list[Reply] = []
        for text in texts:
            replies = await self.hears(text)
        return "\n".join(reply.text for reply in replies)

    async def journal(self) -> dict[str, Any]:
        async with self.database.reading() as session:
            mine = select(col(Conversation.state)).join(Contact).where(col(Contact.address) == self.address)
            acts = json.loads((await session.execute(mine)).scalar_one())["acts"]
        return dict(acts[-1]["journal"]) if acts else {}


async def count(database: Database, what: Any, *where: Any) -> int:
    async with database.reading() as session:
        return int((await session.execute(select(func.count()).select_from(what).where(*where))).scalar_one())


@pytest.fixture
def person(database: Database, clock: SetClock) -> Person:
    """Somebody with a chat."""
    return Person(database, clock)


async def test_the_whole_talk_goes_through_the_database(person: Person) -> None:
    """Every answer is stored and read back by the next desk; the effect is there once, and the replies are owed."""
    await person.says("/start all_x", *list(ANSWERS.values())[1:])

    assert (await person.journal())["packed"] == {"done": "B-3"}
    assert await count(person.database, Owed, col(Owed.channel) == "trace") == 1
    assert await count(person.database, Owed, col(Owed.address) == "a") == len(ANSWERS)


async def test_a_repeated_update_is_answered_once(person: Person) -> None:
    """The same update, at once or later, has no second effect and no second reply."""
    await person.says("/start all_x", *list(ANSWERS.values())[1:-1])
    answers = await asyncio.gather(*(person.hears("yes", id_="again") for _ in range(8)))

    assert sum(bool(replies) for replies in answers) == 1
    assert await person.hears("yes", id_="again") == []
    assert await count(person.database, Owed, col(Owed.channel) == "trace") == 1


async def test_without_heard_it_would_be_answered_twice(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: a desk that does not note updates answers a repeated one again."""
    monkeypatch.setattr(records, "hear", records.load)
    await person.hears("/start all_x", id_="one")
    await person.hears("pear", id_="two")
    assert await person.hears("pear", id_="two")

    assert await count(person.database, Heard) == 0
    assert await count(person.database, Owed, col(Owed.address) == "a") == 3


async def test_two_messages_at_once_lose_nothing(database_url: str, clock: SetClock) -> None:
    """Two processes answer one newcomer at the same time: one person, both answers in one journal, one after the other."""
    one, other = Database(database_url), Database(database_url)
    for round_ in range(6):
        desks = (one, other)
        people = [Person(desk, clock, f"r{round_}") for desk in desks]
        await asyncio.gather(
            people[0].hears("/start all_x", id_=f"{round_}s"), people[1].hears("/menu", id_=f"{round_}m")
        )
        await people[0].hears("/start all_x", id_=f"{round_}t")
        answers = ["pear", "1", "3", "24.12.", "1", "k"]
        for number in range(0, len(answers), 2):
            await asyncio.gather(
                people[0].hears(answers[number], id_=f"{round_}-{number}"),
                people[1].hears("/help", id_=f"{round_}-{number}h"),
            )
            await people[1].hears(answers[number + 1], id_=f"{round_}-{number + 1}")
        assert list((await people[0].journal()).items()) == [
            ("word", "x"), ("one", "pear"), ("many", ["apple"]), ("weight", 3), ("day", "2026-12-24"), ("place", "1"),
            ("letter", "K"),
        ]  # fmt: skip
    assert await count(one, Contact) == 6
    await one.close()
    await other.close()


async def test_many_people_at_once_do_not_mix(database: Database, clock: SetClock) -> None:
    """Forty people talk at the same time; each has their own answers."""

    async def talk(number: int) -> dict[str, Any]:
        one = Person(database, clock, f"p{number}")
        await one.says(f"/start all_w{number}", "pear", str(number % 3 + 1), str(number % 9 + 1))
        return await one.journal()

    journals = await asyncio.gather(*(talk(number) for number in range(40)))

    assert [journal["word"] for journal in journals] == [f"w{number}" for number in range(40)]
    assert [journal["weight"] for journal in journals] == [number % 9 + 1 for number in range(40)]


async def test_a_bug_is_set_aside_and_the_talk_stands(person: Person, caplog: pytest.LogCaptureFixture) -> None:
    """The person is told, the update is not tried again, nothing of it is kept, nothing they wrote is logged."""
    await person.says("/start all_secret-word", "pear", "1", "8", "24.12.", "1", "k", "secret note")
    before = await person.journal()
    with caplog.at_level(logging.DEBUG):
        said = await person.hears("yes", id_="bug")

    assert "Something went wrong on our side. Nothing was changed." in said[0].text
    assert await person.hears("yes", id_="bug") == []
    assert await person.journal() == before
    assert await count(person.database, Owed, col(Owed.channel) == "trace") == 0
    assert any(record.__dict__.get("action") == "update_set_aside" for record in caplog.records)
    assert "secret" not in caplog.text
    assert "Nothing was packed." in await person.says("no")


async def test_a_refusal_undoes_only_its_own_work(person: Person) -> None:
    """What the refusing service had written is gone; the answers of the same message and the reply are kept."""
    await person.says("/start all_x", "pear", "1", "9", "24.12.", "1", "k", "skip this question")

    assert "The basket is too heavy." in await person.says("yes")
    assert await count(person.database, Owed, col(Owed.channel) == "trace") == 0
    assert await count(person.database, Heard) == 9


async def test_one_bug_does_not_undo_the_answers_of_others(database: Database, clock: SetClock) -> None:
    """Messages that share a commit do not share a failure."""
    people = [Person(database, clock, f"p{number}") for number in range(10)]
    for number, one in enumerate(people):
        weight = "8" if number % 2 else "3"
        await one.says("/start all_x", "pear", "1", weight, "24.12.", "1", "k", "skip this question")
    answers = await asyncio.gather(*(one.says("yes") for one in people))

    assert [("Something went wrong" in said, "Packed" in said) for said in answers] == [
        (False, True),
        (True, False),
    ] * 5
    assert await count(database, Owed, col(Owed.channel) == "trace") == 5


@pytest.mark.parametrize(
    "text", ["\x00", "a\x00b", "\ud800", "\udfff\ud800", "😀\ud83d", "\u202e\u2066abc", "x" * 4_000_000]
)
async def test_texts_no_database_can_hold(person: Person, text: str) -> None:
    """NUL, half letters, turned directions and 4 MB neither crash nor turn up again."""
    for known in (["/menu"], ["/start all_x", "/back"], ["/start all_x", *list(ANSWERS.values())[1:7]]):
        await person.says(*known)
        replies: list[Reply] = await person.hears(text)
        assert replies
        assert not any("Something went wrong" in reply.text for reply in replies)
        assert len(json.dumps(await person.journal())) < 10_000


async def test_a_deep_link_and_a_choice_of_hostile_bytes(person: Person) -> None:
    """Links and button codes are texts of strangers as well."""
    for link in ("/start all_\x00", "/start all_\ud800", "/start all_" + "x" * 5000, "/start \u202e"):
        assert await person.hears(link)
    for code in ("\x00", "\ud800", "q." * 100_000):
        assert await person.hears(choice=code)


async def test_what_is_kept_of_a_person(person: Person) -> None:
    """Their language from the channel's hint is spoken; the one chosen is kept; no word of theirs stays after the talk."""
    person.language = "ar-EG"
    replies = await person.hears("/start all_secretword")
    assert replies[-1].language == "ar"
    await person.says("/language", "Deutsch")
    person.language = "fr"
    assert (await person.hears("/help"))[-1].language == "de"
    await person.says("/cancel")

    async with person.database.reading() as session:
        state = (await session.execute(select(col(Conversation.state)))).scalar_one()
    assert "secretword" not in state


async def test_replies_are_claimed_for_their_sender(person: Person) -> None:
    """Who answers sends: nobody else takes the reply meanwhile."""
    incoming = Incoming("test", "a", "1", "/menu", None, "en", True)
    due: list[Due] = await Desk(person.database, person.clock, HOUSE).answer(incoming)
    async with person.database.reading() as session:
        until = (await session.execute(select(col(Owed.claimed_until)))).scalars().all()

    assert len(due) == len(until) == 1
    assert until[0] is not None
    assert until[0] > person.clock.now()
