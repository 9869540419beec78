"""The question for a date: numbers, month names, today and tomorrow in any shipped language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from babel.dates import get_month_names

from bot.talk.questions import Misunderstood, Option, Said, Understanding, Understood
from participation.core.folding import digits, fold
from participation.core.languages import shipped
from participation.core.text import Text, render, t

TODAY, TOMORROW, DAY_AFTER = t("today"), t("tomorrow"), t("day after tomorrow")
REGIONAL = "ar_SY", "ar_DZ", "ar_MA", "de_AT"  # whose months have other names; Syria's are those of its neighbours too


@dataclass(frozen=True, slots=True)
class Day:
    """A date from *first* to *last*; *today* is what a missing year and the word tomorrow refer to.

    With *free* only these days can be chosen; what was chosen once stays valid.
    """

    today: date
    first: date
    last: date
    free: frozenset[date] | None = None

    def options(self) -> tuple[Option, ...]:
        return ()

    def understand(self, said: Said) -> Understanding[date]:
        found = self._read(said.text or "")
        if found is None:
            return Misunderstood(
                t("Please write the date as day, month, year. For example: {example}", example=_numbers(self.first))
            )
        if not self.first <= found <= self.last:
            return Misunderstood(t("Please choose a date from {first} to {last}.", first=self.first, last=self.last))
        if self.free is not None and found not in self.free:
            return Misunderstood(t("There is no free time on {day}.", day=found))
        return Understood(found)

    def explain(self) -> Text:
        return t(
            "I need a date here: first the day, then the month, then the year. For example: {example}",
            example=_numbers(self.first),
        )

    def keep(self, value: date) -> Any:
        return value.isoformat()

    def recall(self, kept: Any) -> date:
        return date.fromisoformat(kept)

    def _read(self, text: str) -> date | None:
        typed = digits(text).strip()
        for days, word in enumerate((TODAY, TOMORROW, DAY_AFTER)):
            if fold(typed) in {fold(render(word, code)) for code in shipped()}:
                return self.today + timedelta(days=days)
        if found := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", typed):
            return _date(int(found[1]), int(found[2]), int(found[3]))
        if found := re.fullmatch(r"(\d{1,2})\s*[./\-٫،,]\s*(\d{1,2})(?:\s*[./\-٫،,]\s*(\d{4}|\d{2})?)?", typed):
            return self._in_year(int(found[1]), int(found[2]), found[3])
        if found := re.fullmatch(r"(\d{1,2})\.?\s+(?:de\s+)?([^\W\d]+(?:\s[^\W\d]+)?)\.?(?:\s+(\d{4}))?", typed):
            month = _months().get(fold(found[2]))
            return self._in_year(int(found[1]), month, found[3]) if month else None
        return None

    def _in_year(self, day: int, month: int, year: str | None) -> date | None:
        """Without a year the next such day that may be chosen is meant."""
        if year:
            return _date(int(year) + (2000 if len(year) == 2 else 0), month, day)
        years = (self.first.year + offset for offset in range(3))
        return next((found for year_ in years if (found := _date(year_, month, day)) and found >= self.first), None)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _numbers(day: date) -> str:
    return f"{day:%d.%m.%Y}"


@cache
def _months() -> dict[str, int]:
    names: dict[str, int] = {}
    for code in (*REGIONAL, *shipped()):
        for width in ("wide", "abbreviated"):
            names |= {fold(name): number for number, name in get_month_names(width, locale=code).items()}
    return names
