"""Somebody who reads a release, knows every rule, and wants to find a small group.

The attacker's claim "this group has fewer than ten persons" is refuted by an example: other answers of the same people
which give the very same release, and in which the group has ten or more. `inflated` builds it by moving people only
where the release does not look.
"""

from __future__ import annotations

import random
from collections.abc import Sequence

from participation.results.disclosure import rounded
from participation.results.tally import tally
from participation.results.values import Asked, Kind, Label, Result, Sheet, Table

Code = str | None  # None: left out
People = list[dict[str, tuple[str, ...] | None]]


def seeded(seed: int) -> random.Random:
    """The same answers each time."""
    return random.Random(seed)  # noqa: S311  invented people, no secrets


def questionnaire(draw: random.Random, most: int = 4) -> list[Asked]:
    """Questions of every kind, some only after others."""
    made: list[Asked] = []
    for number in range(draw.randint(1, most)):
        kinds: list[Kind] = ["one", "several", "scale", "text"]
        kind = draw.choices(kinds, (4, 3, 2, 1))[0]
        codes = [] if kind == "text" else [str(point) for point in range(1, draw.randint(3, 5))]
        earlier = [one for one in made if one.kind != "text"]
        after = None
        if earlier and draw.random() < 0.6:
            target = draw.choice(earlier)
            named = draw.sample([label.code for label in target.answers], draw.randint(1, len(target.answers)))
            after = (target.code, tuple(sorted(named)))
        labels = tuple(Label(code, {"de": code}) for code in codes)
        made.append(Asked(f"q{number}", kind, {"de": "?"}, labels, draw.random() < 0.4, after))
    return made


def answered(questions: Sequence[Asked], count: int, draw: random.Random) -> People:
    """What *count* people answer, as unevenly as people do."""
    weights = {one.code: [draw.random() ** draw.choice((1, 4, 12)) for _ in one.answers] for one in questions}
    empty = draw.choice((0.01, 0.1, 0.5))
    people: People = []
    for _ in range(count):
        sheet: dict[str, tuple[str, ...] | None] = {}
        for one in questions:
            if is_asked(one, sheet):
                sheet[one.code] = _answer(one, weights[one.code], empty, draw)
        people.append(sheet)
    return people


def _answer(one: Asked, weights: list[float], empty: float, draw: random.Random) -> tuple[str, ...] | None:
    if one.optional and draw.random() < empty:
        return None
    if one.kind == "text":
        return ()
    if one.kind == "several":
        return tuple(label.code for label, weight in zip(one.answers, weights, strict=True) if draw.random() < weight)
    return (draw.choices([label.code for label in one.answers], weights)[0],)


def is_asked(one: Asked, sheet: Sheet) -> bool:
    """Whether somebody with these answers is asked."""
    return one.after is None or bool(set(sheet.get(one.after[0]) or ()) & set(one.after[1]))


def texts(questions: Sequence[Asked], people: People) -> dict[str, int]:
    """How many answers in own words there are."""
    return {one.code: sum(p.get(one.code) == () for p in people) for one in questions if one.kind == "text"}


def agrees(table: Table, questions: Sequence[Asked], people: People) -> bool:
    """Whether these answers could have given the numbers of the release."""
    counted = {one.question.code: one for one in tally(questions, people, texts(questions, people))}
    told = [rounded(len(people)) == table.sheets]
    for result in table.results:
        if result.withheld:
            continue
        one = counted[result.code]
        told.append(rounded(one.asked) == result.asked)
        for group in result.groups:
            codes = group.codes or (("",) if result.kind == "text" else ())
            persons = sum(one.persons[code] for code in codes) + (one.left_out if group.left_out else 0)
            if group.count is not None:
                told.append(rounded(persons) == group.count)
                told.append(group.others is None or rounded(one.asked - persons) == group.others)
    return all(told)


def size(people: People, question: str, code: Code) -> int:
    """How many gave this answer."""
    if code is None:
        return sum(question in sheet and sheet[question] is None for sheet in people)
    return sum(code in (sheet.get(question) or ()) for sheet in people)


class Refuter:
    """Moves people where the release does not look."""

    def __init__(self, table: Table, questions: Sequence[Asked]) -> None:
        self.questions = {one.code: one for one in questions}
        self.results = {result.code: result for result in table.results}

    def inflated(self, people: People, question: str, code: Code, *, chosen: bool = True) -> People:
        """As many as possible give this answer (or, of several, do not)."""
        one = self.questions[question]
        return [self._valid(self._gives(dict(sheet), one, code, chosen) or dict(sheet)) for sheet in people]

    def avoided(self, people: People, question: str) -> People:
        """As many as possible are not asked."""
        one = self.questions[question]
        return [self._valid(self._asked(dict(sheet), one, False) or dict(sheet)) for sheet in people]

    def _gives(self, sheet: dict[str, tuple[str, ...] | None], one: Asked, code: Code, chosen: bool) -> object:
        """The sheet with this answer, if the release is the same with it."""
        if one.code not in sheet and self._asked(sheet, one, True) is None:
            return None
        result, now = self.results[one.code], sheet.get(one.code, ())
        if one.kind == "several" and code is not None:
            if result.withheld or self._open(result, code):
                sheet[one.code] = tuple({*(now or ()), code} if chosen else set(now or ()) - {code})
                return sheet
            return sheet if (code in (now or ())) is chosen else None
        if not result.withheld and one.code in sheet and not self._together(result, now, code):
            return None
        sheet[one.code] = None if code is None else (code,)
        return sheet

    def _asked(self, sheet: dict[str, tuple[str, ...] | None], one: Asked, wanted: bool) -> object:
        """The sheet of somebody who is asked (or not), if the release is the same with it."""
        if is_asked(one, sheet) is wanted:
            return sheet
        if one.after is None:
            return None
        earlier, codes = self.questions[one.after[0]], one.after[1]
        if earlier.kind == "several" and not wanted:
            return sheet if all(self._gives(sheet, earlier, code, False) for code in codes) else None
        if wanted:
            return next((sheet for code in codes if self._gives(sheet, earlier, code, True)), None)
        others: list[Code] = [label.code for label in earlier.answers if label.code not in codes]
        others += [None] if earlier.optional else []
        if any(self._gives(sheet, earlier, code, True) for code in others):
            return sheet
        return self._asked(sheet, earlier, False)  # who is not asked the earlier one is not asked this one

    def _open(self, result: Result, code: str) -> bool:
        return any(group.codes == (code,) and group.count is None for group in result.groups)

    def _together(self, result: Result, now: tuple[str, ...] | None, code: Code) -> bool:
        def within(answer: Code) -> int:
            return next(
                index
                for index, group in enumerate(result.groups)
                if (group.left_out if answer is None else answer in group.codes)
            )

        return within(now[0] if now else None) == within(code)

    def _valid(self, given: object) -> dict[str, tuple[str, ...] | None]:
        """Answers to what is asked, and only to that."""
        assert isinstance(given, dict)
        sheet: dict[str, tuple[str, ...] | None] = {}
        for one in self.questions.values():
            if is_asked(one, sheet):
                first = () if one.kind in ("several", "text") else (one.answers[0].code,)
                sheet[one.code] = given.get(one.code, first)
        return sheet
