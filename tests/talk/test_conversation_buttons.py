"""Buttons: of this question or an earlier one, one's own or a stranger's, one choice or several."""

from __future__ import annotations

import pytest

import bot.flows  # noqa: F401  importing it registers the conversations
from tests.talk.everything import ANSWERS
from tests.talk.person import Person

pytestmark = pytest.mark.usefixtures("flows")


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
    codes: list[str] = []
    for answer in list(ANSWERS.values())[1:]:
        codes += [button.code for button in one.replies[-1].buttons]
        await one.hears(text=answer)

    assert len(codes) > 10
    assert max(len(code.encode()) for code in codes) <= 64
    assert not [code for code in codes if "pear" in code]


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
