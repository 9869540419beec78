"""Words valid everywhere, in every language that has words."""

from __future__ import annotations

import re
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.talk.commands import COMMANDS, Called, read_command
from participation.core.folding import fold
from participation.core.languages import shipped
from participation.core.text import render

LANGUAGES = sorted(shipped())


def words(name: str, language: str) -> list[str]:
    return [word.strip() for word in re.split("[,،]", render(COMMANDS[name].words, language)) if word.strip()]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_in_the_words_of_each_language(name: str, language: str) -> None:
    """Typed alone, in any case, with a sign behind it, each word leads to its command."""
    assert words(name, language)
    for word in words(name, language):
        for typed in (word, word.upper(), f" {word}! "):
            assert read_command(typed) == Called(name), typed


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_means_two_things(language: str) -> None:
    """Within a language the words of two commands differ."""
    for one, other in combinations(COMMANDS, 2):
        assert not {fold(word) for word in words(one, language)} & {fold(word) for word in words(other, language)}


@pytest.mark.parametrize(
    ("typed", "called"),
    [
        ("/start", Called("start")), ("/START", Called("start")), ("/start@lotse_bot", Called("start")),
        ("/start survey_abc-1", Called("start", "survey_abc-1")), ("/menu ", Called("menu")), ("/nothing", None),
        ("/", None), ("/start a b", None), ("start now", None), ("help me find a flat", None), ("", None),
        ("/start " + "x" * 129, None), ("back" * 100, None), ("\x00", None), ("/b\x00ack", None),
    ],
)  # fmt: skip
def test_what_is_a_command(typed: str, called: Called | None) -> None:
    """A slash with a known name and at most one short argument, or a word alone; a sentence is none."""
    assert read_command(typed) == called


@given(st.text(max_size=80))
def test_any_text_is_a_known_command_or_none(typed: str) -> None:
    """Nothing typed breaks the reading."""
    called = read_command(typed)

    assert called is None or called.name in COMMANDS
