"""Refusals of this room."""

from __future__ import annotations

from participation.core.errors import Refused

SHOWN = 20


class UnreadableSurvey(Refused):
    """The survey was not taken in:\n{problems}"""

    def __init__(self, problems: list[str]) -> None:
        super().__init__(problems=_some(problems))
        self.problems = problems


class NotComplete(Refused):
    """The survey cannot be opened yet:\n{problems}"""

    def __init__(self, problems: list[str]) -> None:
        super().__init__(problems=_some(problems))
        self.problems = problems


class NoSuchSurvey(Refused):
    """There is no such survey."""


class SurveyCodeTaken(Refused):
    """Another survey already has the code {code}. Choose another one."""


class SurveyChanged(Refused):
    """Somebody else has changed this since you opened it. Nothing of yours was saved yet. Please look at what stands there now: if you save again, yours takes its place."""


class AlreadyOpen(Refused):
    """This survey has been opened. Its questions can no longer be changed."""


class NotOpen(Refused):
    """This survey is not open."""


class AlreadyReleased(Refused):
    """The results of this survey have been released. They stay as they are."""


class ClosesTooEarly(Refused):
    """The survey must close later than it opens."""


class SurveyClosed(Refused):
    """This survey takes no answers at the moment."""


class AlreadyTookPart(Refused):
    """You have already taken part in this survey. Every person counts once."""


class NotFinished(Refused):
    """Not every question of the survey has been answered yet."""


class AnswersDoNotFit(Refused):
    """Some answers do not fit the questions of this survey."""


def _some(problems: list[str]) -> str:
    more = [f"... and {len(problems) - SHOWN} more"] if len(problems) > SHOWN else []
    return "\n".join(problems[:SHOWN] + more)
