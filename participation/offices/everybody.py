"""All people a set of rules can tell apart: the places they live in, the circumstances they are in. Pure."""

from __future__ import annotations

import string
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from participation.offices.conditions import holds
from participation.offices.nearness import local
from participation.offices.values import Area, Attribute, Condition, Rule, Where

MOST = 2000  # combinations of circumstances; real rules have fewer than a hundred
OLDEST = 120


@dataclass(frozen=True, slots=True)
class Group:
    """People who are alike for all rules in one thing: an answer they would give, and what is common to them."""

    answer: str
    common: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Home:
    """Where somebody may live: *key* is an area, or `postcode:…` where rules speak of one; empty where no place is known."""

    key: str
    where: Where


def homes(rules: Sequence[Rule], areas: Mapping[str, Area]) -> list[Home]:
    """Return every place that may make a difference; one in all where no rule speaks of places, or none is known."""
    parents = {area.parent for area in areas.values()}
    spoken = {rule.area.removeprefix("postcode:") for rule in rules if rule.area.startswith("postcode:")}
    found = []
    for area in areas.values():
        if area.key in parents:
            continue
        named = [code for code in area.postcodes if code in spoken]
        found += [Home(f"postcode:{code}", Where(area.key, code)) for code in named]
        others = [code for code in area.postcodes if code not in spoken]
        if others or not named:
            found.append(Home(area.key, Where(area.key, others[0] if others else None)))
    found = found or [Home("", Where(""))]
    return found if any(local(rule.area, areas) for rule in rules) else found[:1]


def circumstances(rules: Sequence[Rule], attributes: Mapping[str, Attribute]) -> dict[str, list[Group]]:
    """Return by attribute the groups that the rules tell apart; of too many attributes the most used ones."""
    conditions: dict[str, list[Condition]] = defaultdict(list)
    for rule in rules:
        for condition in rule.when:
            conditions[condition.attribute].append(condition)
    groups: dict[str, list[Group]] = {}
    size = 1
    for name, used in sorted(conditions.items(), key=lambda item: (-len(item[1]), item[0])):
        found = _groups(name, used, attributes.get(name))
        if size * len(found) <= MOST:
            groups[name], size = found, size * len(found)
    return groups


def everyone(groups: Mapping[str, Sequence[Group]]) -> Iterator[dict[str, Group]]:
    """Return every combination of circumstances."""
    for chosen in product(*groups.values()):
        yield dict(zip(groups, chosen, strict=True))


def _groups(name: str, conditions: Sequence[Condition], attribute: Attribute | None) -> list[Group]:
    kind = attribute.type if attribute else "choice"
    if kind == "number":
        return _numbers(name, conditions)
    if kind == "letter":
        return _letters(name, conditions)
    values = attribute.values if attribute and attribute.values else ()
    if kind == "yesno":
        values = ("yes", "no")
    alike: dict[tuple[bool | None, ...], list[str]] = defaultdict(list)
    for value in values or sorted({value for condition in conditions for value in condition.values}):
        alike[tuple(holds(condition, {name: value}) for condition in conditions)].append(value)
    return [Group(same[0], (Condition(name, "=", tuple(same)),)) for same in alike.values()]


def _numbers(name: str, conditions: Sequence[Condition]) -> list[Group]:
    cuts = {0}
    for condition in conditions:
        for number in map(int, condition.values):
            cuts |= {number + step for step in _steps(condition.operator)}
    ordered = sorted(cut for cut in cuts if cut <= OLDEST)
    groups = []
    for place, first in enumerate(ordered):
        common = [Condition(name, ">=", (str(first),))] if first else []
        if place + 1 < len(ordered):
            common.append(Condition(name, "<", (str(ordered[place + 1]),)))
        groups.append(Group(str(first), tuple(common)))
    return groups


def _steps(operator: str) -> tuple[int, ...]:
    """Where a number begins to be on the other side."""
    return {"<": (0,), ">=": (0,), "<=": (1,), ">": (1,)}.get(operator, (0, 1))


def _letters(name: str, conditions: Sequence[Condition]) -> list[Group]:
    runs: list[tuple[str, str, tuple[bool | None, ...]]] = []
    for letter in string.ascii_uppercase:
        signature = tuple(holds(condition, {name: letter}) for condition in conditions)
        if runs and runs[-1][2] == signature:
            runs[-1] = (runs[-1][0], letter, signature)
        else:
            runs.append((letter, letter, signature))
    return [Group(first, (Condition(name, "-", (first, last)),)) for first, last, _ in runs]


def around(keys: Collection[str], every: Collection[str], areas: Mapping[str, Area]) -> tuple[str, ...]:
    """Name places as shortly as possible: a town for all its districts, nothing for all of *every*."""
    if set(keys) >= set(every):
        return ()
    found = set(keys)
    for parent in {area.parent for area in areas.values() if area.parent}:
        parts = {area.key for area in areas.values() if area.parent == parent}
        if parts <= found:
            found = found - parts | {parent}
    return tuple(sorted(found))


def described(those: Collection[tuple[str, ...]], groups: Mapping[str, Sequence[Group]]) -> list[tuple[Condition, ...]]:
    """Say in conditions who *those* are, each a tuple of answers: as few lines as possible, an empty one for all."""
    names, left = list(groups), set(those)
    for name in groups:  # what makes no difference is not said
        answers = [group.answer for group in groups[name]]
        at = names.index(name)
        if all((*one[:at], answer, *one[at + 1 :]) in left for one in left for answer in answers):
            left = {(*one[:at], *one[at + 1 :]) for one in left}
            names.remove(name)
    if not names:
        return [()]
    taken = [sorted({one[at] for one in left}) for at in range(len(names))]
    if len(left) == _count(taken) and all(
        _sayable(groups[name], some) for name, some in zip(names, taken, strict=True)
    ):
        return [tuple(c for name, some in zip(names, taken, strict=True) for c in _said(groups[name], some))]
    return [
        tuple(c for name, answer in zip(names, one, strict=True) for c in _said(groups[name], [answer]))
        for one in sorted(left)
    ]


def _count(taken: Sequence[Sequence[str]]) -> int:
    count = 1
    for some in taken:
        count *= len(some)
    return count


def _sayable(groups: Sequence[Group], answers: Sequence[str]) -> bool:
    """Several values of a choice go into one condition; several ranges do not."""
    return len(answers) == 1 or all(group.common[0].operator == "=" for group in groups)


def _said(groups: Sequence[Group], answers: Sequence[str]) -> tuple[Condition, ...]:
    chosen = [group for group in groups if group.answer in answers]
    if len(chosen) == 1:
        return chosen[0].common
    first = chosen[0].common[0]
    return (Condition(first.attribute, "=", tuple(value for group in chosen for value in group.common[0].values)),)
