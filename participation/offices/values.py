"""The words of this room as values: areas, units, services, rules of responsibility."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from enum import StrEnum

Texts = dict[str, str]  # language -> text


class Role(StrEnum):
    """What a unit does for a service: people go to the front, the back works behind it, counselling may help."""

    FRONT = "front"
    BACK = "back"
    COUNSELLING = "counselling"


@dataclass(frozen=True, slots=True)
class Area:
    """A place: *key* is ARS, AGS or `municipality/district`; *names* holds everything people call it, by language."""

    key: str
    kind: str
    parent: str | None
    name: str
    postcodes: tuple[str, ...] = ()
    names: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Where:
    """Where somebody lives: an area, and the postcode if they gave one; empty: asked for, but not known."""

    area: str
    postcode: str | None = None


@dataclass(frozen=True, slots=True)
class Condition:
    """One demand on an attribute: *operator* is `=`, `<`, `<=`, `>`, `>=` or `-` (letters from … to …)."""

    attribute: str
    operator: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of responsibilities: service x area x conditions x role -> unit. An empty *area* means everywhere."""

    service: str
    area: str
    when: tuple[Condition, ...]
    role: Role
    unit: str
    valid_from: date | None = None
    valid_until: date | None = None
    reason: Texts | None = None


@dataclass(frozen=True, slots=True)
class Attribute:
    """Something a rule may ask about a person. *labels* holds texts of the values, *question* that of the question."""

    name: str
    type: str
    values: tuple[str, ...]
    sensitive: bool
    question: Texts
    labels: dict[str, Texts]


@dataclass(frozen=True, slots=True)
class Document:
    """Something to bring. With *per_person* everybody who comes needs it; *when* says for whom."""

    id: str
    per_person: bool
    when: tuple[Condition, ...]
    texts: Texts


@dataclass(frozen=True, slots=True)
class Service:
    """What people come for: *fee* in euros (None: not known), *minutes* of a visit, *urgent* help before questions."""

    slug: str
    topic: str
    names: Texts
    about: Texts
    fee: Decimal | None
    fee_note: Texts
    minutes: int | None
    urgent: Texts
    documents: tuple[Document, ...] = ()
    leika: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Topic:
    """A group of services to choose from."""

    id: str
    names: Texts


@dataclass(frozen=True, slots=True)
class Period:
    """When people may come on one weekday (1 = Monday), local times. Booked only with slot length and counters."""

    weekday: int
    opens: time
    closes: time
    by_appointment: bool
    slot_minutes: int | None = None
    counters: int | None = None
    valid_from: date | None = None
    valid_until: date | None = None


@dataclass(frozen=True, slots=True)
class Closure:
    """Days shut; with times the unit is open then instead of its usual hours, or, *inherited*, not outside of them."""

    first: date
    last: date
    reason: str
    opens: time | None = None
    closes: time | None = None
    inherited: bool = False


@dataclass(frozen=True, slots=True)
class Unit:
    """An office. Address, hours and contact are those of the nearest unit above where it has none of its own."""

    id: str
    parent: str | None
    name: str
    names: Texts
    notes: Texts
    level: str
    kind: str
    front: bool
    street: str
    postcode: str
    city: str
    phone: str
    email: str
    website: str
    languages: tuple[str, ...]
    wheelchair: str
    periods: tuple[Period, ...] = ()
    closures: tuple[Closure, ...] = ()
    land: str = ""
