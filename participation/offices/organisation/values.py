"""The words of organisation models as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from participation.offices.conditions import parse
from participation.offices.values import Area, Attribute, Role, Rule, Texts

NOW = "now"  # stands where a model is named, for the offices as they are


@dataclass(frozen=True, slots=True)
class PlannedUnit:
    """An office in a tree; *name* is the official German one."""

    id: str
    parent: str | None
    name: str
    level: str
    kind: str
    front: bool


@dataclass(frozen=True, slots=True)
class Task:
    """A service that a unit has, in a role, for a place and for people; *when* as in responsibilities.csv."""

    service: str
    area: str
    when: str
    role: Role
    unit: str

    @property
    def rule(self) -> Rule:
        return Rule(self.service, self.area, parse(self.when), self.role, self.unit)


@dataclass(frozen=True, slots=True)
class Plan:
    """A tree of units and who has which tasks: what a town hall calls its plan of organisation."""

    units: tuple[PlannedUnit, ...]
    tasks: tuple[Task, ...]

    def rules(self) -> dict[str, list[Rule]]:
        found: dict[str, list[Rule]] = {}
        for task in self.tasks:
            found.setdefault(task.service, []).append(task.rule)
        return found

    def departments(self) -> dict[str, str]:
        """The department each unit belongs to: the highest unit above it below the county; other bodies are their own."""
        tree = {unit.id: unit for unit in self.units}
        return {id_: _department(id_, tree) for id_ in tree}


def _department(id_: str, tree: Mapping[str, PlannedUnit]) -> str:
    seen = {id_}
    while (parent := tree[id_].parent) in tree and parent not in seen and parent and tree[parent].level != "county":
        seen.add(parent)
        id_ = parent
    return id_


@dataclass(frozen=True, slots=True)
class About:
    """What a list says of a model; *account* saved it, empty for a template."""

    id: str
    name: Texts
    about: Texts
    template: bool
    at: datetime | None = None
    account: str = ""


@dataclass(frozen=True, slots=True)
class Model:
    """A named model."""

    about: About
    plan: Plan


@dataclass(frozen=True, slots=True)
class Bundle:
    """Requests that come together, and who typically has them: answers to everything the rules may ask."""

    id: str
    name: Texts
    services: tuple[str, ...]
    person: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Ground:
    """On what two models are compared: the places, what may be asked about people, a day."""

    areas: Mapping[str, Area]
    attributes: Mapping[str, Attribute]
    day: date


@dataclass(frozen=True, slots=True)
class Draft:
    """A model read from a file, not yet kept."""

    id: str
    name: Texts
    about: Texts
    plan: Plan = field(default_factory=lambda: Plan((), ()))


@dataclass(frozen=True, slots=True)
class Known:
    """What a model may speak of, and the offices as they are, on which a file may build: those of *source*."""

    source: str
    plan: Plan
    services: frozenset[str]
    areas: frozenset[str]
    attributes: frozenset[str]
