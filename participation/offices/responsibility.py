"""Who is responsible: the most specific rule that holds, and the question that still separates the candidates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from participation.offices.conditions import Answers, holds
from participation.offices.values import Area, Attribute, Condition, Role, Rule, Where

EVERYWHERE = 0


@dataclass(frozen=True, slots=True)
class Possible:
    """A unit that may be responsible, and for whom: the conditions nobody could decide."""

    unit: str
    when: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """The answer: units by role, the most specific only. *area* and *conditions* decided; *reason* is the rule's own."""

    front: tuple[Possible, ...]
    back: tuple[str, ...]
    counselling: tuple[str, ...]
    area: str
    conditions: tuple[Condition, ...]
    reason: dict[str, str] | None


@dataclass(frozen=True, slots=True)
class AskPlace:
    """The place still matters; *within*: the municipality is known, its district or the postcode is not."""

    within: str | None = None


@dataclass(frozen=True, slots=True)
class AskAttribute:
    """This attribute still separates the candidates, and does it best."""

    name: str


@dataclass(frozen=True, slots=True)
class NotKnown:
    """No rule applies: nothing is known for this place and person."""


Outcome = Found | AskPlace | AskAttribute | NotKnown


def resolve(
    rules: Sequence[Rule], areas: Mapping[str, Area], where: Where | None, answers: Answers,
    attributes: Mapping[str, Attribute], today: date,
) -> Outcome:  # fmt: skip
    """Decide, or say what must be known first. *answers* hold what was asked; an empty value means: rather not say."""
    valid = [rule for rule in rules if _valid(rule, today)]
    fronts = [rule for rule in valid if rule.role is Role.FRONT]
    where = _completed(where, areas)
    if where is None and any(_local(rule.area, areas) for rule in fronts):
        return AskPlace()
    if where is not None and where.postcode is None and any(_inside(rule.area, where.area, areas) for rule in fronts):
        return AskPlace(where.area)
    here = [(rule, _nearness(rule.area, where, areas)) for rule in valid]
    possible = [(rule, near) for rule, near in here if near is not None and _may_hold(rule, answers)]
    chosen = _best([pair for pair in possible if pair[0].role is Role.FRONT], answers)
    if not chosen:
        return NotKnown()
    if len({rule.unit for rule, _ in chosen}) > 1 and (asked := _best_question(chosen, answers, attributes)):
        return AskAttribute(asked)
    return _found(chosen, possible, answers)


def _valid(rule: Rule, today: date) -> bool:
    begun = rule.valid_from is None or rule.valid_from <= today
    return begun and (rule.valid_until is None or today <= rule.valid_until)


def _completed(where: Where | None, areas: Mapping[str, Area]) -> Where | None:
    """Add the postcode where a place has only one."""
    if where is None or where.postcode is not None or where.area not in areas:
        return where
    postcodes = areas[where.area].postcodes
    return Where(where.area, postcodes[0]) if len(postcodes) == 1 else where


def _local(area: str, areas: Mapping[str, Area]) -> bool:
    """Whether a rule holds for part of the region only; one for the whole county needs no place."""
    return bool(area) and not (area in areas and areas[area].kind == "county")


def _inside(area: str, town: str, areas: Mapping[str, Area]) -> bool:
    """Whether a rule is for a district or postcode of *town*."""
    postcodes = areas[town].postcodes if town in areas else ()
    return area.startswith(f"{town}/") or area.removeprefix("postcode:") in postcodes


def _nearness(area: str, where: Where | None, areas: Mapping[str, Area]) -> int | None:
    """How specific *area* is for somebody living at *where*: higher is nearer, None if it does not cover it."""
    if not area:
        return EVERYWHERE
    if where is None:
        return EVERYWHERE if not _local(area, areas) else None
    if area.startswith("postcode:"):
        return 10 if where.postcode == area.removeprefix("postcode:") else None
    chain = _chain(where.area, areas)
    return len(chain) - chain.index(area) if area in chain else None


