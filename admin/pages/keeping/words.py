"""Rules, conditions and what would change, in words for coordination."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from participation.core.text import Lines, Sayable, Several, Words, t
from participation.offices import queries
from participation.offices.effects import Move
from participation.offices.units import search
from participation.offices.values import Area, Attribute, Condition, Role, Texts, Unit

ROLES = {
    Role.FRONT: t("people go there"),
    Role.BACK: t("works behind it"),
    Role.COUNSELLING: t("may help"),
}


@dataclass(frozen=True, slots=True)
class Names:
    """Everything the pages call by name."""

    areas: Mapping[str, Area]
    units: Mapping[str, Unit]
    attributes: Mapping[str, Attribute]
    documents: Mapping[str, Texts]

    def document(self, id_: str) -> Sayable:
        return Words(self.documents[id_]) if id_ in self.documents else id_

    def unit(self, id_: str) -> Sayable:
        return Words(self.units[id_].names) if id_ in self.units else id_

    def area(self, key: str) -> Sayable:
        if not key:
            return t("everywhere in the region")
        if key.startswith("postcode:"):
            return t("postcode {code}", code=key.removeprefix("postcode:"))
        if key not in self.areas:
            return key
        area = self.areas[key]
        above = self.areas.get(area.parent or "")
        own = Words({"de": area.name, **{code: name for code, name in reversed(area.names) if code != "de"}})
        return t("{district} ({town})", district=own, town=above.name) if area.kind == "district" and above else own

    def condition(self, one: Condition) -> Sayable:
        known = self.attributes.get(one.attribute)
        asked: Sayable = Words(known.question) if known and known.question else one.attribute
        match one.operator:
            case "-":
                return t("{question} {first} to {last}", question=asked, first=one.values[0], last=one.values[1])
            case "=":
                return t(
                    "{question} {answers}",
                    question=asked,
                    answers=Several([self.value(known, value) for value in one.values], other=True),
                )
            case operator:
                return t("{question} {operator} {number}", question=asked, operator=operator, number=one.values[0])

    def value(self, known: Attribute | None, value: str) -> Sayable:
        if known and value in known.labels:
            return Words(known.labels[value])
        return {"yes": t("yes"), "no": t("no")}.get(value, value)

    def people(self, when: Sequence[Condition]) -> Sayable | Several:
        return Several([self.condition(one) for one in when]) if when else t("everybody")

    def lines(self, when: Sequence[Condition]) -> Sayable:
        """The same, one condition below the other."""
        return Lines([self.condition(one) for one in when]) if when else t("everybody")

    def offices(self, ids: Sequence[str]) -> Sayable | Several:
        return Several([self.unit(id_) for id_ in ids]) if ids else t("nobody")

    def move(self, service: Sayable, move: Move) -> Sayable:
        """One sentence on whom a change moves."""
        places = Several([self.area(key) for key in move.places]) if move.places else self.area("")
        given = {
            "service": service, "people": self.people(move.people), "places": places,
            "before": self.offices(move.before), "after": self.offices(move.after),
            "day": move.day,
        }  # fmt: skip
        match move.role:
            case Role.FRONT:
                return t("“{service}”, {people}, {places}: from {before} to {after}, on {day}.", **given)
            case Role.BACK:
                return t(
                    "“{service}”, {people}, {places}: behind the counter from {before} to {after}, on {day}.", **given
                )
            case Role.COUNSELLING:
                return t("“{service}”, {people}, {places}: advice from {before} to {after}, on {day}.", **given)


async def names(session: AsyncSession) -> Names:
    """Read every name once."""
    areas = {area.key: area for area in await queries.areas(session)}
    units = {unit.id: unit for unit in await search(session, "")}
    asked = {one.name: one for one in await queries.attributes(session, await queries.attribute_names(session))}
    return Names(areas, units, asked, await queries.documents(session))
