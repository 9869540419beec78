"""What Telegram refuses, delays or cuts: replies wait, are given up, or find another form."""

from __future__ import annotations

import asyncio
import time

import pytest
from sqlalchemy import text

from bot.talk.channel import Button, Reply
from bot.wiring import Wired
from participation.core.outbox import Message, owe
from tests.channels.telegram.conftest import Start
from tests.support.botapi import BotApi
from tests.support.botapi_faults import Fault


async def _owe(parts: Wired, address: str, reply: Reply) -> None:
    async with parts.database.writing() as session:
        await owe(session, [Message("telegram", address, reply.to_json())], parts.clock.now())


async def _until(parts: Wired, question: str, wanted: object) -> None:
    """Wait until the database gives this answer."""
    async with asyncio.timeout(10):
        while await _one(parts, question) != wanted:  # noqa: ASYNC110  the worker has no event for it
            await asyncio.sleep(0.02)


async def _one(parts: Wired, question: str) -> object:
    async with parts.database.reading() as session:
        return (await session.execute(text(question))).scalar()


async def test_who_blocked_us_is_left_in_peace(api: BotApi, start: Start) -> None:
    """403 marks the contact as gone and sets the message aside; a new message from them makes all well."""
    parts = await start()
    amira = api.person(42)
    amira.blocked = True
    amira.says("/help")
    await _until(parts, "select gone from contact where address = '42'", 1)
    dead = await _one(parts, "select dead from outbox where dead is not null")
    amira.blocked = False
    amira.says("/help")
    await amira.until(lambda: len(amira.screen) == 1)

    assert dead == "gone"
    assert await _one(parts, "select gone from contact where address = '42'") == 0


async def test_blocking_is_noted_when_telegram_says_so(api: BotApi, start: Start) -> None:
    """Whoever stops the bot is marked as gone at once, before anything is sent in vain."""
    parts = await start()
    amira = api.person(42)
    amira.says("/help")
    await amira.until(lambda: len(amira.screen) == 2)
    member = {"user": {"id": 123456, "is_bot": True, "first_name": "Lotse"}}
    api.update(
        my_chat_member={
            "chat": amira.chat, "from": amira.user, "date": 1795424400,
            "old_chat_member": {**member, "status": "member"},
            "new_chat_member": {**member, "status": "kicked", "until_date": 0},
        }
    )  # fmt: skip

    await _until(parts, "select gone from contact where address = '42'", 1)


async def test_a_wait_telegram_asks_for_is_kept(api: BotApi, start: Start) -> None:
    """After 429 nothing goes to that chat before its time, in order; other chats are served meanwhile."""
    await start()
    amira, other = api.person(42), api.person(43)
    amira.says("/help")
    await amira.until(lambda: len(amira.screen) == 2)
    api.faults.append(Fault("sendMessage", 429, "Too Many Requests: retry after 1", retry_after=1, chat=42))
    refused = time.monotonic()
    amira.says("/help")
    await api.until(lambda: not api.faults[0].times)
    amira.says("/cancel")
    other.says("/help")
    await other.until(lambda: len(other.screen) == 2)
    waited_for_other = time.monotonic() - refused
    await amira.until(lambda: len(amira.screen) == 4)

    assert time.monotonic() - refused >= 1
    assert waited_for_other < 1
    assert "These words" in amira.screen[2].text
    assert "stopped here" in amira.screen[3].text
    assert len([call for call in api.named("sendMessage") if call["chat_id"] == "42"]) == 5


@pytest.mark.parametrize("fault", [Fault("sendMessage", 502, "Bad Gateway"), Fault("sendMessage", cut=True)])
async def test_a_failing_line_is_tried_again(api: BotApi, start: Start, fault: Fault) -> None:
    """5xx and cut connections cost time, not messages."""
    api.faults.append(fault)
    await start()
    amira = api.person(42)
    amira.says("/help")
    await amira.sees("These words work at any time")

    assert len(amira.screen) == 2


async def test_a_failing_fetch_is_tried_again(api: BotApi, start: Start) -> None:
    """The loop goes on after errors, garbage and cuts of getUpdates."""
    api.faults += [Fault("getUpdates", 502, "Bad Gateway"), Fault("getUpdates", 200), Fault("getUpdates", cut=True)]
    await start()
    amira = api.person(42)
    amira.says("/help")

    await amira.sees("These words work at any time")


async def test_what_can_never_be_sent_is_set_aside(api: BotApi, start: Start) -> None:
    """400 for an unknown chat makes a dead letter with its reason; the next message goes out."""
    parts = await start()
    api.person(42)
    await _owe(parts, "999", Reply("Hello", "en"))
    await _owe(parts, "42", Reply("Hello", "en"))
    await api.person(42).sees("Hello")

    await _until(parts, "select dead from outbox where dead is not null", "chat not found")


async def test_a_long_text_comes_in_parts_with_the_buttons_last(api: BotApi, start: Start) -> None:
    """What is longer than a message is cut at the end of a paragraph, and nothing is missing."""
    parts = await start()
    paragraphs = [f"{number} " + "مرحبا 👋 " * 60 for number in range(30)]
    amira = api.person(42)
    await _owe(parts, "42", Reply("\n\n".join(paragraphs), "ar", (Button("c.menu", "Menu"),)))
    await amira.until(lambda: bool(amira.screen) and amira.screen[-1].labels == ["Menu"])
    said = [part.strip() for seen in amira.screen for part in seen.text.split("\n\n")]

    assert said == [part.strip() for part in paragraphs]
    assert all(not seen.labels for seen in amira.screen[:-1])


