"""What a reading of single cells cannot see: references, cycles, contradictions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Set
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Any

from participation.core.text import Told, told
from participation.offices.conditions import parse
from participation.offices.formats.tables import Rows, columns
from participation.offices.models import TABLES

#: The column that others refer to, where it is not the first of the key.
NAMED = {
    "topics": "topic",
    "attributes": "attribute",
    "reasons": "reason",
    "areas": "key",
    "units": "id",
    "services": "slug",
}

Known = Mapping[str, Set[str]]  # ids that others brought, by table


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, and where: *row* counts from 0, None if it is not in one row; so does *field*."""

    table: str
    row: int | None
    field: str | None
    said: str

    def __str__(self) -> str:
        return self.placed()

    def placed(self) -> Told:
        """With the place before it, as a file of tables has it."""
        file = f"{self.table}.csv"
        if self.row is None:
            return told("{file}: {what}", file=file, what=self.said)
        row = str(self.row + 2)
        if not self.field:
            return told("{file}, row {row}: {what}", file=file, row=row, what=self.said)
        return told("{file}, row {row}, field {field}: {what}", file=file, row=row, field=self.field, what=self.said)


def problems(rows: Rows, known: Known) -> list[str]:
    """Return what is wrong between the tables, in words. *known*: ids that other sources brought, by table."""
    return [problem.placed() for problem in found(rows, known)]


def found(rows: Rows, known: Known) -> list[Problem]:
    """Return what is wrong between the tables."""
    ids = {
        table: set(known.get(table, ())) | {str(row[name]) for row in rows.get(table, [])}
        for table, name in NAMED.items()
    }
    wrong = [problem for table in TABLES for problem in _references(table, rows.get(table, []), ids)]
    wrong += _circles("units", "id", rows.get("units", [])) + _circles("areas", "key", rows.get("areas", []))
    return wrong + _times(rows)


def conflicts(rows: Rows) -> list[str]:
    """Return responsibilities that contradict each other: two units for the same people, and nothing to tell them apart."""
    alike: dict[tuple[str, ...], list[dict[str, Any]]] = defaultdict(list)
    for row in rows.get("responsibilities", []):
        if row["role"] == "front":
            alike[row["service"], row["area"], row["when"]].append(row)
    said: list[str] = []
    for (service, area, when), several in sorted(alike.items()):
        units = sorted({row["unit"] for pair in combinations(several, 2) if _both(*pair) for row in pair})
        if units:
            said.append(
                told(
                    "{file}: {service}, area {area}, {when}: {n} offices ({units}); people are shown all of them",
                    file="responsibilities.csv",
                    service=service,
                    area=area or told("everywhere"),
                    when=when or told("everybody"),
                    n=len(units),
                    units=", ".join(units),
                )
            )
    return said


def _both(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether two rows name different units for the same day."""
    first = max(row["valid_from"] or date.min for row in (one, other))
    last = min(row["valid_until"] or date.max for row in (one, other))
    return one["unit"] != other["unit"] and first <= last


def _references(table: str, rows: list[dict[str, Any]], ids: Known) -> list[Problem]:
    wrong = []
    for column in columns(table):
        for number, row in enumerate(rows):
            value = row[column.name]

            def says(text: str, number: int = number, field: str = column.name) -> None:
                wrong.append(Problem(table, number, field, text))

            if column.refers and value and value not in ids[column.refers]:
                says(told("{value} is not in {refers}.csv", value=repr(value), refers=column.refers))
            if column.area and value and not value.startswith("postcode:") and value not in ids["areas"]:
                says(told("{value} is neither in areas.csv nor postcode:12345", value=repr(value)))
            if column.conditions and value:
                for condition in parse(value):
                    if condition.attribute not in ids["attributes"]:
                        says(told("{attribute} is not in attributes.csv", attribute=repr(condition.attribute)))
    return wrong


def _circles(table: str, name: str, rows: list[dict[str, Any]]) -> list[Problem]:
    parents = {row[name]: row["parent"] for row in rows}
    wrong = []
    for start in parents:
        seen, current = {start}, parents[start]
        while current in parents and current not in seen:
            seen.add(current)
            current = parents[current]
        if current == start:
            said = told(
                "{start} is its own parent in a circle: {seen}", start=repr(start), seen=", ".join(sorted(seen))
            )
            wrong.append(Problem(table, None, "parent", said))
    return wrong


def _times(rows: Rows) -> list[Problem]:
    wrong = []
    for number, row in enumerate(rows.get("opening", [])):
        if row["closes"] <= row["opens"]:
            wrong.append(Problem("opening", number, "closes", told("closes before it opens")))
        if (row["slot_minutes"] is None) != (row["counters"] is None):
            wrong.append(Problem("opening", number, None, told("slot_minutes and counters belong together")))
    for number, row in enumerate(rows.get("closures", [])):
        if row["last"] < row["first"]:
            wrong.append(Problem("closures", number, "last", told("ends before it begins")))
    return wrong
