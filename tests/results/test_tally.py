"""Counting is exact, and knows who was asked."""

from __future__ import annotations

from participation.results.tally import tally
from participation.results.values import Asked, Label, Sheet


def _asked(code: str, kind: str, answers: str, **more: object) -> Asked:
    return Asked(code, kind, {"de": code}, tuple(Label(a, {"de": a}) for a in answers.split()), **more)  # type: ignore[arg-type]  # fields of a question by their name


FIRST = _asked("first", "several", "x y z", optional=True)
THEN = _asked("then", "one", "p q", after=("first", ("x", "y")))
WISH = _asked("wish", "text", "", optional=True)
SHEETS: list[Sheet] = [
    {"first": ("x", "y"), "then": ("p",), "wish": None},
    {"first": ("x", "x"), "then": ("q",), "wish": ()},
    {"first": ("y",), "then": ("q",), "wish": ()},
    {"first": (), "wish": None},
    {"first": None, "wish": None},
]


def test_persons_are_counted_not_crosses() -> None:
    """Several choices of one person count once each; only those who were asked count as asked."""
    first, then, wish = tally([FIRST, THEN, WISH], SHEETS, {"wish": 2})

    assert (first.asked, first.persons, first.left_out) == (5, {"x": 2, "y": 2, "z": 0}, 1)
    assert (then.asked, then.persons, then.left_out) == (3, {"p": 1, "q": 2}, 0)
    assert (wish.asked, wish.persons, wish.left_out) == (5, {"": 2}, 3)


def test_choices_named_together_are_crossed() -> None:
    """The smallest of both, one, the other, neither; nothing where a mix does not occur or nothing is crossed."""
    assert [one.rarest_mix for one in tally([FIRST, THEN], SHEETS, {})] == [1, 0]
    assert tally([FIRST, THEN], SHEETS[1:], {})[0].rarest_mix == 0


def test_the_order_of_sheets_changes_nothing() -> None:
    """A release is the same whichever way the sheets were shuffled."""
    assert tally([FIRST, THEN, WISH], SHEETS, {}) == tally([FIRST, THEN, WISH], SHEETS[::-1], {})
