"""What is wrong with a definition, each thing with its place. Pure; missing texts are `definition.lacking`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from participation.surveys.definition import (
    BASE,
    FEWEST_POINTS,
    MOST_CHOICES,
    MOST_POINTS,
    MOST_QUESTIONS,
    Definition,
    Kind,
    Question,
    Skip,
    Texts,
)

Place = tuple[str | int, ...]  # as in `("questions", 3, "only_if", "question")`, counted from 0

CODE = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")
SURVEY_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{3,31}")
LANGUAGE = re.compile(r"[a-z]{2,3}")
LONGEST_TEXT = 1000  # characters; a question has to fit into one message


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, where, and what to do about it; *question* is the code of the question it is about."""

    place: Place
    what: str
    question: str = ""

    @property
    def sentence(self) -> str:
        """For people: question and field, then what is wrong."""
        field = ".".join(str(step) for step in self.place if isinstance(step, str) and step != "questions")
        where = [f"question {self.question}"] if self.question else []
        return ", ".join([*where, *([f"field {field}"] if field else [])]) + f": {self.what}"


def problems(definition: Definition) -> list[Problem]:
    """Return everything that is wrong, in the order of the survey."""
    found = [*_head(definition)]
    earlier: dict[str, Question] = {}
    for index, question in enumerate(definition.questions):
        place: Place = ("questions", index)
        found += [Problem(place + inner, what, question.code) for inner, what in _question(question, definition)]
        if question.code in earlier:
            found.append(Problem((*place, "code"), "another question has this code; give it its own", question.code))
        if question.only_if is not None:
            found += [
                Problem((*place, "only_if", *inner), what, question.code)
                for inner, what in _skip(question.only_if, earlier)
            ]
        earlier.setdefault(question.code, question)
    return found


def _head(definition: Definition) -> Iterator[Problem]:
    if definition.code and not SURVEY_CODE.fullmatch(definition.code):
        yield Problem(("code",), "4 to 32 letters a-z, digits and hyphens; or leave it out and one is drawn")
    if not definition.organisation.strip():
        yield Problem(("organisation",), "missing; write the id of the unit that asks")
    for language in definition.languages:
        if not LANGUAGE.fullmatch(language):
            yield Problem(("languages",), f"{language[:20]!r} is no language code; write de, en, ar …")
    if BASE not in definition.languages:
        yield Problem(("languages",), f"{BASE} is missing; every survey has its texts in {BASE}")
    if len(definition.questions) > MOST_QUESTIONS:
        yield Problem(("questions",), f"{len(definition.questions)} questions; at most {MOST_QUESTIONS} are possible")
    for name, texts in (("title", definition.title), ("intro", definition.intro or {})):
        for inner, what in _texts(texts, definition):
            yield Problem((name, *inner), what)


def _question(question: Question, definition: Definition) -> Iterator[tuple[Place, str]]:
    if not CODE.fullmatch(question.code):
        yield ("code",), _BAD_CODE
    yield from _prefixed(("text",), _texts(question.text, definition))
    if question.kind in (Kind.ONE, Kind.SEVERAL):
        yield from _choices(question, definition)
    elif question.choices:
        yield ("choices",), f"a question of kind {question.kind} has no choices; remove them"
    if question.kind is Kind.SCALE:
        if not FEWEST_POINTS <= question.points <= MOST_POINTS:
            yield ("points",), f"must be from {FEWEST_POINTS} to {MOST_POINTS}"
        for name, texts in (("low", question.low or {}), ("high", question.high or {})):
            yield from _prefixed((name,), _texts(texts, definition))
    else:
        for name, ends in (("low", question.low), ("high", question.high)):
            if ends is not None:
                yield (name,), f"a question of kind {question.kind} has no scale; remove it"


def _choices(question: Question, definition: Definition) -> Iterator[tuple[Place, str]]:
    least = 2 if question.kind is Kind.ONE else 1
    if not least <= len(question.choices) <= MOST_CHOICES:
        yield ("choices",), f"{len(question.choices)} choices; there must be from {least} to {MOST_CHOICES}"
    seen: set[str] = set()
    for index, choice in enumerate(question.choices):
        if not CODE.fullmatch(choice.code):
            yield ("choices", index, "code"), _BAD_CODE
        if choice.code in seen:
            yield ("choices", index, "code"), f"another choice has the code {choice.code}; give it its own"
        seen.add(choice.code)
        yield from _prefixed(("choices", index, "text"), _texts(choice.text, definition))


def _skip(skip: Skip, earlier: dict[str, Question]) -> Iterator[tuple[Place, str]]:
    target = earlier.get(skip.question)
    if target is None:
        yield ("question",), f"{skip.question[:60]!r} is no earlier question; name one that is asked before"
    elif target.kind is Kind.TEXT:
        yield ("question",), f"{target.code} is answered in own words; name a question with choices or a scale"
    else:
        if not skip.any_of:
            yield ("any_of",), "empty; name the answers after which this is asked"
        for code in skip.any_of:
            if code not in target.codes:
                yield ("any_of",), f"{code[:60]!r} is no answer to {target.code}; there are {', '.join(target.codes)}"


def _texts(texts: Texts, definition: Definition) -> Iterator[tuple[Place, str]]:
    for language, text in texts.items():
        if language not in definition.languages:
            yield (language,), f"the survey does not declare the language {language[:20]!r}; add it to languages"
        if len(text) > LONGEST_TEXT:
            yield (language,), f"{len(text)} characters; at most {LONGEST_TEXT} are possible"
        if any(letter == "\x00" or "\ud800" <= letter <= "\udfff" for letter in text):
            yield (language,), "holds characters that cannot be kept; remove them"


def _prefixed(place: Place, found: Iterator[tuple[Place, str]]) -> Iterator[tuple[Place, str]]:
    for inner, what in found:
        yield place + inner, what


_BAD_CODE = "a code has 1 to 40 of a-z, 0-9, _ and -, and begins with a letter or digit"
