"""What the reading of HSDS 3 has in hand: the records, the rows being built, the account."""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from participation.core.text import told
from participation.offices.formats.account import Account
from participation.offices.formats.hsds_records import Flat, Record, fields
from participation.offices.formats.tables import Rows, columns, value_of

LOTSE = "lotse"  # the taxonomy term of attributes that say what HSDS has no field for
_USUAL = {"location_type": "physical", "country": "DE", "extent_type": "text"}  # says nothing that is not so anyway
_CATALOGUE = Path(__file__).parents[1] / "catalogue"


@dataclass(slots=True)
class Hsds:
    """The rows of our tables as far as they are made, and the account of what they are made from."""

    flat: Flat
    rows: Rows = field(default_factory=dict)
    account: Account = field(default_factory=Account)
    units: dict[str, dict[str, str]] = field(default_factory=dict)  # their cells, by id
    said: dict[tuple[str, str], dict[str, str]] = field(default_factory=dict)  # what our attributes say of an object
    seen: dict[tuple[str, ...], dict[str, Any]] = field(default_factory=dict)

    def cells(self, table: str, cells: Mapping[str, str], of: str) -> str:
        """Add a row unless it is there; return what is wrong with it, empty if nothing."""
        of = of[:60]
        values = {}
        for column in columns(table):
            try:
                values[column.name] = value_of(cells.get(column.name, ""), column)
            except ValueError as error:
                return told("{of}: {field} {error}", of=of, field=column.name, error=error.args[0])
        key = (table, *(str(values[column.name]) for column in columns(table) if column.key))
        if key in self.seen:
            return "" if self.seen[key] == values else told("{of}: another entry says otherwise, and it is kept", of=of)
        self.seen[key] = values
        self.rows.setdefault(table, []).append(values)
        return ""

    def with_own(self, table: str, cells: Mapping[str, str], own: Mapping[str, str], of: str) -> str:
        """Add a row with what our attributes say of it, or without where that does not fit."""
        wrong = self.cells(table, {**cells, **own}, of)
        if wrong and own:
            self.account.put("attributes of ours", conflict=told("{wrong}; left out", wrong=wrong))
            wrong = self.cells(table, cells, of)
        if wrong:
            self.account.put("rows that do not fit", skipped=wrong)
        return wrong

    def own(self, id_: str, names: Sequence[str], of: str = "") -> dict[str, str]:
        """Return what our attributes say of an object. *of*: what it is, any if empty."""
        found = [self.said.get((one, id_), {}) for one in ([of] if of else ["organization", "location"])]
        return {name: said[name] for said in found for name in names if name in said}

    def put_rows(self, record: Record, wrong: Sequence[str]) -> None:
        """Account for a record that became several rows, with what is wrong with each of them."""
        said = "; ".join(dict.fromkeys(filter(None, wrong)))
        self.put(record, skipped=said if all(wrong) else "", conflict=said)

    def put(self, record: Record, *, skipped: str = "", conflict: str = "") -> None:
        """Account for a record, and for each of its fields that has no place with us."""
        if skipped:
            return self.account.put(record.table, skipped=_at(record, skipped))
        self.account.put(record.table, conflict=_at(record, conflict) if conflict else "")
        known = fields()[record.table]
        for name, said in record.fields.items():
            row, usual = known.get(name), _USUAL.get(name) == said or record.id == LOTSE
            taken = (row and row["taken"]) or usual
            why = told("there is no place for it") if row else told("is not of HSDS 3")
            line = told(
                "{place}, {id}, field {name}: {why}", place=record.place, id=record.id[:60], name=name[:60], why=why
            )
            self.account.put(told("{table}, fields", table=record.table), skipped="" if taken else line)
        return None


def _at(record: Record, what: str) -> str:
    return told("{place}, {id}: {what}", place=record.place, id=record.id[:60], what=what)


def our_id(id_: str) -> str:
    """Return an id our tables can hold: the same where possible."""
    if re.fullmatch("[a-z0-9-]{1,100}", id_):
        return id_
    return f"hsds-{hashlib.sha256(id_.encode()).hexdigest()[:16]}"


@cache
def shipped(table: str, column: str) -> frozenset[str]:
    """Return what the shipped catalogue knows by that name."""
    with (_CATALOGUE / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return frozenset(row[column] for row in csv.DictReader(file))
