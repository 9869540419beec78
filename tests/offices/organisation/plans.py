"""A small region with two towns and a plan of three offices, to change bits of."""

from __future__ import annotations

from datetime import date

from participation.offices.organisation.values import Bundle, Ground, Known, Plan, PlannedUnit, Task
from participation.offices.values import Area, Attribute, Role

EAST, WEST = "00000001001", "00000002002"
AREAS = {
    "000": Area("000", "county", None, "County"),
    EAST: Area(EAST, "municipality", "000", "East"),
    WEST: Area(WEST, "municipality", "000", "West"),
}
STATUS = Attribute("status", "choice", ("asylum-seeker", "other"), sensitive=True, question={}, labels={})
GROUND = Ground(AREAS, {"status": STATUS}, date(2026, 11, 23))


def unit(id_: str, parent: str | None = "county", *, level: str = "department", front: bool = True) -> PlannedUnit:
    return PlannedUnit(id_, parent, id_.title(), level, "office", front)


def front(service: str, office: str, area: str = "", when: str = "") -> Task:
    return Task(service, area, when, Role.FRONT, office)


def back(service: str, office: str) -> Task:
    return Task(service, "", "", Role.BACK, office)


UNITS = (
    unit("county", None, level="county"),
    unit("desk"),
    unit("permits"),
    unit("files", "permits", level="section", front=False),
)
TODAY = Plan(UNITS, (front("permit", "permits"), back("permit", "files"), front("address", "desk", EAST), front("address", "county", WEST)))  # fmt: skip
CENTRE = Plan(
    (*UNITS[:3], unit("files", "desk", level="section", front=False)),
    (front("permit", "desk"), back("permit", "files"), front("address", "desk")),
)
BUNDLE = Bundle("b", {"en": "Both"}, ("permit", "address"), {"status": "other"})
KNOWN = Known("county", TODAY, frozenset({"permit", "address"}), frozenset(AREAS), frozenset({"status"}))
