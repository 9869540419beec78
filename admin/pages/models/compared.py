"""Two models side by side, in the words of the pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy.ext.asyncio import AsyncSession

from admin.pages.keeping.words import Names, names
from admin.pages.models.picture import Picture, picture
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