async def test_buttons_keep_to_the_limits(api: BotApi, start: Start) -> None:
    """Of too many buttons the first and the last are shown; codes that are too long are not."""
    parts = await start()
    amira = api.person(42)
    many = tuple(Button(f"q.tag.1.{number}", f"Choice {number}") for number in range(150))
    await _owe(parts, "42", Reply("Which?", "en", (*many, Button("x" * 65, "too long"), Button("q.tag.1.150", "Done"))))
    seen = await amira.sees("Which?")

    assert len(seen.labels) == 100
    assert seen.labels[-1] == "Done"


async def test_short_answers_stand_side_by_side(api: BotApi, start: Start) -> None:
    """Times share a row; whole sentences have one each."""
    parts = await start()
    first, second = api.person(42), api.person(43)
    times = tuple(Button(f"q.tag.1.{number}", f"{8 + number:02}:00") for number in range(8))
    await _owe(parts, "42", Reply("When?", "en", times))
    await _owe(parts, "43", Reply("What?", "en", (*times, Button("q.tag.1.9", "Another day, please"))))
    when, what = await first.sees("When?"), await second.sees("What?")

    assert [len(row) for row in when.rows] == [4, 4]
    assert [len(row) for row in what.rows] == [1] * 9


async def test_old_buttons_are_taken_away_and_answered_kindly(api: BotApi, start: Start) -> None:
    """With a new question the old one loses its buttons; who presses one nevertheless is led back."""
    await start()
    amira = api.person(42)
    amira.says("/language")
    old = await amira.sees("Which language")
    code = old.rows[0][0][1]
    amira.says("I mean the one we speak")
    await amira.until(lambda: len(amira.screen) == 3)
    await amira.until(lambda: old.rows == [])
    amira.presses_code(code, old)
    await amira.until(lambda: len(amira.screen) == 4)

    assert "earlier question" in amira.screen[3].text
    assert "Which language" in amira.screen[3].text
    assert len(api.named("answerCallbackQuery")) == 1


async def test_pictures_voice_and_places_are_answered_kindly(api: BotApi, start: Start) -> None:
    """What we cannot read is answered with how to go on; the words below a picture are read."""
    await start()
    amira = api.person(42)
    file = {"file_id": "f", "file_unique_id": "u"}
    size = {"width": 9, "height": 9}
    amira.sends(sticker={**file, **size, "type": "regular", "is_animated": False, "is_video": False})
    amira.sends(voice={**file, "duration": 3})
    amira.sends(location={"latitude": 51.3, "longitude": 12.4})
    amira.sends(photo=[{**file, **size}])
    amira.sends(photo=[{**file, **size}], caption="/help")
    amira.sends(pinned_message=amira.message(text="an old one"))
    amira.edits("another word")
    await amira.until(lambda: len(amira.screen) == 7)
    said = [seen.text for seen in amira.screen]

    assert sum("I can only read text" in one for one in said) == 3
    assert sum("write the name of the place" in one for one in said) == 1
    assert sum("These words work" in one for one in said) == 1
    assert sum("do not notice when a message is changed" in one for one in said) == 1


async def test_groups_are_left_with_one_polite_line(api: BotApi, start: Start) -> None:
    """Taken into a group, or written to in one, we say once where to write, and leave."""
    await start()
    amira = api.person(42)
    group = {"id": -7, "type": "group", "title": "G"}
    bot = {"user": {"id": 123456, "is_bot": True, "first_name": "Lotse"}}
    change = {"chat": group, "from": amira.user, "date": 1, "old_chat_member": {**bot, "status": "left"}}
    api.update(my_chat_member={**change, "new_chat_member": {**bot, "status": "member"}})
    api.update(message={**amira.message(text="/start"), "chat": group})
    await api.until(lambda: len(api.left) == 2)

    assert [call["chat_id"] for call in api.named("sendMessage")] == ["-7"]
    assert not amira.screen


async def test_a_slow_answer_shows_that_we_are_at_it(api: BotApi, start: Start) -> None:
    """While a turn waits for the database, Telegram shows that somebody is writing."""
    parts = await start()
    amira = api.person(42)
    async with parts.database.writing() as session:
        await session.execute(text("update contact set place = place"))
        amira.says("/help")
        await api.until(lambda: bool(api.named("sendChatAction")))
    await amira.sees("These words work at any time")


async def test_several_answers_change_one_message(api: BotApi, start: Start) -> None:
    """A reply that may stand in the place of the pressed message is put there; pressed twice it stays as it is."""
    parts = await start()
    amira = api.person(42)
    channel = parts.channels["telegram"]
    boxes = (Button("q.tag.1.0+", "☐ One"),)
    await channel.send("42", Reply("Which?", "en", boxes))
    changed = Reply("Which?", "en", (Button("q.tag.1.0-", "☑ One"),), instead=True)
    await channel.send("42", changed)
    await channel.send("42", changed)

    assert len(amira.screen) == 1
    assert amira.screen[0].labels == ["☑ One"]
