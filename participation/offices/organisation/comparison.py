"""Which services and units have another place in another model. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from participation.offices.effects import Move, answer, moves
from participation.offices.everybody import Home, circumstances, everyone, homes
from participation.offices.organisation.values import Ground, Plan
from participation.offices.values import Area, Role, Rule

Weights = Mapping[tuple[str, str], int]  # service and place -> requests


@dataclass(frozen=True, slots=True)
class Moved:
    """A service that other units have in the other model, and for whom.

    Of *requests* people surely take *surely* elsewhere, perhaps as many as *perhaps*: the log says where people live, not
    who they are.
    """

    service: str
    moves: tuple[Move, ...]
    requests: int
    surely: int
    perhaps: int


@dataclass(frozen=True, slots=True)
class Replaced:
    """A unit that is not there in one of the models, or has another unit above it."""

    unit: str
    gone: bool
    new: bool
    before: str | None
    after: str | None


def moved(before: Plan, after: Plan, ground: Ground, weights: Weights) -> list[Moved]:
    """Return the services that move, those first that most requests are about."""
    was, becomes = before.rules(), after.rules()
    found = []
    for service in sorted(was.keys() | becomes.keys()):
        old, new = was.get(service, []), becomes.get(service, [])
        if sorted(map(repr, old)) == sorted(map(repr, new)):
            continue
        steps = moves(old, new, ground.areas, ground.attributes, ground.day)
        if steps:
            found.append(Moved(service, tuple(steps), *_requests(service, old, new, ground, weights)))
    return sorted(found, key=lambda one: (-one.perhaps, one.service))


def replaced(before: Plan, after: Plan) -> list[Replaced]:
    """Return the units whose place in the tree differs."""
    was, becomes = ({unit.id: unit.parent for unit in plan.units} for plan in (before, after))
    return [
        Replaced(id_, id_ not in becomes, id_ not in was, was.get(id_), becomes.get(id_))
        for id_ in sorted(was.keys() | becomes.keys())
        if id_ not in was or id_ not in becomes or was[id_] != becomes[id_]
    ]


def within(area: str, around: str, areas: Mapping[str, Area]) -> bool:
    """Whether a place lies in another, or is it; nobody said where lies around everything."""
    current: str | None = area
    while current and current != around:
        current = areas[current].parent if current in areas else None
    return not around or current == around


def _requests(
    service: str, old: Sequence[Rule], new: Sequence[Rule], ground: Ground, weights: Weights
) -> tuple[int, int, int]:
    """Count the requests for a service: all, those of places where everybody has to go elsewhere, where somebody has."""
    cells = [(area, count) for (asked, area), count in weights.items() if asked == service]
    shares = list(_shares(old, new, ground)) if cells else []
    everybody = somebody = 0
    for area, count in cells:
        near = [share for home, share in shares if within(home.where.area, area, ground.areas)]
        near = near or [share for _, share in shares]  # no rule speaks of places: one stands for all
        everybody += count * all(share == 1 for share in near)
        somebody += count * any(share > 0 for share in near)
    return sum(count for _, count in cells), everybody, somebody


def _shares(old: Sequence[Rule], new: Sequence[Rule], ground: Ground) -> Iterator[tuple[Home, float]]:
    """For each place the share of circumstances in which people go to another counter."""
    both = [*old, *new]
    people = [
        {name: group.answer for name, group in person.items()}
        for person in everyone(circumstances(both, ground.attributes))
    ]
    for home in homes(both, ground.areas):
        told = [
            [answer(rules, ground.areas, home, one, ground.attributes, ground.day)[Role.FRONT] for rules in (old, new)]
            for one in people
        ]
        yield home, sum(was != becomes for was, becomes in told) / len(told)


def flows(found: Sequence[Moved]) -> dict[tuple[str, str], int]:
    """Count the services whose counter moves from one unit to another; an empty unit stands for nobody."""
    pairs: dict[tuple[str, str], set[str]] = {}
    for one in found:
        for move in one.moves:
            if move.role is Role.FRONT:
                left = [unit for unit in move.before if unit not in move.after] or [""]
                come = [unit for unit in move.after if unit not in move.before] or [""]
                for pair in ((old, new) for old in left for new in come):
                    pairs.setdefault(pair, set()).add(one.service)
    counts = {pair: len(services) for pair, services in pairs.items() if pair != ("", "")}
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
