"""Counts what was answered, exactly. Pure; what may be told of it is decided by `disclosure`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from participation.results.values import Asked, Counted, Sheet

WROTE = ""  # the one "code" of a question in own words


Watch = Callable[[str, int, int], None]  # told what is counted, how many are, of how many


def unwatched(_what: str, _done: int, _of: int) -> None:
    """Nobody looks on."""


def tally(
    questions: Sequence[Asked], sheets: Sequence[Sheet], texts: Mapping[str, int], watch: Watch = unwatched
) -> list[Counted]:
    """Count each question. *texts*: how many answers in own words there are, by question."""
    counted = []
    for number, question in enumerate(questions, start=1):
        counted.append(_count(question, sheets, texts.get(question.code, 0), _named(question, questions)))
        watch("questions", number, len(questions))
    return counted


def _count(question: Asked, sheets: Sequence[Sheet], texts: int, named: tuple[str, ...]) -> Counted:
    answers = [sheet[question.code] for sheet in sheets if question.code in sheet]
    if question.kind == "text":
        return Counted(question, len(answers), {WROTE: texts}, len(answers) - texts)
    given = [codes for codes in answers if codes is not None]
    persons = Counter(code for codes in given for code in set(codes))  # a code counts once for a person
    told = {label.code: persons[label.code] for label in question.answers}
    left_out = len(answers) - len(given)
    return Counted(question, len(answers), told, left_out, _rarest(named, answers))


def _named(question: Asked, questions: Sequence[Asked]) -> tuple[str, ...]:
    """The choices that one later question names together with others; several of them overlap."""
    skips = [other.after[1] for other in questions if other.after and other.after[0] == question.code]
    together = {code for codes in skips if len(codes) > 1 for code in codes}
    return tuple(sorted(together)) if question.kind == "several" else ()


def _rarest(named: tuple[str, ...], answers: Sequence[tuple[str, ...] | None]) -> int:
    """The smallest of all groups that arise when the named choices are crossed, chosen or not."""
    if not named:
        return 0
    mixes = Counter(tuple(code in (codes or ()) for code in named) for codes in answers)
    return min(mixes.values()) if len(mixes) == 2 ** len(named) else 0
