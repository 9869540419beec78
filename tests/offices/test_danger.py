"""Whoever is in danger is told whom to call."""

from __future__ import annotations

import pytest

from participation.offices.danger import in_danger


@pytest.mark.parametrize(
    "text",
    [
        "My house is burning!",
        "HILFE NOTFALL",
        "er hat mich gewürgt",
        "he wants to kill me",
        "عمي بدو يقتلني",
        "حريق في البيت",
        "call an ambulance",
    ],
)
def test_danger_is_heard(text: str) -> None:
    """In each language, in any case, within a sentence."""
    assert in_danger(text)


@pytest.mark.parametrize(
    "text", ["", "Kindergeld", "Feuerwerk", "I was fired", "نارين تحتاج روضة", "x" * 4_000_000, "\x00"]
)
def test_everyday_words_are_no_danger(text: str) -> None:
    """A word that only holds such a word is none."""
    assert not in_danger(text)
