"""One conversation, message by message: state that survives JSON, buttons, commands, languages, misunderstandings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import pytest

import bot.flows  # noqa: F401  importing it registers the conversations
from bot.talk.channel import Incoming, Reply
from bot.talk.conversation import House, Talk
from bot.talk.script import FLOWS, Do, Look, Option, choose, flow, say
from bot.talk.state import State
from participation.core.text import t
from participation.offices.finder import Recognised, recognise
from tests.talk.everything import ANSWERS, everything

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def flows() -> Iterator[None]:
    """The flow with every kind of question."""
    with everything():
        yield


@dataclass
class Person:
    """Talks to a conversation whose state goes through JSON between any two messages."""

    language: str | None = "en"
    id: str = "p12345"
    house: House = field(default_factory=lambda: House("Birkental"))
    state: str = field(default_factory=lambda: State(met=True).to_json())
    place: str | None = None
    replies: list[Reply] = field(default_factory=list)
    done: list[str] = field(default_factory=list)

    async def hears(self, **message: Any) -> Reply:
        talk = Talk(
            self.id, "test", self.language, self.place, State.from_json(self.state), self.house, NOW, self._perform
        )
        await talk.hear(Incoming("test", "a", "1", **message))
        self.state, self.language, self.place = talk.state.to_json(), talk.language, talk.place
        self.replies = talk.replies or self.replies
        return self.replies[-1]

    async def says(self, *texts: str) -> str:
        for text in texts:
            await self.hears(text=text)
        return "\n".join(reply.text for reply in self.replies)

    async def presses(self, label: str) -> str:
        code = next(button.code for button in self.replies[-1].buttons if button.label.endswith(label))
        await self.hears(choice=code)
        return self.replies[-1].text

    async def starts(self, *answered: str) -> str:
        await self.hears(text="/start all_x")
        await self.hears(text="/back")
        return await self.says(*answered)

    async def _perform(self, step: Look | Do) -> Any:
        if isinstance(step, Do):
            self.done.append(step.key)
            return "B-1"
        return Recognised((), sure=False) if step.query is recognise else []

    @property
    def journal(self) -> dict[str, Any]:
        act = State.from_json(self.state).act
        return dict(act.journal) if act else {}


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


async def test_interrupting_twice_comes_back() -> None:
    """Help during the choice of a language, and a language during a talk: each goes back to what lies below."""
    one = Person()
    await one.starts("x")
    assert "Which language" in await one.says("/language")
    assert "Which language" in await one.says("/help")
    assert "Which fruit?" in await one.says("English")
    assert [act.flow for act in State.from_json(one.state).acts] == ["everything"]


async def test_back_out_of_an_interruption() -> None:
    """Back from the choice of a language leads to the talk, with the language as it was."""
    one = Person()
    await one.starts("x")
    await one.says("/language")

    assert "Which fruit?" in await one.says("/back")
    assert one.language == "en"


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


async def test_buttons_of_earlier_questions_are_answered_kindly() -> None:
    """An old button changes nothing and shows where we are; the same press twice is one."""
    one = Person()
    await one.starts("x")
    old = one.replies[-1].buttons[0].code
    await one.hears(choice=old)
    said = one.replies[-1].text
    await one.hears(choice=old)
    assert (one.replies[-1].text, one.journal) == (said, {"word": "x", "one": "apple"})
    await one.says("1")
    await one.hears(choice=old.removesuffix("0") + "1")

    assert "That button is from an earlier question." in one.replies[-1].text
    assert "How heavy?" in one.replies[-1].text
    assert one.journal == {"word": "x", "one": "apple", "many": ["apple"]}


@pytest.mark.parametrize("code", ["", "q", "q.p12345.x.0", "q.p12345.1.99999999999999999999", "zzz", "q.p12345.-1.0", "c.nothing",
                                  "f.nothing", "q.p12345.1.0+-", "٣", "q.p12345.٣.٣", "\x00", "\ud800", "q.p12345.1." + "9" * 5000])  # fmt: skip
async def test_broken_buttons_change_nothing(code: str) -> None:
    """A code nobody made is an old button."""
    one = Person()
    await one.starts("x")
    await one.hears(choice=code)

    assert one.replies[-1].text.startswith("That button")
    assert "Which fruit?" in one.replies[-1].text
    assert one.journal == {"word": "x"}


async def test_a_button_of_another_person_is_foreign() -> None:
    """A forwarded message's button does not answer for somebody else."""
    one, other = Person(), Person(id="q99999")
    await one.starts("x")
    await other.starts("x")
    await other.hears(choice=one.replies[-1].buttons[0].code)

    assert "That button belongs to another talk." in other.replies[-1].text
    assert other.journal == {"word": "x"}