def _chain(key: str, areas: Mapping[str, Area]) -> list[str]:
    """Return the area and those around it, nearest first."""
    chain: list[str] = []
    current: str | None = key
    while current and current not in chain:
        chain.append(current)
        current = areas[current].parent if current in areas else None
    return chain


def _may_hold(rule: Rule, answers: Answers) -> bool:
    return all(holds(condition, answers) is not False for condition in rule.when)


def _surely_holds(rule: Rule, answers: Answers) -> bool:
    return all(holds(condition, answers) for condition in rule.when)


def _best(pairs: Sequence[tuple[Rule, int]], answers: Answers) -> list[tuple[Rule, int]]:
    """Keep the rules nothing more specific surely beats: nearer first, then more conditions."""

    def weight(pair: tuple[Rule, int]) -> tuple[int, int]:
        return pair[1], len(pair[0].when)

    sure = max((weight(pair) for pair in pairs if _surely_holds(pair[0], answers)), default=(-1, -1))
    return [pair for pair in pairs if weight(pair) >= sure]


def _best_question(
    chosen: Sequence[tuple[Rule, int]], answers: Answers, attributes: Mapping[str, Attribute]
) -> str | None:
    """Return the attribute whose answers leave the fewest units on average; None if none separates them."""
    open_ = Counter(
        condition.attribute for rule, _ in chosen for condition in rule.when if condition.attribute not in answers
    )
    units_now = len({rule.unit for rule, _ in chosen})
    scored: list[tuple[float, int, str]] = []
    for name, uses in open_.items():
        branches = [_units_after(chosen, {**answers, name: value}) for value in _examples(name, chosen, attributes)]
        expected = sum(branches) / len(branches)
        if expected < units_now:
            scored.append((expected, -uses, name))
    return min(scored)[2] if scored else None


def _units_after(chosen: Sequence[tuple[Rule, int]], answers: Answers) -> int:
    left = _best([pair for pair in chosen if _may_hold(pair[0], answers)], answers)
    return len({rule.unit for rule, _ in left})


def _examples(name: str, chosen: Sequence[tuple[Rule, int]], attributes: Mapping[str, Attribute]) -> list[str]:
    """Return one answer for every way the attribute can decide."""
    known = attributes.get(name)
    if known and known.values:
        return list(known.values)
    values: set[str] = set()
    for condition in (condition for rule, _ in chosen for condition in rule.when if condition.attribute == name):
        if condition.operator in {"=", "-"}:
            values |= set(condition.values)
        else:
            values |= {str(int(condition.values[0]) + step) for step in (-1, 0, 1)}
    return sorted(value for value in values if not value.startswith("-")) or [""]


def _found(chosen: Sequence[tuple[Rule, int]], possible: Sequence[tuple[Rule, int]], answers: Answers) -> Found:
    front: dict[str, Possible] = {}
    for rule, _ in chosen:
        undecided = tuple(condition for condition in rule.when if holds(condition, answers) is None)
        front.setdefault(rule.unit, Possible(rule.unit, undecided))
    nearest = max(chosen, key=lambda pair: (pair[1], len(pair[0].when)))[0]

    def others(role: Role) -> tuple[str, ...]:
        best = _best([pair for pair in possible if pair[0].role is role], answers)
        return tuple(dict.fromkeys(rule.unit for rule, _ in best))

    return Found(
        tuple(front.values()), others(Role.BACK), others(Role.COUNSELLING), nearest.area,
        tuple(condition for condition in nearest.when if holds(condition, answers)), nearest.reason,
    )  # fmt: skip


def questions_needed(decide: Callable[[Answers], Outcome], values: Mapping[str, Sequence[str]], most: int = 5) -> int:
    """Return how many attributes must be asked in the worst case, trying every answer."""

    def depth(answers: dict[str, str], asked: int) -> int:
        outcome = decide(answers)
        if not isinstance(outcome, AskAttribute) or asked >= most:
            return asked
        return max(depth({**answers, outcome.name: value}, asked + 1) for value in values.get(outcome.name, ["A"]))

    return depth({}, 0)
