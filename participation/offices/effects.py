"""What a change of rules would change for whom: the finder's answer before and after, for everybody. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from participation.offices.everybody import Home, around, circumstances, described, everyone, homes
from participation.offices.responsibility import Found, resolve
from participation.offices.values import Area, Attribute, Condition, Role, Rule

Offices = tuple[str, ...]  # ids of units; none: nobody is responsible


@dataclass(frozen=True, slots=True)
class Move:
    """From *day* on these people have other offices. No *places*: wherever they live; no *people*: everybody."""

    day: date
    role: Role
    places: tuple[str, ...]
    people: tuple[Condition, ...]
    before: Offices
    after: Offices


def moves(
    before: Sequence[Rule],
    after: Sequence[Rule],
    areas: Mapping[str, Area],
    attributes: Mapping[str, Attribute],
    today: date,
) -> list[Move]:
    """Compare the rules of one service before and after, from today on."""
    both = [*before, *after]
    places, groups = homes(both, areas), circumstances(both, attributes)
    found: dict[tuple[date, Role, Offices, Offices], dict[str, set[tuple[str, ...]]]] = defaultdict(
        lambda: defaultdict(set)
    )
    for home in places:
        for person in everyone(groups):
            answers = {name: group.answer for name, group in person.items()}
            told: dict[Role, tuple[Offices, Offices] | None] = {}
            for day in _days(both, today):
                was = answer(before, areas, home, answers, attributes, day)
                becomes = answer(after, areas, home, answers, attributes, day)
                for role in Role:
                    pair = (was[role], becomes[role])
                    if pair[0] != pair[1] and told.get(role) != pair:
                        found[day, role, *pair][home.key].add(tuple(answers.values()))
                    told[role] = pair
    moved = []
    for (day, role, was_there, is_there), by_place in sorted(found.items()):
        alike: dict[frozenset[tuple[str, ...]], list[str]] = defaultdict(list)
        for key, people in by_place.items():
            alike[frozenset(people)].append(key)
        for those, keys in alike.items():
            where = around(keys, [home.key for home in places], areas)
            moved += [Move(day, role, where, who, was_there, is_there) for who in described(those, groups)]
    return moved


def answer(
    rules: Sequence[Rule], areas: Mapping[str, Area], home: Home, answers: Mapping[str, str],
    attributes: Mapping[str, Attribute], day: date,
) -> dict[Role, Offices]:  # fmt: skip
    """The offices of somebody of whom everything is known."""
    outcome = resolve(rules, areas, home.where, answers, attributes, day)
    if not isinstance(outcome, Found):
        return dict.fromkeys(Role, ())
    fronts = sorted({possible.unit for possible in outcome.front})
    return {
        Role.FRONT: tuple(fronts),
        Role.BACK: tuple(sorted(outcome.back)),
        Role.COUNSELLING: tuple(sorted(outcome.counselling)),
    }


def _days(rules: Sequence[Rule], today: date) -> list[date]:
    """Today, and every later day on which a rule begins or has ended."""
    begin = {rule.valid_from for rule in rules if rule.valid_from}
    ended = {rule.valid_until + timedelta(days=1) for rule in rules if rule.valid_until and rule.valid_until < date.max}
    return sorted({today} | {day for day in begin | ended if day > today})
