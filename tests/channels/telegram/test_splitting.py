"""Texts are cut where a reader would pause."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.channels.telegram.splitting import LONGEST, split


def test_a_text_that_fits_is_one_part() -> None:
    """4096 letters are one message, 4096 faces are two."""
    assert split("a" * LONGEST) == ["a" * LONGEST]
    assert split("😀" * LONGEST) == ["😀" * (LONGEST // 2)] * 2


def test_paragraphs_stay_whole_where_they_can() -> None:
    """The cut is at the last end of a paragraph, else of a line, else of a word."""
    assert split("one two\n\nthree four", 12) == ["one two", "three four"]
    assert split("one two\nthree four", 12) == ["one two", "three four"]
    assert split("one two three", 9) == ["one two", "three"]


@given(st.text(st.sampled_from("ab \nع😀"), max_size=60), st.integers(2, 12))
def test_nothing_is_lost_and_nothing_too_long(text: str, longest: int) -> None:
    """All parts together are the text but for blanks at the cuts, and each fits."""
    parts = split(text, longest)

    assert "".join("".join(parts).split()) == "".join(text.split())
    assert all(len(part.encode("utf-16-le")) // 2 <= longest for part in parts)
