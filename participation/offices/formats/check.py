"""What a reading of single cells cannot see: references, cycles, contradictions."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from participation.offices.conditions import parse
from participation.offices.formats.tables import Rows, columns
from participation.offices.models import TABLES

#: The column that others refer to, where it is not the first of the key.
_NAMED = {
    "topics": "topic",
    "attributes": "attribute",
    "reasons": "reason",
    "areas": "key",
    "units": "id",
    "services": "slug",
}


def problems(rows: Rows, known: dict[str, set[str]]) -> list[str]:
    """Return what is wrong between the tables. *known*: ids that other sources brought, by table."""
    ids = {
        table: known.get(table, set()) | {str(row[name]) for row in rows.get(table, [])}
        for table, name in _NAMED.items()
    }
    found = [problem for table in TABLES for problem in _references(table, rows.get(table, []), ids)]
    found += _circles("units", "id", rows.get("units", [])) + _circles("areas", "key", rows.get("areas", []))
    found += _times(rows)
    return found


def conflicts(rows: Rows) -> list[str]:
    """Return responsibilities that contradict each other: two units for the same people, and nothing to tell them apart."""
    units: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for row in rows.get("responsibilities", []):
        units[row["service"], row["area"], row["when"], row["role"]].add(row["unit"])
    return [
        f"responsibilities.csv: {service}, area {area or 'everywhere'}, {when or 'everybody'}: "
        f"{len(names)} offices ({', '.join(sorted(names))}); people are shown all of them"
        for (service, area, when, role), names in sorted(units.items())
        if len(names) > 1 and role == "front"
    ]


def _references(table: str, rows: list[dict[str, Any]], ids: dict[str, set[str]]) -> list[str]:
    found = []
    for column in columns(table):
        for number, row in enumerate(rows, start=2):
            value = row[column.name]
            place = f"{table}.csv, row {number}, field {column.name}"
            if column.refers and value and value not in ids[column.refers]:
                found.append(f"{place}: {value!r} is not in {column.refers}.csv")
            if column.area and value and not value.startswith("postcode:") and value not in ids["areas"]:
                found.append(f"{place}: {value!r} is neither in areas.csv nor postcode:12345")
            if column.conditions and value:
                lacking = [c.attribute for c in parse(value) if c.attribute not in ids["attributes"]]
                found += [f"{place}: {name!r} is not in attributes.csv" for name in lacking]
    return found


def _circles(table: str, name: str, rows: list[dict[str, Any]]) -> list[str]:
    parents = {row[name]: row["parent"] for row in rows}
    found = []
    for start in parents:
        seen, current = {start}, parents[start]
        while current in parents and current not in seen:
            seen.add(current)
            current = parents[current]
        if current == start:
            found.append(f"{table}.csv: {start!r} is its own parent in a circle: {', '.join(sorted(seen))}")
    return found


def _times(rows: Rows) -> list[str]:
    found = []
    for number, row in enumerate(rows.get("opening", []), start=2):
        if row["closes"] <= row["opens"]:
            found.append(f"opening.csv, row {number}, field closes: closes before it opens")
        if (row["slot_minutes"] is None) != (row["counters"] is None):
            found.append(f"opening.csv, row {number}: slot_minutes and counters belong together")
    for number, row in enumerate(rows.get("closures", []), start=2):
        if row["last"] < row["first"]:
            found.append(f"closures.csv, row {number}, field last: ends before it begins")
    return found
