"""Refusals of this room."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from participation.core.errors import Refused
from participation.core.text import Lines

if TYPE_CHECKING:  # it is made of what raises these
    from participation.offices.formats.check import Problem
    from participation.offices.history import Change

SHOWN = 20


class BadTables(Refused):
    """The data were not taken in, nothing was changed:\n{problems}"""

    def __init__(self, problems: list[str]) -> None:
        shown = problems[:SHOWN]
        if len(problems) > SHOWN:
            shown.append(f"... and {len(problems) - SHOWN} more")
        super().__init__(problems="\n".join(shown))
        self.problems = problems


class NotWritten(BadTables):
    """The data were not written:\n{problems}"""


class ChangedMeanwhile(Refused):
    """Somebody has changed this since you opened it. Nothing of yours was saved. Please look at what is different now."""

    def __init__(self, by: Change | None = None) -> None:
        super().__init__()
        self.by = by  # the change that came first; None where it was an import


class NotConsistent(Refused):
    """This does not go together with the other entries. Nothing was changed:\n{problems}"""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(problems=Lines([problem.placed() for problem in problems[:SHOWN]]))
        self.problems = list(problems)

    def __str__(self) -> str:
        return self.text.one.format_map({"problems": "\n".join(map(str, self.problems[:SHOWN]))})


class UnknownChange(Refused):
    """There is no such change."""
