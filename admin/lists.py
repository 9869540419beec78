"""Lists: each is described once and then filters, sorts, pages, keeps its state in the address, and leaves as CSV and XLSX.

A page with a list:

    PEOPLE = Listing("people", t("Accounts"), (
        Column("name", t("Name"), lambda one: one.shown, link=lambda one: f"/staff/accounts/{one.id}", head=True),
        Column("state", t("State"), lambda one: STATES[one.state], code=lambda one: one.state),
        Column("since", t("Since"), lambda one: one.created_on, days=True),
    ))
    shown = arrange(ask(request, PEOPLE), PEOPLE, rows)  # rows at hand; those read by SQL: shown(asked, PEOPLE, rows, count)
    return await answer(request, "accounts/every.html", shown)

and in its template `{% from "_parts/list.html" import list %}` and `{{ list(people) }}`. Cells that a page draws itself (*drawn*)
come from `{% call(one, column) list(people) %}…{% endcall %}`.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any, Generic, TypeVar
from urllib.parse import urlencode

from aiohttp import web

from admin.asked import MOST, SIZES, Asked, Days, asked_of
from admin.columns import Column, Listing, Value, said
from admin.list_files import KINDS, written
from admin.looks import page, say
from participation.core.clock import BERLIN
from participation.core.folding import loosely
from participation.core.text import Sayable

Row = TypeVar("Row")

_folded = lru_cache(maxsize=32_768)(loosely)  # the same names stand in thousands of lines


@dataclass(frozen=True, slots=True)
class Shown(Generic[Row]):
    """A list as it is shown: the rows of one page (for a file, all of them), of *count* that are asked for."""

    listing: Listing[Row]
    asked: Asked
    rows: Sequence[Row]
    count: int
    options: Mapping[str, Mapping[str, Sayable]]

    @property
    def pages(self) -> int:
        return max(1, -(-self.count // self.asked.size))

    @property
    def there(self) -> bool:
        """Whether there is anything to filter."""
        return bool(self.count) or self.asked.filtered

    @property
    def cut(self) -> int:
        """How many lines a file holds, if not all."""
        return MOST if self.count > MOST else 0

    @property
    def sizes(self) -> tuple[int, ...]:
        return SIZES

    def says(self, value: Value) -> str:
        return said(value, self.asked.language)

    def sort_link(self, column: Column[Row]) -> str:
        """The address that sorts by a column, or, where it does already, the other way round."""
        turned = self.asked.order == column.name and not self.asked.falling
        return self.asked.link(sort=f"-{column.name}" if turned else column.name, page="")

    def sorted_by(self, column: Column[Row]) -> str:
        """What a screen reader is told of the head."""
        if self.asked.order != column.name:
            return ""
        return "descending" if self.asked.falling else "ascending"

    @property
    def unfiltered(self) -> str:
        """The address of the whole list."""
        pairs = self.carried()
        return f"{self.asked.path}?{urlencode(pairs)}" if pairs else self.asked.path

    def carried(self) -> list[tuple[str, str]]:
        days = [f"{column.name}-{end}" for column in self.listing.columns if column.days for end in ("from", "until")]
        return self.asked.others(["q", "sort", "size", *days, *(column.name for column in self.listing.choosing)])


def ask(request: web.Request, listing: Listing[Any], at: str = "") -> Asked:
    """Read what is asked of a list. *at* is the address of its page, where the request is for another one."""
    known = {column.name: column.options for column in listing.choosing}
    return asked_of(
        request, orders=[column.name for column in listing.sorting], choices=known, order=listing.order, at=at,
        days=[column.name for column in listing.columns if column.days], prefix=listing.prefix, size=listing.size,
    )  # fmt: skip


def arrange(asked: Asked, listing: Listing[Row], rows: Sequence[Row]) -> Shown[Row]:
    """Filter, sort and page rows that are at hand."""
    options = {column.name: _options(column, rows) for column in listing.choosing}
    words = loosely(asked.words).split()
    found = [row for row in rows if _wanted(row, asked, listing) and _holds(row, words, asked, listing)]
    column = next((column for column in listing.sorting if column.name == asked.order), None)
    if column:
        found = _sorted(found, column, asked)
    asked = asked.within(len(found))
    return Shown(listing, asked, found[asked.first : asked.first + asked.most], len(found), options)


def shown(asked: Asked, listing: Listing[Row], rows: Sequence[Row], count: int) -> Shown[Row]:
    """A list whose rows the database has filtered, sorted and cut to one page."""
    return Shown(listing, asked, rows, count, {column.name: column.options or {} for column in listing.choosing})


async def answer(
    request: web.Request, template: str, *lists: Shown[Any], status: int = 200, **values: Any
) -> web.Response:
    """Return the page with its lists by their names, or the file of the one that is asked for as a file."""
    for one in lists:
        if one.asked.file:
            return await _download(one)
    return page(request, template, status=status, **{one.listing.name: one for one in lists}, **values)


def _options(column: Column[Row], rows: Sequence[Row]) -> Mapping[str, Sayable]:
    """The choices of a column: those given, or those there are, each called as in its first row."""
    if column.options is not None or column.code is None:
        return column.options or {}
    found: dict[str, Sayable] = {}
    for row in rows:
        code, value = column.code(row), column.value(row)
        if isinstance(code, str) and code and code not in found:
            found[code] = value if isinstance(value, Sayable) else code
    return found


def _wanted(row: Row, asked: Asked, listing: Listing[Row]) -> bool:
    columns = {column.name: column for column in listing.columns} if asked.chosen or asked.days else {}
    chosen = all(_is(columns[name], row, code) for name, code in asked.chosen.items())
    return chosen and all(_within(columns[name].value(row), days) for name, days in asked.days.items())


def _holds(row: Row, words: Sequence[str], asked: Asked, listing: Listing[Row]) -> bool:
    """Whether every word stands somewhere in the line, files' columns among them."""
    if not words:
        return True
    cells = (said(one, asked.language) for column in listing.columns for one in (column.value(row), column.small(row)))
    text = " ".join(_folded(cell) for cell in cells if cell)
    return all(word in text for word in words)


