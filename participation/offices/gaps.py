"""What is missing or does not go together in the office data. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from participation.offices.effects import answer
from participation.offices.everybody import around, circumstances, described, everyone, homes
from participation.offices.values import Area, Attribute, Condition, Role, Rule, Service, Unit

CHECKED = timedelta(days=365)  # so long data may stand before somebody should look through them


@dataclass(frozen=True, slots=True)
class Nobody:
    """For these people no office answers for a service. No *places*: wherever they live; no *people*: everybody."""

    service: str
    places: tuple[str, ...]
    people: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Twice:
    """Two equally specific rules name these offices for the same people: nobody can be told which one."""

    service: str
    area: str
    when: tuple[Condition, ...]
    units: tuple[str, ...]


def nobody(
    service: str, rules: Sequence[Rule], areas: Mapping[str, Area], attributes: Mapping[str, Attribute], day: date
) -> list[Nobody]:
    """Return for whom a service has no office on that day."""
    if _for_everybody(rules, areas, day):
        return []
    places, groups = homes(rules, areas), circumstances(rules, attributes)
    alike: dict[frozenset[tuple[str, ...]], list[str]] = defaultdict(list)
    for home in places:
        lacking = set()
        for person in everyone(groups):
            answers = {name: group.answer for name, group in person.items()}
            if not answer(rules, areas, home, answers, attributes, day)[Role.FRONT]:
                lacking.add(tuple(answers.values()))
        if lacking:
            alike[frozenset(lacking)].append(home.key)
    every = [home.key for home in places]
    return [
        Nobody(service, around(keys, every, areas), who)
        for people, keys in alike.items()
        for who in described(people, groups)
    ]


def _for_everybody(rules: Sequence[Rule], areas: Mapping[str, Area], day: date) -> bool:
    """Whether one line names an office for all, so that nobody need be asked."""
    counties = [area.key for area in areas.values() if area.kind == "county"]
    whole = {"", *counties} if len(counties) == 1 else {""}
    return any(not rule.when and rule.area in whole for rule in rules if _front(rule, day))


def _front(rule: Rule, day: date) -> bool:
    begun = rule.valid_from is None or rule.valid_from <= day
    return rule.role is Role.FRONT and begun and (rule.valid_until is None or day <= rule.valid_until)


def twice(rules: Sequence[Rule], day: date) -> list[Twice]:
    """Return the rules that name several front offices for the same people on that day."""
    alike: dict[tuple[str, str, tuple[Condition, ...]], set[str]] = defaultdict(set)
    for rule in rules:
        if _front(rule, day):
            alike[rule.service, rule.area, rule.when].add(rule.unit)
    return [Twice(*key, tuple(sorted(units))) for key, units in alike.items() if len(units) > 1]


def without_hours(units: Iterable[Unit]) -> list[Unit]:
    """Front offices nobody can tell when to go to."""
    return [unit for unit in units if unit.front and not unit.periods]


def without_contact(units: Iterable[Unit]) -> list[Unit]:
    """Offices that can be reached neither by telephone nor by e-mail."""
    return [unit for unit in units if not unit.phone and not unit.email]


def without_words(
    services: Iterable[Service], spoken: Mapping[str, Set[str]], languages: Sequence[str]
) -> list[tuple[Service, list[str]]]:
    """Services that cannot be found by a phrase in some language, with those languages. *spoken*: those they have one in."""
    lacking = [(one, [code for code in languages if code not in spoken.get(one.slug, ())]) for one in services]
    return [(one, codes) for one, codes in lacking if codes]


def old(taken_in: Mapping[str, datetime], now: datetime) -> list[tuple[str, datetime]]:
    """Sources that nobody has looked through for longer than they should stand."""
    return [(source, at) for source, at in taken_in.items() if now - at > CHECKED]
