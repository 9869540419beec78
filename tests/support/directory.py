"""A directory as large as a big city's: the demo county's units and services many times over."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from bot.demo import DEMO
from participation.core.db import Database
from participation.offices.formats import tables
from participation.offices.formats.tables import Rows
from participation.offices.services import CATALOGUE, CATALOGUE_FOLDER, take_in

SERVICES, UNITS = 1000, 500
Row = dict[str, Any]


async def settle(database: Database, now: datetime, services: int = SERVICES, units: int = UNITS) -> None:
    """Fill an empty database with that many services and units."""
    catalogue, county = tables.read(CATALOGUE_FOLDER), tables.read(DEMO / "county")
    county |= {name: [*county.get(name, []), *rows] for name, rows in _more_units(county, units).items()}
    county |= {
        name: [*county.get(name, []), *rows] for name, rows in _more_services(catalogue, county, services).items()
    }
    async with database.writing() as session:
        await take_in(session, CATALOGUE, catalogue, now)
        await take_in(session, "demo-county", county, now)


def _more_units(county: Rows, wanted: int) -> Rows:
    """Copies of the units, each below the copy of the unit above."""
    there = county["units"]
    made: Rows = {name: [] for name in ("units", "unit_texts", "opening", "closures")}
    for number in range(wanted - len(there)):
        original, round_ = there[number % len(there)], number // len(there) + 2
        id_ = f"{original['id']}-{round_}"
        parent = original["parent"] and f"{original['parent']}-{round_}"
        above = parent if parent and any(unit["id"] == parent for unit in made["units"]) else original["parent"]
        made["units"].append(original | {"id": id_, "parent": above, "name": f"{original['name']} {round_}"})
        for name in ("unit_texts", "opening", "closures"):
            made[name] += [row | {"unit": id_} for row in county[name] if row["unit"] == original["id"]]
    return made


def _more_services(catalogue: Rows, county: Rows, wanted: int) -> Rows:
    """Copies of the services with their texts, phrases and responsibilities, these spread over all units."""
    there = catalogue["services"]
    units = [unit["id"] for unit in county["units"]]
    made: Rows = {name: [] for name in ("services", "service_texts", "phrases", "documents", "responsibilities")}
    for number in range(wanted - len(there)):
        original, round_ = there[number % len(there)], number // len(there) + 2
        slug = f"{original['slug']}-{round_}"
        made["services"].append(original | {"slug": slug})
        for name, rows in (("service_texts", catalogue), ("phrases", catalogue), ("documents", catalogue)):
            made[name] += [_numbered(row | {"service": slug}, round_) for row in _of(rows[name], original["slug"])]
        mine = list(_of(county["responsibilities"], original["slug"]))
        made["responsibilities"] += [
            row | {"service": slug, "unit": units[(number * 7 + place) % len(units)]} for place, row in enumerate(mine)
        ]
    return made


def _of(rows: Iterable[Row], slug: str) -> Iterable[Row]:
    return (row for row in rows if row["service"] == slug)


def _numbered(row: Row, number: int) -> Row:
    """The same words with a number behind, so that no two services are called alike."""
    return {name: f"{text} {number}" if name in {"phrase", "text"} else text for name, text in row.items()}
