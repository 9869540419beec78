"""How far people with typical requests have to go in a model. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from participation.offices.effects import answer
from participation.offices.everybody import Home, homes
from participation.offices.organisation.comparison import Weights, within
from participation.offices.organisation.values import Bundle, Ground, Plan
from participation.offices.values import Role, Rule


@dataclass(frozen=True, slots=True)
class Way:
    """What somebody with a bundle meets: *units* to go to, in *departments*; services *handed* on to units behind the
    counter, some of them *across* departments; services for which *nobody* answers.
    """

    units: tuple[str, ...]
    departments: tuple[str, ...]
    handed: tuple[str, ...]
    across: tuple[str, ...]
    nobody: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """People of one place: their way, and how many of the requests are theirs."""

    home: Home
    weight: float
    way: Way


@dataclass(frozen=True, slots=True)
class Ways:
    """The ways of a bundle in one model. *weighted*: by what people really ask for; else every place counts the same.

    *per_hundred*: so many of a hundred requests are handed on behind the counter.
    """

    bundle: Bundle
    stretches: tuple[Stretch, ...]
    per_hundred: float
    weighted: bool

    def mean(self, what: str) -> float:
        """How many of something people meet, on average."""
        whole = sum(one.weight for one in self.stretches)
        return sum(one.weight * len(getattr(one.way, what)) for one in self.stretches) / whole

    def span(self, what: str) -> tuple[int, int]:
        """The fewest and the most anybody meets, wherever they live."""
        counts = [len(getattr(one.way, what)) for one in self.stretches]
        return min(counts), max(counts)


def places(plans: Sequence[Plan], bundle: Bundle, ground: Ground) -> list[Home]:
    """Return every place that may make a difference for a bundle in one of the plans."""
    rules = [task.rule for plan in plans for task in plan.tasks if task.service in bundle.services]
    return homes(rules, ground.areas)


def ways(bundle: Bundle, plan: Plan, homes: Sequence[Home], ground: Ground, weights: Weights) -> Ways:
    """Return what somebody with the bundle meets, place by place."""
    asked = _asked(bundle, homes, ground, weights)
    weighted = any(asked.values())
    rules, departments = plan.rules(), plan.departments()
    found, handed = [], 0.0
    for home in homes:
        way = _way(bundle, rules, departments, home, ground)
        count = {service: asked[service, home.key] if weighted else 1.0 for service in bundle.services}
        handed += sum(count[service] for service in way.handed)
        found.append(Stretch(home, sum(count.values()), way))
    return Ways(bundle, tuple(found), 100 * handed / sum(one.weight for one in found), weighted)


def _asked(bundle: Bundle, homes: Sequence[Home], ground: Ground, weights: Weights) -> Mapping[tuple[str, str], float]:
    """The requests by service and place; who named only a town lives anywhere in it."""
    asked = {(service, home.key): 0.0 for service in bundle.services for home in homes}
    for (service, area), count in weights.items():
        near = [home for home in homes if within(home.where.area, area, ground.areas)]
        for home in near if service in bundle.services else ():
            asked[service, home.key] += count / len(near)
    return asked


def _way(
    bundle: Bundle, rules: Mapping[str, Sequence[Rule]], departments: Mapping[str, str], home: Home, ground: Ground
) -> Way:
    units: list[str] = []
    handed, across, nobody = [], [], []
    for service in bundle.services:
        said = answer(rules.get(service, ()), ground.areas, home, bundle.person, ground.attributes, ground.day)
        fronts = said[Role.FRONT]
        behind = [unit for unit in said[Role.BACK] if unit not in fronts]
        units += fronts
        if not fronts:
            nobody.append(service)
        elif behind:
            handed.append(service)
            if {departments.get(unit, unit) for unit in behind} - {departments.get(unit, unit) for unit in fronts}:
                across.append(service)
    seen = tuple(dict.fromkeys(units))
    under = tuple(dict.fromkeys(departments.get(unit, unit) for unit in seen))
    return Way(seen, under, tuple(handed), tuple(across), tuple(nobody))
