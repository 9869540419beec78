"""Who is responsible: the most specific rule that holds, and the question that still separates the candidates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from participation.offices.conditions import Answers, holds
from participation.offices.nearness import NEAREST, completed, inside, local, nearness, needed_within
from participation.offices.values import Area, Attribute, Condition, Role, Rule, Unit, Where


@dataclass(frozen=True, slots=True)
class Possible:
    """A unit that may be responsible, and for whom: the conditions nobody could decide, the part of town not known."""

    unit: str
    when: tuple[Condition, ...]
    area: str | None = None

    @property
    def open(self) -> bool:
        """Whether something is left that the person must know for themselves."""
        return bool(self.when or self.area)


@dataclass(frozen=True, slots=True)
class Found:
    """The answer: units by role, the most specific only. *area* and *conditions* decided; *reason* is the rule's own.

    A condition that decided holds what the person said, not all that the rule allows.
    """

    front: tuple[Possible, ...]
    back: tuple[str, ...]
    counselling: tuple[str, ...]
    area: str
    conditions: tuple[Condition, ...]
    reason: dict[str, str] | None


@dataclass(frozen=True, slots=True)
class AskPlace:
    """The place still matters; *within* this area the district is not known, or only the *postcode*."""

    within: str | None = None
    postcode: bool = False


@dataclass(frozen=True, slots=True)
class AskAttribute:
    """This attribute still separates the candidates, and does it best."""

    name: str


@dataclass(frozen=True, slots=True)
class NotKnown:
    """No rule applies: nothing is known for this place and person."""


Outcome = Found | AskPlace | AskAttribute | NotKnown


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A rule that may apply. *near*: how specific its area is; *here*: whether the person surely lives in it."""

    rule: Rule
    near: int
    here: bool

    @property
    def weight(self) -> tuple[int, int]:
        return self.near, len(self.rule.when)

    def sure(self, answers: Answers) -> bool:
        return self.here and all(holds(condition, answers) for condition in self.rule.when)


def resolve(
    rules: Sequence[Rule], areas: Mapping[str, Area], where: Where | None, answers: Answers,
    attributes: Mapping[str, Attribute], today: date,
) -> Outcome:  # fmt: skip
    """Decide, or say what must be known first. *answers* hold what was asked; an empty value means: rather not say."""
    valid = [rule for rule in rules if _valid(rule, today)]
    fronts = [rule for rule in valid if rule.role is Role.FRONT]
    if where is None and any(local(rule.area, areas) for rule in fronts):
        return AskPlace()
    asked = where is not None and where.postcode == ""
    where = completed(where, areas)
    if where is not None and not asked and (needed := needed_within(fronts, where, areas)):
        return AskPlace(where.area, postcode=needed == "postcode")
    possible = [one for rule in valid if (one := _candidate(rule, where, areas)) and _may_hold(rule, answers)]
    chosen = _best([one for one in possible if one.rule.role is Role.FRONT], answers)
    if not chosen:
        return NotKnown()
    if len({one.rule.unit for one in chosen}) > 1 and (name := _best_question(chosen, answers, attributes)):
        return AskAttribute(name)
    return _found(chosen, possible, answers)


def anywhere(rules: Sequence[Rule], areas: Mapping[str, Area]) -> list[Rule]:
    """Return the rules that hold wherever somebody lives; none if some place has an office of its own."""
    fronts = [rule for rule in rules if rule.role is Role.FRONT]
    wide = [rule for rule in rules if not local(rule.area, areas)]
    own = {rule.unit for rule in fronts if local(rule.area, areas)}
    return wide if own <= {rule.unit for rule in wide} else []


def nearest_first(found: Found, units: Mapping[str, Unit], postcode: str) -> Found:
    """Order the offices by how much their postcode has in common with the person's; without one as it is."""

    def far(one: Possible) -> tuple[bool, int, int]:
        other = units[one.unit].postcode if one.unit in units else ""
        alike = next((place for place in range(5) if postcode[: place + 1] != other[: place + 1]), 5)
        both = postcode.isdecimal() and other.isdecimal()
        return one.open, -alike, abs(int(postcode) - int(other)) if both else 0

    return replace(found, front=tuple(sorted(found.front, key=far))) if postcode else found


