"""What a survey asks: questions in several languages, choices with codes that belong to no language."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from pydantic import TypeAdapter

Texts = dict[str, str]  # by language

BASE = "de"  # every survey speaks it: it is what the administration reads
MOST_QUESTIONS, MOST_CHOICES = 60, 30
FEWEST_POINTS, USUAL_POINTS, MOST_POINTS = 3, 5, 10


class Kind(StrEnum):
    """How a question is answered: a code, a list of codes, a point of a scale, own words."""

    ONE = "one"
    SEVERAL = "several"
    SCALE = "scale"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Choice:
    """One possible answer."""

    code: str
    text: Texts


@dataclass(frozen=True, slots=True)
class Skip:
    """The question is asked only of those who gave one of these answers to an earlier one.

    Points of a scale are written as text: `("4", "5")`.
    """

    question: str
    any_of: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """One question. A scale runs from 1 (*low*) to *points* (*high*)."""

    code: str
    kind: Kind
    text: Texts
    choices: tuple[Choice, ...] = ()
    low: Texts | None = None
    high: Texts | None = None
    points: int = USUAL_POINTS
    optional: bool = False
    only_if: Skip | None = None

    @property
    def codes(self) -> tuple[str, ...]:
        """Every answer there is, as text; none for own words."""
        if self.kind is Kind.SCALE:
            return tuple(str(point) for point in range(1, self.points + 1))
        return tuple(choice.code for choice in self.choices)


@dataclass(frozen=True, slots=True)
class Definition:
    """A whole survey. *organisation* is the id of the unit that asks; *code* stands in links ("" = one is drawn)."""

    organisation: str
    title: Texts
    questions: tuple[Question, ...]
    languages: tuple[str, ...] = (BASE,)
    intro: Texts | None = None
    code: str = ""

    def question(self, code: str) -> Question:
        """Return the question of that code. Raises `KeyError`."""
        for question in self.questions:
            if question.code == code:
                return question
        raise KeyError(code)


@dataclass(frozen=True, slots=True)
class Gap:
    """A text that is missing in some languages; *question* is a code, empty where title or intro lack one."""

    question: str
    field: str
    choice: str
    languages: tuple[str, ...]

    @property
    def place(self) -> str:
        head = f"question {self.question}, " if self.question else ""
        return head + (f"choice {self.choice}, text" if self.choice else self.field)


def gaps(definition: Definition) -> list[Gap]:
    """Return every text that is missing before anybody may be asked, in the order of the survey."""
    wanted = (BASE, *(code for code in definition.languages if code != BASE))
    found = []
    for (question, field, choice), texts in _texts(definition):
        missing = tuple(language for language in wanted if not texts.get(language, "").strip())
        if missing:
            found.append(Gap(question, field, choice, missing))
    return found


def lacking(definition: Definition) -> list[str]:
    """Return the gaps as lines: each names the place, the field and the languages."""
    lines = [f"{gap.place}: no text in {', '.join(gap.languages)}" for gap in gaps(definition)]
    return lines if definition.questions else [*lines, "questions: there is none"]


def dumps(definition: Definition) -> str:
    """Return the definition as JSON, the same text for the same survey."""
    document = _ADAPTER.dump_python(definition, mode="json", exclude_defaults=True)
    return json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


@lru_cache(maxsize=64)
def loads(document: str) -> Definition:
    """Return the definition in a JSON text written by `dumps`."""
    return _ADAPTER.validate_json(document)


def fingerprint(document: str) -> str:
    """Return the SHA-256 of a definition's JSON: what people answered, to the letter."""
    return hashlib.sha256(document.encode()).hexdigest()


_ADAPTER = TypeAdapter(Definition)


def _texts(definition: Definition) -> Iterator[tuple[tuple[str, str, str], Texts]]:
    """Every text with its question, its field and its choice."""
    yield ("", "title", ""), definition.title
    if definition.intro is not None:
        yield ("", "intro", ""), definition.intro
    for question in definition.questions:
        yield (question.code, "text", ""), question.text
        for choice in question.choices:
            yield (question.code, "choices", choice.code), choice.text
        if question.kind is Kind.SCALE:
            yield (question.code, "low", ""), question.low or {}
            yield (question.code, "high", ""), question.high or {}
