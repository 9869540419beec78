"""Two models side by side, in the words of the pages: rows of the tables, and the places of the picture."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy.ext.asyncio import AsyncSession

from admin.pages.keeping_words import Names, names
from participation.core.text import Lines, Sayable, Several, Text, Words, t
from participation.demand.values import Year
from participation.offices import queries
from participation.offices.effects import Move
from participation.offices.everybody import around
from participation.offices.organisation import comparison
from participation.offices.organisation.comparison import Moved, Replaced
from participation.offices.organisation.queries import bundles
from participation.offices.organisation.values import Ground, Model, Plan
from participation.offices.organisation.ways import Way, Ways, places, ways
from participation.offices.values import Area, Role

MEASURES: dict[str, Text] = {
    "units": t("Offices to go to"),
    "departments": t("of so many departments and bodies"),
    "handed": t("Hand-overs from front to back office"),
    "across": t("of these into another department"),
    "nobody": t("Requests nobody answers for"),
}
DRAWN = ("units", "handed")  # measures in the picture
ROLES = {Role.FRONT: t("at the counter"), Role.BACK: t("behind the counter"), Role.COUNSELLING: t("counselling")}
WIDEST = 18  # flows in the picture
ROW, UNIT, GAP = 20.0, 5.0, 8.0  # height in it of a line of words, of a service, and what is between offices


@dataclass(frozen=True, slots=True)
class Called:
    """What the pages call by name: offices of models, places, services."""

    names: Names
    planned: Mapping[str, str]
    services: Mapping[str, Sayable]

    def unit(self, id_: str) -> Sayable:
        """An office as it is called in a model; where that is its name today, in every language."""
        if not id_:
            return t("nobody")
        known, name = self.names.units.get(id_), self.planned.get(id_)
        if known and name in (None, known.name):
            return Words(known.names)
        return Words({"de": name}) if name else id_

    def of(self, model: Model) -> Called:
        """The same, but offices are called as in that model."""
        return replace(self, planned={unit.id: unit.name for unit in model.plan.units})

    def area(self, key: str) -> Sayable:
        return self.names.area(key)

    def service(self, slug: str) -> Sayable:
        return self.services.get(slug, slug)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table of moves."""

    service: str
    move: Move
    moved: Moved
    first: bool


@dataclass(frozen=True, slots=True)
class Flow:
    """Services that go from an office on the left of the picture to one on the right, drawn from *y* to *to*."""

    before: str
    after: str
    count: int
    y: float
    to: float


@dataclass(frozen=True, slots=True)
class Picture:
    """Offices with their heights at the left and right, and what flows between them; *more* flows are not drawn."""

    left: Sequence[tuple[str, float, int]]
    right: Sequence[tuple[str, float, int]]
    flows: Sequence[Flow]
    height: float
    more: int


@dataclass(frozen=True, slots=True)
class Compared:
    """Everything that differs between two models."""

    moved: Sequence[Moved]
    replaced: Sequence[Replaced]
    before: Sequence[Ways]
    after: Sequence[Ways]
    picture: Picture

    @property
    def pairs(self) -> list[tuple[Ways, Ways]]:
        return list(zip(self.before, self.after, strict=True))

    @property
    def lines(self) -> list[Line]:
        return [Line(one.service, move, one, move is one.moves[0]) for one in self.moved for move in one.moves]

    @property
    def requests(self) -> tuple[int, int]:
        """So many requests surely go elsewhere, and so many perhaps."""
        return sum(one.surely for one in self.moved), sum(one.perhaps for one in self.moved)


def compared(before: Plan, after: Plan, ground: Ground, year: Year) -> Compared:
    """Compare two plans, weighted by what people ask for."""
    found = comparison.moved(before, after, ground, year.weights)
    was, becomes = [], []
    for bundle in bundles():
        homes = places([before, after], bundle, ground)
        was.append(ways(bundle, before, homes, ground, year.weights))
        becomes.append(ways(bundle, after, homes, ground, year.weights))
    return Compared(found, comparison.replaced(before, after), was, becomes, picture(comparison.flows(found)))


def picture(flows: Mapping[tuple[str, str], int]) -> Picture:
    """Place the widest flows: each office as high as the services it gives or takes."""
    drawn = dict(list(flows.items())[:WIDEST])
    left = _stacked([(before, count) for (before, _), count in drawn.items()])
    right = _stacked([(after, count) for (_, after), count in drawn.items()])
    starts, ends = ({id_: y for id_, y, _ in side} for side in (left, right))
    placed = []
    order = [id_ for id_, _, _ in right]
    for (before, after), count in sorted(drawn.items(), key=lambda item: order.index(item[0][1])):
        placed.append(Flow(before, after, count, starts[before] + _high(count) / 2, ends[after] + _high(count) / 2))
        starts[before] += _high(count)
        ends[after] += _high(count)
    height = max((y + max(_high(count), ROW) for side in (left, right) for _, y, count in side), default=0.0)
    return Picture(left, right, placed, height, len(flows) - len(drawn))


def _high(count: int) -> float:
    return count * UNIT


def _stacked(ends: Sequence[tuple[str, int]]) -> list[tuple[str, float, int]]:
    counts: dict[str, int] = {}
    for id_, count in ends:
        counts[id_] = counts.get(id_, 0) + count
    placed, y = [], 0.0
    for id_, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        placed.append((id_, y, count))
        y += max(_high(count), ROW) + GAP
    return placed


async def called(session: AsyncSession, *models: Model) -> Called:
    """Read every name once; the later model's name of an office goes before the earlier's."""
    known = await names(session)
    planned = {unit.id: unit.name for model in models for unit in model.plan.units}
    services = {one.slug: Words(one.names) for one in await queries.services(session)}
    return Called(known, planned, services)


def who(known: Called, move: Move) -> Sayable:
    """Whom a move is about."""
    where = Several([known.area(key) for key in move.places]) if move.places else known.area("")
    places = t("{places}", places=where)
    return Lines([places, known.names.lines(move.people)]) if move.people else places


def by_place(before: Ways, after: Ways, areas: Mapping[str, Area]) -> list[tuple[tuple[str, ...], Way, Way]]:
    """The ways place by place, those together that meet as much; nothing where it is the same for all."""
    alike: dict[tuple[int, ...], list[tuple[str, Way, Way]]] = {}
    for one, other in zip(before.stretches, after.stretches, strict=True):
        key = tuple(len(getattr(way, what)) for way in (one.way, other.way) for what in DRAWN)
        alike.setdefault(key, []).append((one.home.key, one.way, other.way))
    if len(alike) < 2:
        return []
    every = [one.home.key for one in before.stretches]
    return [(around([key for key, *_ in same], every, areas), same[0][1], same[0][2]) for same in alike.values()]
