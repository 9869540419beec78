"""What goes into a release and what comes out of it. This room knows no surveys: it is told what was asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Texts = dict[str, str]  # by language
Kind = Literal["one", "several", "scale", "text"]

#: What one person answered to the questions they were asked: codes, or None where they left it out.
Sheet = Mapping[str, tuple[str, ...] | None]


@dataclass(frozen=True, slots=True)
class Label:
    """One possible answer and its words."""

    code: str
    text: Texts


@dataclass(frozen=True, slots=True)
class Asked:
    """One question as it was put. *after*: only to those who gave one of these answers to an earlier one."""

    code: str
    kind: Kind
    text: Texts
    answers: tuple[Label, ...] = ()
    optional: bool = False
    after: tuple[str, tuple[str, ...]] | None = None
    low: Texts | None = None
    high: Texts | None = None


@dataclass(frozen=True, slots=True)
class Counted:
    """How often, exactly: never leaves the process.

    *persons* by code; *left_out* of those *asked*; *rarest_mix*: the smallest group when the choices that
    later questions name together are crossed.
    """

    question: Asked
    asked: int
    persons: Mapping[str, int]
    left_out: int = 0
    rarest_mix: int = 0


@dataclass(frozen=True, slots=True)
class Heading:
    """Which survey it is."""

    survey: str
    code: str
    organisation: str
    title: Texts
    languages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Persons who gave one of these answers (*left_out*: or none), rounded.

    *others* are those who did not choose it, where several could be chosen. Both are None where withheld.
    """

    codes: tuple[str, ...]
    count: int | None
    left_out: bool = False
    others: int | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """What is told about one question. Withheld: *asked* is None and there are no groups.

    The groups of `one` and `scale` share the persons asked among them; those of `several` are one per choice; `text`
    has one group without codes: who wrote something.
    """

    code: str
    kind: Kind
    text: Texts
    answers: tuple[Label, ...]
    asked: int | None
    groups: tuple[Group, ...] = ()
    mean: float | None = None
    after: tuple[str, tuple[str, ...]] | None = None
    low: Texts | None = None
    high: Texts | None = None

    @property
    def withheld(self) -> bool:
        """Whether nothing may be told about it."""
        return self.asked is None

    def words(self, group: Group) -> list[Texts]:
        """The answers of a group, in words; a point of a scale is its number."""
        labels = {label.code: label.text for label in self.answers}
        return [labels.get(code, {"de": code}) for code in group.codes]

    def share(self, count: int | None) -> float | None:
        """Which part of those asked, from the rounded counts, at most the whole."""
        return None if count is None or not self.asked else min(1.0, count / self.asked)


@dataclass(frozen=True, slots=True)
class Table:
    """A whole release as it is written down. *sheets* None: fewer than 20 answers, nothing is shown."""

    heading: Heading
    sheets: int | None
    results: tuple[Result, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Release:
    """A stored release: on every page, in every file, in every chat the same numbers."""

    table: Table
    released_on: date
    sha256: str

    @property
    def survey(self) -> str:
        """The survey's id."""
        return self.table.heading.survey

    @property
    def enough(self) -> bool:
        """Whether anything is shown."""
        return self.table.sheets is not None
