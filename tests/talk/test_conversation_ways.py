"""Ways into a talk, back, out of it and back in: interruptions, links, the menu."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

import bot.flows  # noqa: F401  importing it registers the conversations
from bot.talk.script import FLOWS, confirm, flow
from bot.talk.state import State
from participation.core.text import t
from tests.talk.everything import ANSWERS
from tests.talk.person import Person

pytestmark = pytest.mark.usefixtures("flows")


async def test_interrupting_twice_comes_back() -> None:
    """Help during the choice of a language, and a language during a talk: each goes back to what lies below."""
    one = Person()
    await one.starts("x")
    assert "Which language" in await one.says("/language")
    assert "Which language" in await one.says("/help")
    assert "Which fruit?" in await one.says("English")
    assert [act.flow for act in State.from_json(one.state).acts] == ["everything"]


@pytest.fixture
def aside() -> Iterator[None]:
    """A flow that interrupts others with a question of its own."""

    @flow("aside", link="aside", link_key="from", interrupts=True)
    async def script() -> None:
        await confirm("whole", t("Shall I show you every entry?"))

    yield
    del FLOWS["aside"]


@pytest.mark.usefixtures("aside")
@pytest.mark.parametrize("language", ["en", None])
async def test_interruptions_do_not_pile_up(language: str | None) -> None:
    """Who calls for the same two again and again has each of them open once, the latest on top, the talk below."""
    one = Person(language=language)
    await one.says("/start all_x")
    for _ in range(20):
        await one.says("/start aside_x", "/language")

    assert [act.flow for act in State.from_json(one.state).acts] == ["everything", "aside", "choose_language"]
    assert "Shall I show you every entry?" in await one.says("English")
    assert "Which fruit?" in await one.says("yes")


async def test_back_out_of_an_interruption() -> None:
    """Back from the choice of a language leads to the talk, with the language as it was."""
    one = Person()
    await one.starts("x")
    await one.says("/language")

    assert "Which fruit?" in await one.says("/back")
    assert one.language == "en"


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


async def test_what_was_left_stays_a_week_whatever_is_written_since() -> None:
    """Seven days later it goes on; on the eighth it is gone, though the person wrote every day."""
    one = Person()
    await one.says("/start all_x", "pear", "/menu")
    for _ in range(7):
        one.now += timedelta(days=1)
        await one.says("/help")
    assert State.from_json(one.state).shelf["everything"].journal == {"word": "x", "one": "pear"}

    one.now += timedelta(days=1)
    await one.says("/help")
    assert State.from_json(one.state).shelf == {}
    assert "We go on" not in await one.says("/start all_x")


async def test_who_takes_it_up_and_leaves_it_again_has_another_week() -> None:
    """The week counts from the day it was last left."""
    one = Person()
    await one.says("/start all_x", "pear", "/menu")
    for _ in range(3):
        one.now += timedelta(days=6)
        assert "We go on where you stopped." in await one.says("/start all_x")
        await one.says("/menu")


async def test_what_an_older_version_left_counts_from_its_next_message() -> None:
    """Its state has no day: the journal is still taken up, for a week from now on."""
    one = Person()
    await one.says("/menu")
    one.state = one.state.replace('"shelf":{}', '"shelf":{"everything":{"word":"x","day":"2026-12-24"}}')
    for days, left in ((0, 1), (7, 1), (1, 0)):
        one.now += timedelta(days=days)
        await one.says("/help")
        assert len(State.from_json(one.state).shelf) == left


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
