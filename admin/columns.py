"""What a list is made of: its columns, described once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, Generic, TypeVar

from admin.asked import SIZES
from admin.looks import clock_text, day_text, moment_text, say
from participation.core.text import Sayable, Text, tn

Row = TypeVar("Row")
Value = Sayable | int | date | datetime | time | Sequence[Sayable] | None


def _nothing(_row: Any) -> None:
    return None


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """What stands below one head.

    *code* makes it a choice among the codes (one or several a row) that there are, or among *options*; *days* lets people
    choose from and until. *small* stands below the value, *head* names the row, *drawn* is made by the page, and what is not
    *shown* stands in files only. *order* sorts by something else than the value.
    """

    name: str
    title: Text
    value: Callable[[Row], Value]
    link: Callable[[Row], str | None] = _nothing
    small: Callable[[Row], Value] = _nothing
    code: Callable[[Row], str | Sequence[str]] | None = None
    options: Mapping[str, Sayable] | None = None
    days: bool = False
    order: Callable[[Row], Any] | None = None
    sorts: bool = True
    head: bool = False
    drawn: bool = False
    shown: bool = True
    filed: bool = True
    css: str = ""


@dataclass(frozen=True, slots=True)
class Listing(Generic[Row]):
    """A list. *order* is the column it comes in, with `-` before it the other way round; *css* says more of a row.

    *size* lines stand on a page if nobody asks for more or less.
    """

    name: str
    title: Text
    columns: Sequence[Column[Row]]
    order: str = ""
    prefix: str = ""
    css: Callable[[Row], str] = lambda _row: ""
    counted: Callable[[int], Text] = lambda n: tn("{n} entry", "{n} entries", n)
    kind: str = ""
    size: int = SIZES[0]

    @property
    def sorting(self) -> list[Column[Row]]:
        return [column for column in self.columns if column.sorts and not column.drawn]

    @property
    def choosing(self) -> list[Column[Row]]:
        return [column for column in self.columns if column.code or column.options]


def said(value: Value, language: str) -> str:
    """A value in words."""
    match value:
        case None:
            return ""
        case datetime():
            return moment_text(value, language)
        case date():
            return day_text(value, language)
        case time():
            return clock_text(value, language)
        case int():
            return str(value)
        case list() | tuple():
            return "\n".join(said(one, language) for one in value)
        case _:
            return say(value, language)  # type: ignore[arg-type]  # a Sequence of them was taken above
