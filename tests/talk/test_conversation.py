"""One conversation, message by message: state that survives JSON, languages, misunderstandings."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

import bot.flows  # noqa: F401  importing it registers the conversations
from bot.talk.conversation import House
from bot.talk.script import FLOWS, Option, choose, flow, say
from bot.talk.state import State
from participation.core.text import render, t
from tests.talk.everything import ANSWERS
from tests.talk.person import Person

pytestmark = pytest.mark.usefixtures("flows")


async def test_every_kind_of_question_survives_json() -> None:
    """Each answer is understood, kept as plain JSON, and the effect happens once."""
    one = Person()
    await one.starts(*ANSWERS.values())

    assert one.done == ["packed"]
    assert one.journal == {
        "word": "hello world", "one": "pear", "many": ["apple", "plum"], "weight": 3, "day": "2026-12-24", "place": "2",
        "letter": "O", "note": "", "sure": True, "packed": {"done": "B-1"},
    }  # fmt: skip
    assert "Packed: hello world, B-1" in one.replies[-1].text
    assert "Goodbye." in await one.says("bye")
    assert State.from_json(one.state).acts == []


HOSTILE = [
    "\x00",
    "\ud800\udfff",
    "\u202e\u2067\u202b",
    "x" * 4_000_000,
    "\x00yes\x00",
    "٩" * 5000,
    "\u200f\u061c",
    "]]><script>",
    "{word}",
    "%s",
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
async def test_hostile_texts_break_no_question(text: str) -> None:
    """Whatever is written at whatever question: an answer, and a state any database and any page can bear."""
    for answered in range(len(ANSWERS) + 1):
        one = Person()
        await one.starts(*list(ANSWERS.values())[:answered])
        await one.hears(text=text)
        await one.hears(text=text)
        for stored in (one.state, one.replies[-1].to_json()):
            stored.encode()
            assert "\x00" not in stored
            assert "\\u0000" not in stored
            assert len(stored) < 20_000
            assert not any(sign in stored for sign in "\u202a\u202b\u202d\u202e")
        assert State.from_json(one.state).acts or State.from_json(one.state).open is None


async def test_the_third_misunderstanding_explains_and_shows_ways_out() -> None:
    """Twice a hint, then an explanation with back, stop and a person; an understood answer begins to count anew."""
    one = Person()
    await one.starts("x", "pear", "1")
    for _ in range(2):
        assert "Please type a number from 1 to 9." in await one.says("heavy")
    assert "I need a whole number here" in await one.says("very heavy")
    assert {"c.back", "c.cancel", "f.talk_to_a_person"} <= {button.code for button in one.replies[-1].buttons}
    assert "How heavy?" in one.replies[-1].text

    assert "Please write the date" in await one.says("3", "soon")


async def test_a_command_in_between_is_no_misunderstanding() -> None:
    """Who asks for help reads it, and then the question again where they were."""
    one = Person()
    await one.starts("x", "pear")
    said = await one.says("help")

    assert "These words work at any time" in said
    assert said.endswith("Which fruits?")
    assert one.journal == {"word": "x", "one": "pear"}
    assert "How heavy?" in await one.says("1")


async def _what_next() -> None:
    options = [
        Option("keep", t("Keep it")),
        Option("cancel", t("Cancel this appointment")),
        Option("help", "Help first"),
    ]
    if await choose("action", t("What would you like to do?"), options) == "cancel":
        return await say(t("Cancelled. Thank you: somebody else can have the time now."))
    return await say(t("The appointment stays as it is."))


@pytest.fixture
def crossroads() -> Iterator[None]:
    """A flow that asks with an answer that begins like a command."""
    flow("crossroads", link="crossroads", link_key="from")(_what_next)
    yield
    del FLOWS["crossroads"]


@pytest.mark.usefixtures("crossroads")
@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("cancel", "Cancelled."), ("Cancel!", "Cancelled."), ("/cancel", "I have stopped"), ("stop", "I have stopped"),
        ("help", "These words work at any time"),
    ],
)  # fmt: skip
async def test_an_answer_in_sight_goes_before_a_spoken_command(typed: str, expected: str) -> None:
    """Who copies the beginning of a button means the button; help, a slash, or another word for the command, stays one."""
    one = Person()
    await one.says("/start crossroads_x")

    assert expected in await one.says(typed)


async def test_the_language_changes_in_mid_talk() -> None:
    """The open question is asked again in the new language, and given answers stay."""
    one = Person()
    await one.starts("x", "pear", "1", "3")
    await one.says("/language", "Deutsch")

    assert one.language == one.replies[-1].language == "de"
    assert one.journal == {"word": "x", "one": "pear", "many": ["apple"], "weight": 3}
    assert "Which place?" in await one.says("24. Dezember")


async def test_a_newcomer_without_language_is_asked_first_and_loses_no_word() -> None:
    """What they wrote is taken up once the language is known, after the greeting."""
    one = Person(language=None, state=State().to_json())
    assert "Which language" in await one.says("/start all_word")
    said = await one.says("English")

    assert "Hello! I am Lotse" in said
    assert "Which fruit?" in said
    assert one.journal == {"word": "word"}


async def test_the_channel_discloses_itself_before_the_first_question() -> None:
    """A channel that others can read says so to every newcomer, once."""
    one = Person(house=House("Birkental", {"test": t("Others can read this.")}), state=State().to_json())

    assert "Others can read this." in await one.says("/start all_x")
    assert "Others can read this." not in await one.says("pear")


@pytest.mark.parametrize("first", ["/start all_x", "my residence permit ends", "/start", "/language", "/help"])
async def test_it_discloses_itself_also_before_the_language_is_known(first: str) -> None:
    """Who has to say their language first reads it before that, in German and English, once."""
    notice = t(
        "Telegram can read what is written here. The same conversation without Telegram: {address}", address="/chat"
    )
    one = Person(language=None, house=House("Birkental", {"test": notice}), state=State().to_json())
    said = await one.says(first)

    assert said.startswith(f"{render(notice, 'de')}\n{render(notice, 'en')}\n\n")
    assert "Which language" in said
    assert render(notice, "en") not in await one.says("what?", "/help", "/language")
    assert "Hello! I am Lotse" in (chosen := await one.says("English"))
    assert render(notice, "en") not in chosen


async def test_it_discloses_itself_again_in_a_language_that_was_not_read_yet() -> None:
    """Who chooses neither German nor English reads it once more, now in their own language, with the greeting."""
    notice = t(
        "Telegram can read what is written here. The same conversation without Telegram: {address}", address="/chat"
    )
    one = Person(language=None, house=House("Birkental", {"test": notice}), state=State().to_json())

    assert render(notice, "ar") in await one.says("/start", "العربية")


@pytest.mark.parametrize("message", [{}, {"text": ""}, {"text": "\x00"}, {"text": "\u202e"}])
async def test_pictures_and_empty_messages_get_a_kind_word(message: dict[str, str]) -> None:
    """Who sends a voice message reads that we read only text, and the question again."""
    one = Person()
    assert "I can only read text" in (await one.hears(**message)).text
    await one.starts("x")
    reply = await one.hears(**message)

    assert "I can only read text" in reply.text
    assert "Which fruit?" in reply.text
