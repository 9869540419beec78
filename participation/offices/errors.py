"""Refusals of this room."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from participation.core.errors import Refused

if TYPE_CHECKING:  # it is made of what raises these
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
    """Somebody has changed this since you opened it. Nothing of yours was saved. Please open it anew, look at what is different now, and enter your change again."""

    def __init__(self, by: Change | None = None) -> None:
        super().__init__()
        self.by = by  # the change that came first; None where it was an import


class NotConsistent(Refused):
    """This does not go together with the other entries. Nothing was changed:\n{problems}"""

    def __init__(self, problems: Sequence[Any]) -> None:
        super().__init__(problems="\n".join(str(problem) for problem in problems[:SHOWN]))
        self.problems = list(problems)


class UnknownChange(Refused):
    """There is no such change."""