def _is(column: Column[Row], row: Row, code: str) -> bool:
    found = column.code(row) if column.code else ""
    return code == found if isinstance(found, str) else code in found


def _within(value: Value, days: Days) -> bool:
    if not isinstance(value, date):
        return False
    day = value.astimezone(BERLIN).date() if isinstance(value, datetime) else value
    return (days.first is None or days.first <= day) and (days.last is None or day <= days.last)


def _sorted(rows: Sequence[Row], column: Column[Row], asked: Asked) -> list[Row]:
    """What has no value comes last, either way."""

    def key(row: Row) -> Any:
        value = column.order(row) if column.order else column.value(row)
        return value if isinstance(value, int | date | time) else _folded(said(value, asked.language))

    keyed = [(key(row), row) for row in rows]
    there = sorted([pair for pair in keyed if pair[0] != ""], key=lambda pair: pair[0], reverse=asked.falling)
    return [row for _, row in there] + [row for found, row in keyed if found == ""]


async def _download(shown: Shown[Any]) -> web.Response:
    """Written beside the others' requests: many lines take a while."""
    columns = [column for column in shown.listing.columns if column.filed and not column.drawn]
    language, file = shown.asked.language, shown.asked.file
    heads = [say(column.title, language) for column in columns]

    def make() -> bytes:
        lines = ([_cell(column, row, language) for column in columns] for row in shown.rows)
        return written(file, say(shown.listing.title, language), heads, lines)

    name = f'attachment; filename="{shown.listing.name}.{file}"'
    return web.Response(
        body=await asyncio.to_thread(make), headers={"Content-Disposition": name, "Content-Type": KINDS[file]}
    )


def _cell(column: Column[Row], row: Row, language: str) -> Any:
    value, small = column.value(row), column.small(row)
    if isinstance(value, int | date | datetime | time) and small is None:
        return value
    return "\n".join(text for text in (said(value, language), said(small, language)) if text)
