"""Refusals of this room."""

from __future__ import annotations

from participation.core.errors import Refused

SHOWN = 20


class BadTables(Refused):
    """The data were not taken in, nothing was changed:\n{problems}"""

    def __init__(self, problems: list[str]) -> None:
        shown = problems[:SHOWN]
        if len(problems) > SHOWN:
            shown.append(f"... and {len(problems) - SHOWN} more")
        super().__init__(problems="\n".join(shown))
        self.problems = problems
