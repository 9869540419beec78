"""The words of this room as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from participation.core.text import Text, t

LOOK, TAKE = "offices-look", "offices-take"  # show what a file would change, take it in
RELEASE = "survey-release"  # count the answers of a large survey and release its results
OFFICES = (LOOK, TAKE)
KINDS = (*OFFICES, RELEASE)
UPLOAD, REPORT = "upload", "report"  # the files of a job

#: What a worker says it is doing, by the word its work reports.
STEPS = {
    "file": t("Reading the file"),
    "services": t("Reading the services"),
    "tables": t("Comparing the tables"),
    "answers": t("Reading the answers"),
    "questions": t("Counting the answers"),
    "release": t("Storing the release and deleting the answers"),
}


class State(StrEnum):
    """How a job stands. *refused*: expected, and said why; *failed*: broken off."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    REFUSED = "refused"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Job:
    """One piece of long work as pages and workers see it."""

    id: str
    kind: str
    given: Mapping[str, Any]
    state: State
    asked_by: str
    asked_at: datetime
    said: Text
    done: int
    total: int
    version: int
    result: Mapping[str, Any]

    @property
    def over(self) -> bool:
        return self.state not in (State.WAITING, State.RUNNING)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far it is: *done* of *total*; 0 of 0 where nobody can say."""

    said: Text = STEPS["file"]
    done: int = 0
    total: int = 0
