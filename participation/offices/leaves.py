"""Leaves of the office register: what somebody edits at once, as cells the way they stand in the tables."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from participation.offices.formats.check import Problem
from participation.offices.formats.tables import Rows, cell_of, columns, value_of
from participation.offices.models import TABLES, Imported, Region

Cells = dict[str, list[dict[str, str]]]  # table -> rows as text, each with its source

#: The tables of each kind of leaf, and the column that names whose row it is.
KINDS: dict[str, dict[str, str]] = {
    "unit": {"units": "id", "unit_texts": "unit"},
    "hours": {"opening": "unit", "closures": "unit"},
    "service": {"services": "slug", "service_texts": "service"},
    "phrases": {"phrases": "service"},
    "rules": {"responsibilities": "service"},
    "documents": {"documents": "service"},
    "document": {"document_texts": "document"},
    "reason": {"reasons": "reason"},
}


@dataclass(frozen=True, slots=True, order=True)
class Leaf:
    """One leaf: *kind* says which tables, *key* whose rows."""

    kind: str
    key: str

    @property
    def tables(self) -> Mapping[str, str]:
        return KINDS[self.kind]


async def lock(session: AsyncSession) -> None:
    """Let changes by hand and imports wait for each other; whoever comes second sees what the first one wrote."""
    await session.execute(select(col(Imported.source)).order_by(col(Imported.source)).with_for_update())


async def region_source(session: AsyncSession) -> str | None:
    """Return the source that people mean when they enter something new: the region's."""
    found = await session.execute(select(col(Region.source)).order_by(col(Region.source)).limit(1))
    return found.scalar_one_or_none()


async def read(session: AsyncSession, leaf: Leaf) -> Cells:
    """Return the rows of a leaf, of every source, in one order."""
    found: Cells = {}
    for table, name in leaf.tables.items():
        model: Any = TABLES[table]
        names = ["source", *(column.name for column in columns(table))]
        mine = select(*(getattr(model, one) for one in names)).where(getattr(model, name) == leaf.key)
        rows = [dict(zip(names, map(cell_of, row), strict=True)) for row in (await session.execute(mine)).all()]
        found[table] = rows
    return ordered(found)


def ordered(cells: Cells) -> Cells:
    """The same rows in the one order in which they are compared and kept."""
    return {table: sorted(rows, key=lambda row: [*row.values()]) for table, rows in sorted(cells.items())}


def seen(*leaves: Cells) -> str:
    """What stands in a form for what it was made from: another text as soon as a cell is another."""
    return hashlib.sha256("\n".join(written(ordered(cells)) for cells in leaves).encode()).hexdigest()[:32]


def written(cells: Cells) -> str:
    """Return the cells as they are kept in the history."""
    return json.dumps(cells, ensure_ascii=False, sort_keys=True)


def of_source(cells: Cells, source: str) -> Cells:
    """Only the rows that one source brought."""
    return {table: [row for row in rows if row["source"] == source] for table, rows in cells.items()}


def ended(rows: Sequence[dict[str, str]], last: date) -> list[dict[str, str]]:
    """Rows with days of validity as they end on a day: what begins only later goes, what is valid ends then."""
    day = last.isoformat()
    return [row | {"valid_until": min(row["valid_until"] or "9999", day)} for row in rows if row["valid_from"] <= day]


def typed(cells: Cells) -> tuple[Rows, list[Problem]]:
    """Return the cells as values with their sources, and what is wrong in single cells."""
    rows: Rows = {}
    wrong: list[Problem] = []
    for table, given in cells.items():
        keys = [column.name for column in columns(table) if column.key]
        taken: set[tuple[str, ...]] = set()
        rows[table] = []
        for number, row in enumerate(given):
            values, problems = _values(table, number, row)
            key = (row["source"], *(row.get(name, "") for name in keys))
            if key in taken:
                problems.append(Problem(table, number, keys[-1], "the same entry is there twice"))
            taken.add(key)
            wrong += problems
            rows[table].append({"source": row["source"], **values})
    return rows, wrong


def _values(table: str, number: int, row: Mapping[str, str]) -> tuple[dict[str, Any], list[Problem]]:
    values: dict[str, Any] = {}
    wrong = []
    for column in columns(table):
        try:
            values[column.name] = value_of(row.get(column.name, ""), column)
        except ValueError as error:
            wrong.append(Problem(table, number, column.name, error.args[0]))
    return values, wrong


@dataclass(frozen=True, slots=True)
class Difference:
    """One cell, or with an empty *field* a whole row, that was *before* and is *after*; None: there was, or is, none."""

    table: str
    row: Mapping[str, str]
    field: str
    before: str | None
    after: str | None


def differences(before: Cells, after: Cells) -> list[Difference]:
    """Return what is different, row by row: rows with the same key are the same row."""
    found: list[Difference] = []
    for table in sorted(before.keys() | after.keys()):
        was, is_ = _keyed(table, before.get(table, [])), _keyed(table, after.get(table, []))
        for key in sorted(was.keys() | is_.keys()):
            old, new = was.get(key), is_.get(key)
            if old is None or new is None:
                row = new or old or {}
                found.append(Difference(table, row, "", None if old is None else "", None if new is None else ""))
            else:
                found += [Difference(table, new, name, old[name], new[name]) for name in new if old[name] != new[name]]
    return found


def _keyed(table: str, rows: Sequence[dict[str, str]]) -> dict[tuple[str, ...], dict[str, str]]:
    keys = ["source", *(column.name for column in columns(table) if column.key)]
    return {tuple(row[name] for name in keys): row for row in rows}
