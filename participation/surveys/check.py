"""What is wrong with a definition, each thing with its place. Pure; missing texts are `definition.lacking`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from participation.core.text import Told, told
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
    what: Told
    question: str = ""

    @property
    def sentence(self) -> Told:
        """For people: question and field, then what is wrong."""
        field = ".".join(str(step) for step in self.place if isinstance(step, str) and step != "questions")
        if not self.question:
            return told("field {field}: {what}", field=field, what=self.what)
        if not field:
            return told("question {question}: {what}", question=self.question, what=self.what)
        return told("question {question}, field {field}: {what}", question=self.question, field=field, what=self.what)


def problems(definition: Definition) -> list[Problem]:
    """Return everything that is wrong, in the order of the survey."""
    found = [*_head(definition)]
    earlier: dict[str, Question] = {}
    for index, question in enumerate(definition.questions):
        place: Place = ("questions", index)
        found += [Problem(place + inner, what, question.code) for inner, what in _question(question, definition)]
        if question.code in earlier:
            found.append(
                Problem((*place, "code"), told("another question has this code; give it its own"), question.code)
            )
        if question.only_if is not None:
            found += [
                Problem((*place, "only_if", *inner), what, question.code)
                for inner, what in _skip(question.only_if, earlier)
            ]
        earlier.setdefault(question.code, question)
    return found


def _head(definition: Definition) -> Iterator[Problem]:
    if definition.code and not SURVEY_CODE.fullmatch(definition.code):
        yield Problem(("code",), told("4 to 32 letters a-z, digits and hyphens; or leave it out and one is drawn"))
    if not definition.organisation.strip():
        yield Problem(("organisation",), told("missing; write the id of the unit that asks"))
    for language in definition.languages:
        if not LANGUAGE.fullmatch(language):
            yield Problem(
                ("languages",), told("{language} is no language code; write de, en, ar …", language=repr(language[:20]))
            )
    if BASE not in definition.languages:
        yield Problem(
            ("languages",), told("{language} is missing; every survey has its texts in {language}", language=BASE)
        )
    if len(definition.questions) > MOST_QUESTIONS:
        yield Problem(
            ("questions",),
            told("{n} questions; at most {most} are possible", n=len(definition.questions), most=MOST_QUESTIONS),
        )
    for name, texts in (("title", definition.title), ("intro", definition.intro or {})):
        for inner, what in _texts(texts, definition):
            yield Problem((name, *inner), what)


def _question(question: Question, definition: Definition) -> Iterator[tuple[Place, Told]]:
    if not CODE.fullmatch(question.code):
        yield ("code",), _BAD_CODE
    yield from _prefixed(("text",), _texts(question.text, definition))
    if question.kind in (Kind.ONE, Kind.SEVERAL):
        yield from _choices(question, definition)
    elif question.choices:
        yield ("choices",), told("a question of kind {kind} has no choices; remove them", kind=question.kind.value)
    if question.kind is Kind.SCALE:
        if not FEWEST_POINTS <= question.points <= MOST_POINTS:
            yield ("points",), told("must be from {least} to {most}", least=FEWEST_POINTS, most=MOST_POINTS)
        for name, texts in (("low", question.low or {}), ("high", question.high or {})):
            yield from _prefixed((name,), _texts(texts, definition))
    else:
        for name, ends in (("low", question.low), ("high", question.high)):
            if ends is not None:
                yield (name,), told("a question of kind {kind} has no scale; remove it", kind=question.kind.value)


def _choices(question: Question, definition: Definition) -> Iterator[tuple[Place, Told]]:
    least = 2 if question.kind is Kind.ONE else 1
    if not least <= len(question.choices) <= MOST_CHOICES:
        yield (
            ("choices",),
            told(
                "{n} choices; there must be from {least} to {most}",
                n=len(question.choices),
                least=least,
                most=MOST_CHOICES,
            ),
        )
    seen: set[str] = set()
    for index, choice in enumerate(question.choices):
        if not CODE.fullmatch(choice.code):
            yield ("choices", index, "code"), _BAD_CODE
        if choice.code in seen:
            yield (
                ("choices", index, "code"),
                told("another choice has the code {code}; give it its own", code=choice.code),
            )
        seen.add(choice.code)
        yield from _prefixed(("choices", index, "text"), _texts(choice.text, definition))


def _skip(skip: Skip, earlier: dict[str, Question]) -> Iterator[tuple[Place, Told]]:
    target = earlier.get(skip.question)
    if target is None:
        yield (
            ("question",),
            told("{question} is no earlier question; name one that is asked before", question=repr(skip.question[:60])),
        )
    elif target.kind is Kind.TEXT:
        yield (
            ("question",),
            told("{question} is answered in own words; name a question with choices or a scale", question=target.code),
        )
    else:
        if not skip.any_of:
            yield ("any_of",), told("empty; name the answers after which this is asked")
        for code in skip.any_of:
            if code not in target.codes:
                yield (
                    ("any_of",),
                    told(
                        "{answer} is no answer to {question}; there are {answers}",
                        answer=repr(code[:60]),
                        question=target.code,
                        answers=", ".join(target.codes),
                    ),
                )


def _texts(texts: Texts, definition: Definition) -> Iterator[tuple[Place, Told]]:
    for language, text in texts.items():
        if language not in definition.languages:
            yield (
                (language,),
                told(
                    "the survey does not declare the language {language}; add it to languages",
                    language=repr(language[:20]),
                ),
            )
        if len(text) > LONGEST_TEXT:
            yield (language,), told("{n} characters; at most {most} are possible", n=len(text), most=LONGEST_TEXT)
        if any(letter == "\x00" or "\ud800" <= letter <= "\udfff" for letter in text):
            yield (language,), told("holds characters that cannot be kept; remove them")


def _prefixed(place: Place, found: Iterator[tuple[Place, Told]]) -> Iterator[tuple[Place, Told]]:
    for inner, what in found:
        yield place + inner, what


_BAD_CODE = told("a code has 1 to 40 of a-z, 0-9, _ and -, and begins with a letter or digit")
