"""A small county, and short words for rules and for who is responsible by them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from participation.offices.conditions import parse
from participation.offices.responsibility import (
    Found,
    Outcome,
    resolve,
)
from participation.offices.values import Area, Attribute, Role, Rule, Where

TODAY = date(2026, 11, 23)
COUNTY, TOWN, HARBOUR, OLD, VILLAGE = "0599", "0599/town", "0599/town/harbour", "0599/town/old", "0599/village"
AREAS = {
    area.key: area
    for area in (
        Area(COUNTY, "county", None, "County"),
        Area(TOWN, "municipality", COUNTY, "Town", ("00101", "00102", "00103")),
        Area(HARBOUR, "district", TOWN, "Harbour", ("00102",)),
        Area(OLD, "district", TOWN, "Old Town", ("00101", "00103")),
        Area(VILLAGE, "municipality", COUNTY, "Village", ("00130",)),
    )
}
ATTRIBUTES = {
    one.name: one
    for one in (
        Attribute("status", "choice", ("asylum", "tolerated", "permit"), True, {}, {}),
        Attribute("benefit", "choice", ("none", "jobcenter"), True, {}, {}),
        Attribute("age", "number", (), False, {}, {}),
        Attribute("surname", "letter", (), False, {}, {}),
    )
}


def rule(unit: str, area: str = "", when: str = "", role: Role = Role.FRONT, **more: object) -> Rule:
    return replace(Rule("s", area, parse(when), role, unit), **more)  # type: ignore[arg-type]  # fields of a rule by their name


def decide(rules: list[Rule], where: Where | None = None, today: date = TODAY, **answers: str) -> Outcome:
    return resolve(rules, AREAS, where, answers, ATTRIBUTES, today)


def units(outcome: Outcome) -> list[str]:
    assert isinstance(outcome, Found), outcome
    return [possible.unit for possible in outcome.front]
