"""Makes a release of exact counts in which no small group can be found. Pure.

See docs/decisions/0006-release-rules.md for the rules, and what they rest on, before changing a line.
"""

from __future__ import annotations

from collections.abc import Sequence

from participation.results.tally import WROTE
from participation.results.values import Asked, Counted, Group, Heading, Result, Table

FEWEST_SHEETS = 20  # below that nothing at all is shown
SMALLEST = 10  # a group of fewer persons, also of none, is never told by itself
BASE = 5  # counts are rounded to multiples of it


_Cell = tuple[str | None, int]  # an answer, or no answer (None), and how many gave it
_Block = tuple[_Cell, ...]  # answers told together


def release_table(heading: Heading, sheets: int, counted: Sequence[Counted]) -> Table:
    """Return what may be told."""
    if sheets < FEWEST_SHEETS:
        return Table(heading, None)
    told: dict[str, Result] = {}
    by_code = {one.question.code: one for one in counted}
    for one in counted:
        skips = [after[1] for other in counted if (after := other.question.after) and after[0] == one.question.code]
        told[one.question.code] = _result(one, skips) if _reachable(one, by_code, told) else _withheld(one.question)
    return Table(heading, rounded(sheets), tuple(told.values()))


def rounded(count: int) -> int:
    """Return the nearest multiple of `BASE`: 10 stands for 8 to 12."""
    return (count + BASE // 2) // BASE * BASE


def _reachable(one: Counted, by_code: dict[str, Counted], told: dict[str, Result]) -> bool:
    """Whether those who were asked are made of groups that are told anyway, so that asking them tells nothing more."""
    if one.asked < SMALLEST:
        return False
    if one.question.after is None:
        return True
    earlier, codes = one.question.after
    before = told[earlier]
    if before.kind == "several":
        named = [group for group in before.groups if group.codes[0] in codes]
        safe = bool(named) and all(group.count is not None for group in named)
        return safe and (len(codes) == 1 or by_code[earlier].rarest_mix >= SMALLEST)
    inside = [group for group in before.groups if set(group.codes) & set(codes)]
    return bool(inside) and all(set(group.codes) <= set(codes) and not group.left_out for group in inside)


def _result(one: Counted, skips: Sequence[tuple[str, ...]]) -> Result:
    match one.question.kind:
        case "several":
            return _shown(one, [_choice(code, persons, one.asked) for code, persons in one.persons.items()])
        case "text":
            return _words(one)
        case _:
            blocks = _blocks(_cells(one, skips))
            return _withheld(one.question) if len(blocks) == 1 else _shown(one, [_group(block) for block in blocks])


def _group(block: _Block) -> Group:
    codes = tuple(code for code, _ in block if code is not None)
    return Group(codes, rounded(_persons(block)), left_out=len(codes) < len(block))


def _choice(code: str, persons: int, asked: int) -> Group:
    """Those who chose it and those who did not are groups both."""
    if min(persons, asked - persons) < SMALLEST:
        return Group((code,), None)
    return Group((code,), rounded(persons), others=rounded(asked - persons))


def _words(one: Counted) -> Result:
    wrote = one.persons[WROTE]
    if wrote < SMALLEST or (one.question.optional and one.left_out < SMALLEST):
        return _withheld(one.question)
    return _shown(one, [Group((), rounded(wrote))])


def _cells(one: Counted, skips: Sequence[tuple[str, ...]]) -> list[_Cell]:
    """Every answer there is in the order of the questionnaire, no answer last where it is possible.

    Choices after which the same questions are asked stand together; points of a scale stay where they are.
    """
    codes = list(one.persons)
    if one.question.kind == "one":
        sides = {code: tuple(code in skip for skip in skips) for code in codes}
        first = list(dict.fromkeys(sides.values()))
        codes.sort(key=lambda code: first.index(sides[code]))
    cells: list[_Cell] = [(code, one.persons[code]) for code in codes]
    return [*cells, (None, one.left_out)] if one.question.optional else cells


def _blocks(cells: Sequence[_Cell]) -> list[_Block]:
    """Go from answer to answer and close a block when it is large enough; a rest joins the block before it.

    Never "the smallest with the next smallest": who is joined with whom would tell how large they are.
    """
    closed: list[_Block] = []
    rest: _Block = ()
    for cell in cells:
        rest = (*rest, cell)
        if _persons(rest) >= SMALLEST:
            closed, rest = [*closed, rest], ()
    return [*closed[:-1], (*closed[-1], *rest)] if closed else [rest]


def _persons(block: _Block) -> int:
    return sum(persons for _, persons in block)


def _shown(one: Counted, groups: Sequence[Group]) -> Result:
    question = one.question
    return Result(
        question.code, question.kind, question.text, question.answers, rounded(one.asked), tuple(groups),
        _mean(question, groups), question.after, question.low, question.high,
    )  # fmt: skip


def _withheld(question: Asked) -> Result:
    return Result(
        question.code, question.kind, question.text, question.answers, None, after=question.after, low=question.low,
        high=question.high,
    )  # fmt: skip


def _mean(question: Asked, groups: Sequence[Group]) -> float | None:
    """The mean of a scale, from the rounded counts and only where every point is told: nobody can learn more from it."""
    whole = all(len(group.codes) == 1 and not group.left_out for group in groups if group.codes)
    if question.kind != "scale" or not whole:
        return None
    points = [(int(group.codes[0]), group.count or 0) for group in groups if group.codes]
    return round(sum(point * count for point, count in points) / sum(count for _, count in points), 1)
