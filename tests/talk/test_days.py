"""Dates are understood as people write them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.talk.days import TODAY as WORD
from bot.talk.days import Day
from bot.talk.questions import Misunderstood, Said, Understood
from participation.core.languages import shipped
from participation.core.text import render

TODAY = date(2026, 11, 23)
DAY = Day(TODAY, TODAY, TODAY + timedelta(days=200))


def read(typed: str) -> date | None:
    understood = DAY.understand(Said("de", text=typed))
    return understood.value if isinstance(understood, Understood) else None


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("24.12.2026", date(2026, 12, 24)), ("24.12.26", date(2026, 12, 24)), ("24.12.", date(2026, 12, 24)),
        ("24.12", date(2026, 12, 24)), ("24/12/2026", date(2026, 12, 24)), ("24-12-2026", date(2026, 12, 24)),
        ("2026-12-24", date(2026, 12, 24)), ("٢٤/١٢/٢٠٢٦", date(2026, 12, 24)), ("۲۴.۱۲.", date(2026, 12, 24)),
        ("24. Dezember", date(2026, 12, 24)), ("24 December 2026", date(2026, 12, 24)), ("24 dec", date(2026, 12, 24)),
        ("٢٤ ديسمبر", date(2026, 12, 24)), ("٢٤ كانون الأول", date(2026, 12, 24)), ("1 شباط 2027", date(2027, 2, 1)),
        ("übermorgen", date(2026, 11, 25)), ("3.2.", date(2027, 2, 3)), ("today", TODAY), ("TOMORROW", date(2026, 11, 24)),
        ("tomorrow!", date(2026, 11, 24)), ("29.2.", None), ("31.11.", None), ("32.1.2027", None), ("0.0.", None),
        ("1.1.2020", None), ("1.1.2099", None), ("Monday", None), ("", None), ("🗓", None), ("99999999999", None),
        ("2026-13-40", None), ("\x00", None), ("1" * 4000, None),
    ],
)  # fmt: skip
def test_dates(typed: str, expected: date | None) -> None:
    """Numbers in any script, month names, today and tomorrow; no year means the next such day; the rest is not guessed."""
    assert read(typed) == expected


@pytest.mark.parametrize("language", sorted(shipped()))
def test_today_in_every_language(language: str) -> None:
    """Whatever today is called, it is today."""
    assert read(render(WORD, language)) == TODAY


@given(st.dates(TODAY, TODAY + timedelta(days=200)))
def test_every_day_offered_is_understood(day: date) -> None:
    """With and without year, as numbers and as ISO date, and it comes back from the journal."""
    assert read(f"{day:%d.%m.%Y}") == read(day.isoformat()) == read(f"{day.day}.{day.month}.") == day
    assert DAY.recall(DAY.keep(day)) == day


@given(st.text(max_size=40))
def test_any_text_is_a_day_that_may_be_chosen_or_none(typed: str) -> None:
    """Nothing typed breaks the question or leads beyond its limits."""
    understood = DAY.understand(Said("de", text=typed))

    assert isinstance(understood, Understood | Misunderstood)
    if isinstance(understood, Understood):
        assert DAY.first <= understood.value <= DAY.last
