"""A whole talk over real HTTP, by polling and by webhook."""

from __future__ import annotations

import asyncio

import pytest

from tests.channels.telegram.conftest import Start
from tests.support.botapi import BotApi
from tests.support.botapi_faults import Fault


@pytest.mark.parametrize("mode", ["polling", "webhook"])
async def test_a_newcomer_finds_an_office(api: BotApi, start: Start, mode: str) -> None:
    """Said in one's own words, a need leads to the office, with buttons on the way; Telegram is told to see it all."""
    await start(mode)
    amira = api.person(42, "en")
    amira.says("I have a new flat")
    question = await amira.sees("Where do you live?")
    first = amira.screen[0]
    amira.says("Lindenau")
    await amira.until(lambda: "please go to" in amira.screen[-1].text)

    assert "Telegram can read" in first.text
    assert "/chat" in first.text
    assert question.id > first.id
    assert amira.screen[-1].labels


async def test_the_language_is_asked_where_it_is_not_known(api: BotApi, start: Start) -> None:
    """Somebody whose phone speaks a language we do not is asked; the pressed question loses its buttons."""
    await start()
    amira = api.person(42, "xx")
    amira.says("/start")
    question = await amira.sees("Which language")
    amira.presses("Deutsch")
    await amira.until(lambda: "Hallo" in amira.screen[-1].text or "Guten Tag" in amira.screen[-1].text)
    await amira.until(lambda: question.rows == [])

    assert len(api.named("answerCallbackQuery")) == 1


async def test_the_same_press_under_a_new_number_is_heard_once(api: BotApi, start: Start) -> None:
    """An app that sends a press again gets no second answer, and the talk stands where it stood."""
    await start()
    amira = api.person(42, "xx")
    amira.says("/start")
    await amira.sees("Which language")
    amira.presses("English")
    await amira.sees("Hello! I am Lotse")
    amira.presses_again()
    amira.says("/language")
    await amira.sees("Which language")

    assert [seen.text for seen in amira.screen if "earlier question" in seen.text] == []
    assert len(amira.screen) == 3


async def test_switching_from_polling_to_webhook_and_back_loses_nothing(api: BotApi, start: Start) -> None:
    """What was written while nobody listened is answered, whichever way comes next."""
    amira = api.person(42, "en")
    for mode in ("polling", "webhook", "polling"):
        amira.says("/help")
        await start(mode)
        await amira.reads()
        await amira.until(lambda: bool(amira.screen))
    amira.says("/privacy")
    await amira.reads()
    helped = [seen for seen in amira.screen if "These words work at any time" in seen.text]

    assert len(helped) == 3


async def test_messages_of_one_person_are_answered_in_order_while_others_are_served(api: BotApi, start: Start) -> None:
    """Ten people write five things each at once; everybody reads the answers in their own order."""
    people = [api.person(number, "en") for number in range(100, 110)]
    for _ in range(2):
        for person in people:
            person.says("/help")
            person.says("/cancel")
    await start()
    for person in people:
        await person.until(lambda person=person: len(person.screen) >= 5)
    await asyncio.gather(*(person.reads() for person in people))

    for person in people:
        kinds = ["help" if "These words" in seen.text else "stop" for seen in person.screen[1:]]
        assert kinds == ["help", "stop", "help", "stop"]


async def test_nobody_waits_until_somebody_is_told_that_changes_are_not_noticed(api: BotApi, start: Start) -> None:
    """Telegram takes its time with one chat; another person is answered meanwhile, from an embedded database too."""
    await start("polling")
    amira, other = api.person(42), api.person(43)
    api.faults.append(Fault("sendMessage", status=200, chat=42, slow=4.0))
    amira.edits("I meant something else")
    other.says("/help")
    await api.until(lambda: bool(other.screen), 3)

    assert amira.screen == []