async def test_button_codes_fit_and_hold_no_words() -> None:
    """At most 64 bytes, and nothing of what people said."""
    one = Person()
    await one.hears(text="/start all_x")
    for answer in list(ANSWERS.values())[1:]:
        for button in one.replies[-1].buttons:
            assert len(button.code.encode()) <= 64
            assert "pear" not in button.code
        await one.hears(text=answer)


async def test_several_choices_are_picked_one_by_one() -> None:
    """Pressing marks, pressing again takes back, pressing the same old mark twice changes nothing, Done ends."""
    one = Person()
    await one.starts("x", "pear")
    first = one.replies[-1].buttons
    await one.presses("Apple")
    assert one.replies[-1].instead
    assert [button.label[0] for button in one.replies[-1].buttons[:3]] == ["☑", "☐", "☐"]
    await one.hears(choice=first[0].code)
    await one.presses("Plum")
    await one.presses("Apple")
    await one.presses("Done")

    assert one.journal["many"] == ["plum"]


async def test_back_steps_through_the_answers_and_stops_at_what_was_done() -> None:
    """One answer at a time, down to the first; never before an effect."""
    one = Person()
    await one.starts("x", "pear", "1")
    assert "Which fruits?" in await one.says("/back")
    assert "Which fruit?" in await one.says("back")
    assert "Any word?" in await one.says("/back")
    assert "There is no earlier question" in await one.says("/back")

    await one.says(*ANSWERS.values())
    assert "This has already been carried out" in await one.says("/back")
    assert one.done == ["packed"]
    assert "Goodbye." in await one.says("bye")


async def test_left_in_the_middle_it_goes_on_next_time() -> None:
    """The menu leaves a resumable talk; starting it again takes it up, stopping it throws it away."""
    one = Person()
    await one.says("/start all_x", "pear")
    await one.says("/menu")
    assert "We go on where you stopped." in await one.says("/start all_x")
    assert one.journal == {"word": "x", "one": "pear"}

    await one.says("/cancel")
    assert "We go on" not in await one.says("/start all_x")
    assert one.journal == {"word": "x"}


async def test_another_link_does_not_resume_the_first() -> None:
    """A link with another value begins anew."""
    one = Person()
    await one.says("/start all_x", "pear", "/menu", "/start all_y")

    assert one.journal == {"word": "y"}


async def test_a_broken_link_leads_to_the_menu() -> None:
    """An unknown or empty link is a plain start."""
    one = Person()
    for link in ("/start all_", "/start nothing_x", "/start all", "/start"):
        assert "What would you like to do?" in await one.says(link)
        assert State.from_json(one.state).acts == []


@pytest.mark.parametrize("message", [{}, {"text": ""}, {"text": "\x00"}, {"text": "\u202e"}])
async def test_pictures_and_empty_messages_get_a_kind_word(message: dict[str, str]) -> None:
    """Who sends a voice message reads that we read only text, and the question again."""
    one = Person()
    assert "I can only read text" in (await one.hears(**message)).text
    await one.starts("x")
    reply = await one.hears(**message)

    assert "I can only read text" in reply.text
    assert "Which fruit?" in reply.text


async def test_a_flow_that_is_gone_is_left() -> None:
    """After a deploy without a flow its talks end in the menu, not in an error."""
    one = Person()
    await one.starts("x")
    one.state = one.state.replace('"flow":"everything"', '"flow":"of_old_times"')

    assert "What would you like to do?" in await one.says("pear")


async def test_the_menu_is_chosen_by_number_and_by_label() -> None:
    """A person without buttons types what stands on them."""
    one = Person()
    await one.says("/menu")
    labels = [button.label for button in one.replies[-1].buttons]
    assert "These words work at any time" in await one.says(labels[-1])

    assert "These words work at any time" in await one.says(str(len(labels)))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Cancel my appointment, please!", True), ("I have to cancel my appointment", True),
        ("cancel my appointment " + "because of everything " * 3, False), ("an appointment", False), ("cancelled", False),
    ],
)  # fmt: skip
async def test_who_wants_an_appointment_cancelled_is_shown_theirs(typed: str, meant: bool) -> None:
    """Where nothing is asked, short words for a conversation of the menu begin it; a longer story is a need."""
    one = Person()

    assert ("You have no appointments." in await one.says(typed)) is meant
