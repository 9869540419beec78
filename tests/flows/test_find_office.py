"""The finder as people use it: danger first, other words at any time, numbers for what is shown."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from participation.core.clock import SetClock
from participation.core.db import Database
from participation.offices.services import CATALOGUE, CATALOGUE_FOLDER, import_tables
from tests.support.chat import Chatter

COUNTY = CATALOGUE_FOLDER.parents[1] / "demo" / "county"


@pytest.fixture
async def chatter(sqlite: Database, clock: SetClock) -> Chatter:
    """Somebody who writes English in the invented county."""
    now = datetime(2026, 11, 23, 9, tzinfo=UTC)
    async with sqlite.writing() as session:
        await import_tables(session, CATALOGUE_FOLDER, now, CATALOGUE)
        await import_tables(session, COUNTY, now)
    return Chatter(sqlite, clock)


async def words(chatter: Chatter, *texts: str) -> str:
    answer = ""
    for text in texts:
        answer = "\n".join(reply.text for reply in await chatter.says(text))
    return answer


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("my husband beats me", "110"), ("he hit me again please help", "110"), ("I want to kill myself", "112"),
        ("my house is burning", "112"), ("he wants to kill me", "112"), ("my boyfriend hurts me", "110"),
    ],
)  # fmt: skip
async def test_the_number_to_call_comes_first(chatter: Chatter, text: str, number: str) -> None:
    """Before any question, before we say what we understood, and once."""
    said = await words(chatter, text)

    assert number in said.split("\n\n")[0]
    assert said.count("Call \u20661") == 1


async def test_a_greeting_is_no_emergency(chatter: Chatter) -> None:
    """Who writes everyday words is not sent to the police."""
    for text in ("hello there friend", "I need a new flat registration"):
        assert "110" not in (await words(chatter, text, "/cancel"))


async def test_other_words_begin_anew(chatter: Chatter) -> None:
    """At a choice, and after an answer, a new wish is understood without pressing anything."""
    assert "What do you mean?" in await words(chatter, "money")
    assert "I understand: Day-care place" in await words(chatter, "no, kindergarten")
    assert "Remember where I live" in str(await chatter.says("Lindenau"))
    assert "I understand: Register a marriage" in await words(chatter, "get married")


async def test_another_need_instead_of_a_place_begins_anew(chatter: Chatter) -> None:
    """Who is asked where they live and says what they really need is understood; what names neither is asked for again."""
    assert "I understand: Housing benefit" in await words(chatter, "housing benefit")
    assert "I understand: Day-care place" in await words(chatter, "no, I need a kindergarten")
    assert "I do not know this place" in await words(chatter, "behind the big tree")
    assert "Day-care" in await words(chatter, "I live in Lindenau")
    asked = await words(chatter, "housing benefit", "I need housing benefit", "near a lake", "by the woods")
    assert "It has five digits" in asked


async def test_a_number_means_what_is_shown(chatter: Chatter) -> None:
    """Of two villages with one postcode the second is chosen by its number, in any digits, and the postcode is kept."""
    said = await words(chatter, "kindergarten", "00130", "٢")

    assert "Citizens’ office Kleinfelde" in said
    assert "the area of the postcode 00130" in said


async def test_after_the_end_back_says_how_to_go_on(chatter: Chatter) -> None:
    """An answer without questions is over; who meant something else writes it."""
    await words(chatter, "kindergeld")

    assert "just write it in other words" in await words(chatter, "/back")
    assert "I understand: Tax identification number" in await words(chatter, "tax id")


async def test_an_unknown_district_gets_both_offices(chatter: Chatter) -> None:
    """Nothing is guessed: both offices, and whose the second is."""
    said = await words(chatter, "register my address", "Birkenstadt", "I do not know")

    assert "several offices are possible" in said
    assert "This is your office if: you live in Harbour." in said


async def test_rather_not_say_shows_whose_each_office_is(chatter: Chatter) -> None:
    """The status is not needed for an answer."""
    said = await words(chatter, "jobcenter", "Lindenau", "I would rather not say")

    assert "This is your office if: Asylum procedure (Gestattung) or Duldung (toleration)." in said
    assert "Why this office" not in said


async def test_the_reason_names_what_was_said(chatter: Chatter) -> None:
    """Somebody with a Duldung is not told that they had said Gestattung."""
    said = await words(chatter, "work permit", "Oberhain", "Duldung (toleration)")

    assert "because you said: Duldung (toleration)" in said


async def test_nothing_known_names_people_to_ask(chatter: Chatter) -> None:
    """None of it fits: topics, then people."""
    await words(chatter, "qwxz")
    said = "\n".join(reply.text for reply in await chatter.presses("Talk to a person"))

    assert "These people can help you personally" in said
