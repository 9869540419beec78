"""Refusals about models."""

from __future__ import annotations

from participation.core.errors import Refused

SHOWN = 20


class BadModel(Refused):
    """The model was not taken in, nothing was changed:\n{problems}"""

    def __init__(self, problems: list[str]) -> None:
        more = [f"... and {len(problems) - SHOWN} more"] if len(problems) > SHOWN else []
        super().__init__(problems="\n".join(problems[:SHOWN] + more))
        self.problems = problems


class ModelNameTaken(Refused):
    """There is a model with this name already. Please choose another one."""