def _valid(rule: Rule, today: date) -> bool:
    begun = rule.valid_from is None or rule.valid_from <= today
    return begun and (rule.valid_until is None or today <= rule.valid_until)


def _candidate(rule: Rule, where: Where | None, areas: Mapping[str, Area]) -> _Candidate | None:
    near = nearness(rule.area, where, areas)
    if near is not None:
        return _Candidate(rule, near, here=True)
    if where is not None and rule.role is Role.FRONT and inside(rule.area, where, areas):
        return _Candidate(rule, NEAREST, here=False)
    return None


def _may_hold(rule: Rule, answers: Answers) -> bool:
    return all(holds(condition, answers) is not False for condition in rule.when)


def _best(candidates: Sequence[_Candidate], answers: Answers) -> list[_Candidate]:
    """Keep the rules nothing more specific surely beats: nearer first, then more conditions."""
    sure = max((one.weight for one in candidates if one.sure(answers)), default=(-1, -1))
    return [one for one in candidates if one.weight >= sure]


def _best_question(chosen: Sequence[_Candidate], answers: Answers, attributes: Mapping[str, Attribute]) -> str | None:
    """Return the attribute whose answers leave the fewest units on average; None if none separates them."""
    open_ = Counter(
        condition.attribute for one in chosen for condition in one.rule.when if condition.attribute not in answers
    )
    units_now = len({one.rule.unit for one in chosen})
    scored: list[tuple[float, int, str]] = []
    for name, uses in open_.items():
        branches = [_units_after(chosen, {**answers, name: value}) for value in _examples(name, chosen, attributes)]
        expected = sum(branches) / len(branches)
        if expected < units_now:
            scored.append((expected, -uses, name))
    return min(scored)[2] if scored else None


def _units_after(chosen: Sequence[_Candidate], answers: Answers) -> int:
    left = _best([one for one in chosen if _may_hold(one.rule, answers)], answers)
    return len({one.rule.unit for one in left})


def _examples(name: str, chosen: Sequence[_Candidate], attributes: Mapping[str, Attribute]) -> list[str]:
    """Return one answer for every way the attribute can decide."""
    known = attributes.get(name)
    if known and known.values:
        return list(known.values)
    values: set[str] = set()
    for condition in (condition for one in chosen for condition in one.rule.when if condition.attribute == name):
        if condition.operator in {"=", "-"}:
            values |= set(condition.values)
        else:
            values |= {str(int(condition.values[0]) + step) for step in (-1, 0, 1)}
    return sorted(value for value in values if not value.startswith("-")) or [""]


def _found(chosen: Sequence[_Candidate], possible: Sequence[_Candidate], answers: Answers) -> Found:
    front: dict[str, Possible] = {}
    for one in sorted(chosen, key=lambda one: not one.sure(answers)):
        undecided = tuple(condition for condition in one.rule.when if holds(condition, answers) is None)
        front.setdefault(one.rule.unit, Possible(one.rule.unit, undecided, None if one.here else one.rule.area))
    decided = [one for one in chosen if one.sure(answers)]
    nearest = max(decided or [one for one in chosen if one.here] or chosen, key=lambda one: one.weight)

    def others(role: Role) -> tuple[str, ...]:
        best = _best([one for one in possible if one.rule.role is role], answers)
        return tuple(dict.fromkeys(one.rule.unit for one in best))

    return Found(
        tuple(front.values()), others(Role.BACK), others(Role.COUNSELLING), nearest.rule.area if nearest.here else "",
        tuple(_said(condition, answers) for condition in nearest.rule.when if holds(condition, answers)),
        nearest.rule.reason if decided else None,
    )  # fmt: skip


def _said(condition: Condition, answers: Answers) -> Condition:
    """What the person said of it; of a name only the range, as offices name it."""
    if condition.operator == "-":
        return condition
    return Condition(condition.attribute, "=", (answers[condition.attribute],))
