"""What a reading of single cells cannot see: references, cycles, contradictions."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Any

from participation.core.text import Told, told
from participation.offices.conditions import parse
from participation.offices.formats.tables import Rows, columns
from participation.offices.models import TABLES
from participation.offices.values import Condition

#: The column that others refer to, where it is not the first of the key.
NAMED = {
    "topics": "topic",
    "attributes": "attribute",
    "reasons": "reason",
    "areas": "key",
    "units": "id",
    "services": "slug",
}

_POSTCODE = re.compile("postcode:[0-9]{5}")

#: Beside the tables: what an attribute that is chosen may be answered with, as `attribute=value`.
ANSWERS = "answers"
_CHOSEN = {"yesno": "yes no"}  # the values of a kind that need not be written down

Known = Mapping[str, Set[str]]  # ids that others brought, by table, and their answers


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
    ids[ANSWERS] = answers(rows.get("attributes", [])) | set(known.get(ANSWERS, ()))
    wrong = [problem for table in TABLES for problem in _references(table, rows.get(table, []), ids)]
    wrong += [problem for table in TABLES for problem in _never(table, rows.get(table, []), ids[ANSWERS])]
    wrong += _circles("units", "id", rows.get("units", [])) + _circles("areas", "key", rows.get("areas", []))
    return wrong + _times(rows)


def answers(attributes: Iterable[Mapping[Any, Any]]) -> set[str]:
    """Return what attributes may be answered with; of numbers and letters nothing, as they have no list."""
    return {
        f"{row['attribute']}={value}"
        for row in attributes
        if row["type"] in {"choice", "yesno"}
        for value in (row["values"] or _CHOSEN.get(row["type"], "")).split()
    }


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
            if column.area and value and not _POSTCODE.fullmatch(value) and value not in ids["areas"]:
                says(told("{value} is neither in areas.csv nor postcode:12345", value=repr(value)))
            if column.conditions and value:
                for condition in parse(value):
                    if condition.attribute not in ids["attributes"]:
                        says(told("{attribute} is not in attributes.csv", attribute=repr(condition.attribute)))
    return wrong


def _never(table: str, rows: list[dict[str, Any]], answers: Set[str]) -> list[Problem]:
    """What nobody can ever answer: such a row would be for nobody."""
    known: dict[str, list[str]] = defaultdict(list)
    for answer in sorted(answers):
        name, _, value = answer.partition("=")
        known[name].append(value)
    return [
        Problem(table, number, column.name, told(
            "{value} is no answer to {attribute}; the answers are {known}",
            value=repr(value), attribute=repr(condition.attribute), known=", ".join(known[condition.attribute]),
        ))
        for column in columns(table) if column.conditions
        for number, row in enumerate(rows)
        for condition in parse(row[column.name] or "") if condition.attribute in known
        for value in _strange(condition, known[condition.attribute])
    ]  # fmt: skip


def _strange(condition: Condition, known: Iterable[str]) -> list[str]:
    """The values of a condition that are none of those known; an attribute that is chosen is no number and no letter."""
    return [value for value in condition.values if condition.operator != "=" or value not in known]


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
    for table in ("opening", "responsibilities"):
        for number, row in enumerate(rows.get(table, [])):
            if row["valid_from"] and row["valid_until"] and row["valid_until"] < row["valid_from"]:
                wrong.append(Problem(table, number, "valid_until", told("ends before it begins")))
    return wrong
