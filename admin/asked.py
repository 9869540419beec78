"""What somebody asks of a list, as it stands in the address: words, choices, days, order, page, file."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Literal, cast
from urllib.parse import urlencode

from aiohttp import web

from admin.forms import number
from admin.looks import language_of
from participation.core.clock import BERLIN

SIZES = (25, 50, 100)
MOST = 20_000  # lines of a file: more are asked for in parts, such as year by year
LONGEST = 100
File = Literal["", "csv", "xlsx"]


@dataclass(frozen=True, slots=True)
class Days:
    """From the first to the last, both counted; None: without a bound."""

    first: date | None = None
    last: date | None = None

    @property
    def begins(self) -> datetime | None:
        """The first moment of the first day."""
        return datetime.combine(self.first, time.min, BERLIN) if self.first else None

    @property
    def ends(self) -> datetime | None:
        """The first moment after the last day."""
        return datetime.combine(self.last + timedelta(days=1), time.min, BERLIN) if self.last else None


@dataclass(frozen=True, slots=True)
class Asked:
    """One list, as it is asked for. *prefix* stands before its names where a page has several lists."""

    language: str
    path: str
    given: tuple[tuple[str, str], ...]
    prefix: str = ""
    words: str = ""
    chosen: Mapping[str, str] = field(default_factory=dict)
    days: Mapping[str, Days] = field(default_factory=dict)
    order: str = ""
    falling: bool = False
    page: int = 1
    size: int = SIZES[0]
    file: File = ""

    @property
    def filtered(self) -> bool:
        return bool(self.words or self.chosen or self.days)

    def within(self, count: int) -> Asked:
        """The same, on the last page there is if there are not so many."""
        return replace(self, page=max(1, min(self.page, -(-count // self.size))))

    @property
    def first(self) -> int:
        """How many lines come before those of the page; a file begins at the beginning."""
        return 0 if self.file else (self.page - 1) * self.size

    @property
    def most(self) -> int:
        return MOST if self.file else self.size

    def link(self, **changed: str | int) -> str:
        """Return the address with these names changed, all else as it is; an empty one is left out."""
        mine = {f"{self.prefix}{name}": str(value) for name, value in changed.items()}
        others = [(name, value) for name, value in self.given if name not in mine and name != f"{self.prefix}file"]
        pairs = [*others, *((name, value) for name, value in mine.items() if value)]
        return f"{self.path}?{urlencode(pairs, errors='replace')}" if pairs else self.path

    def others(self, names: Collection[str]) -> list[tuple[str, str]]:
        """What a form of this list must carry on: all in the address that is none of its own *names*."""
        mine = {f"{self.prefix}{name}" for name in (*names, "page", "file")}
        return [(name, value) for name, value in self.given if name not in mine]


def asked_of(
    request: web.Request, *, orders: Collection[str] = (), choices: Mapping[str, Collection[str] | None] | None = None,
    days: Collection[str] = (), order: str = "", prefix: str = "", at: str = "", size: int = SIZES[0],
) -> Asked:  # fmt: skip
    """Read the address. What nobody can mean is as if it were not there: a mistyped address shows the list as it begins."""
    given = tuple((name, clean(value)) for name, value in request.query.items() if name.isprintable())
    last = {name.removeprefix(prefix): value for name, value in given if name.startswith(prefix)}
    sort = last.get("sort", "")
    sort = sort if sort.removeprefix("-") in orders else order
    wanted = {name: Days(_day(last.get(f"{name}-from")), _day(last.get(f"{name}-until"))) for name in days}
    chosen = {
        name: last[name]
        for name, known in (choices or {}).items()
        if last.get(name) and (known is None or last[name] in known)
    }
    return Asked(
        language_of(request), at or request.path, given, prefix, last.get("q", ""), chosen,
        {name: between for name, between in wanted.items() if between != Days()}, sort.removeprefix("-"), sort.startswith("-"),
        number(last.get("page", "")) or 1, wished if (wished := number(last.get("size", ""))) in SIZES else size,
        cast("File", last["file"]) if last.get("file") in {"csv", "xlsx"} else "",
    )  # fmt: skip


def clean(text: str) -> str:
    """Return *text* as a database and a page can take it."""
    return "".join(letter for letter in text.strip()[:LONGEST] if letter.isprintable())


def _day(text: str | None) -> date | None:
    try:
        found = date.fromisoformat(text or "")
    except ValueError:
        return None
    return found if 1900 <= found.year <= 2999 else None
