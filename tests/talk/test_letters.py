"""The first letter of a name, and only that."""

from __future__ import annotations

import pytest

from bot.talk.letters import Letter
from bot.talk.questions import Misunderstood, Said, Understood


@pytest.mark.parametrize(
    ("typed", "letter"), [("k", "K"), ("Öztürk", "O"), (" šimić", "S"), ("AL-HASSAN", "A"), ("Ł", "L")]
)
def test_a_letter_or_a_name(typed: str, letter: str) -> None:
    """Of a name only its first Latin letter is kept."""
    assert Letter().understand(Said("de", text=typed)) == Understood(letter)


@pytest.mark.parametrize("typed", ["", "محمد", "7", "-", "😀", "\x00", "Ж"])
def test_other_scripts_are_asked_again(typed: str) -> None:
    """The office files by the letter in the passport, which we cannot guess."""
    assert isinstance(Letter().understand(Said("de", text=typed)), Misunderstood)
