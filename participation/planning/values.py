"""What this room hands out and takes in."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

Texts = dict[str, str]  # by language; German is always there

BASE = "de"


class State(StrEnum):
    """Where a finding stands."""

    DRAFT = "draft"
    FORWARDED = "forwarded"
    DECIDED = "decided"


class Verdict(StrEnum):
    """How a finding was decided."""

    ACCEPTED = "accepted"
    PARTLY = "partly"
    DECLINED = "declined"


class Progress(StrEnum):
    """How far a measure has come."""

    PLANNED = "planned"
    RUNNING = "running"
    DONE = "done"


class Happened(StrEnum):
    """What a line of the history says."""

    NOTED = "noted"
    CHANGED = "changed"
    FORWARDED = "forwarded"
    TAKEN_BACK = "taken-back"
    DECIDED = "decided"
    MEASURE_ADDED = "measure-added"
    MEASURE_CHANGED = "measure-changed"
    TOLD = "told"


@dataclass(frozen=True, slots=True)
class Content:
    """What a planner writes down: title and text by language, the codes of the questions it rests on."""

    title: Texts
    text: Texts
    questions: tuple[str, ...] = ()

    @property
    def fingerprint(self) -> str:
        """The SHA-256 of it: the same for the same words, in whatever order of languages they were kept."""
        said = json.dumps([self.title, self.text, list(self.questions)], ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(said.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Source:
    """Where a finding comes from: a survey, who asked it, the release, and an excerpt of its figures as JSON."""

    survey: str
    organisation: str
    release_sha256: str
    figures: Any = None


@dataclass(frozen=True, slots=True)
class Plan:
    """A measure about to be noted: what will be done, by which unit, until when."""

    what: Texts
    unit: str
    due: date | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    """Something that is done because of a finding."""

    id: str
    finding: str
    what: Texts
    unit: str
    due: date | None
    state: Progress


@dataclass(frozen=True, slots=True)
class Decision:
    """What the steering group decided, and why."""

    finding: str
    outcome: Verdict
    reason: Texts
    decided_by: str
    decided_at: datetime


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding as it stands. *told_at*: those who took part and wanted to hear have been written to."""

    id: str
    survey: str
    organisation: str
    release_sha256: str
    title: Texts
    text: Texts
    questions: tuple[str, ...]
    figures: Any
    state: State
    created_by: str
    created_at: datetime
    forwarded_by: str | None
    forwarded_at: datetime | None
    decision: Decision | None
    measures: tuple[Measure, ...]
    told_at: datetime | None

    @property
    def content(self) -> Content:
        return Content(self.title, self.text, self.questions)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What everybody may know about a finding that was forwarded or decided: no names of staff."""

    finding: str
    survey: str
    title: Texts
    text: Texts
    state: State
    forwarded_at: datetime
    verdict: Verdict | None
    reason: Texts
    decided_at: datetime | None
    measures: tuple[Measure, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the history: who did what when; *detail* says more, by field."""

    at: datetime
    by: str
    what: Happened
    detail: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Telling:
    """A decided finding whose people have not all been told, with the secret that hides them in their keys."""

    finding: str
    survey: str
    secret: str
