"""Which question comes next, and what of the answers counts. Pure: answers in, answers out."""

from __future__ import annotations

from collections.abc import Mapping

from participation.surveys.definition import Definition, Kind, Question

#: A choice's code, several codes, a point of a scale, own words; None: left out on purpose.
Answer = str | int | list[str] | None
Answers = dict[str, Answer]

LONGEST = 1000  # characters of an answer in own words


def asked(definition: Definition, answers: Mapping[str, Answer]) -> str | None:
    """Return the code of the first question still to be answered, or None when there is none left."""
    return next((question.code for question in relevant(definition, answers) if question.code not in answers), None)


def relevant(definition: Definition, answers: Mapping[str, Answer]) -> list[Question]:
    """Return the questions that are put to somebody with these answers, in order.

    A question that depends on one not yet answered is not among them; an answer to a question that is
    itself skipped decides nothing.
    """
    put: list[Question] = []
    given: dict[str, set[str]] = {}
    for question in definition.questions:
        skip = question.only_if
        if skip is not None and given.get(skip.question, set()).isdisjoint(skip.any_of):
            continue
        put.append(question)
        given[question.code] = _codes(question, answers.get(question.code))
    return put


def clean(definition: Definition, answers: Mapping[str, Answer]) -> Answers:
    """Return what counts: answers to questions that were put, in the order of the survey, nothing left out on purpose.

    The order of giving is lost on purpose: it would be a trace.
    """
    kept: Answers = {}
    for question in relevant(definition, answers):
        answer = answers.get(question.code)
        if isinstance(answer, list):
            answer = [code for code in question.codes if code in answer]
        if answer is not None:
            kept[question.code] = answer
    return kept


def wrong(definition: Definition, answers: Mapping[str, Answer]) -> list[str]:
    """Return the codes of put questions whose answer cannot be one; one still to be answered is not wrong."""
    return [
        question.code
        for question in relevant(definition, answers)
        if question.code in answers and not fits(question, answers[question.code])
    ]


def fits(question: Question, answer: Answer) -> bool:
    """Return whether *answer* can be an answer to *question*. No choice of several is an answer too: none fits."""
    if answer is None:
        return question.optional
    match question.kind:
        case Kind.ONE:
            return isinstance(answer, str) and answer in question.codes
        case Kind.SEVERAL:
            return isinstance(answer, list) and len(set(answer)) == len(answer) and set(answer) <= set(question.codes)
        case Kind.SCALE:
            return type(answer) is int and 1 <= answer <= question.points
        case Kind.TEXT:
            return isinstance(answer, str) and _writable(answer) and len(answer) <= LONGEST


def _codes(question: Question, answer: Answer) -> set[str]:
    """The codes an answer consists of; nothing for own words, or where it does not fit."""
    if answer is None or question.kind is Kind.TEXT or not fits(question, answer):
        return set()
    return set(answer) if isinstance(answer, list) else {str(answer)}


def _writable(words: str) -> bool:
    """Whether a database can keep these words: something, no NUL, no half characters."""
    halves = any("\ud800" <= letter <= "\udfff" for letter in words)
    return bool(words.strip()) and "\x00" not in words and not halves
