"""What taking in a body of data would do, worked out before the transaction that does it: whoever writes then waits for little."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from participation.core.text import told
from participation.offices import byhand, history
from participation.offices.errors import BadTables
from participation.offices.formats import check, tables
from participation.offices.formats.check import NAMED, Problem
from participation.offices.formats.tables import Rows, columns
from participation.offices.models import TABLES, AttributeRow
from participation.offices.versions import data_version

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of one table: rows that go, rows that come (a changed one does both), and how many are (added, changed, removed, unchanged)."""

    gone: list[Row]
    put: list[Row]
    counts: tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be written, table by table. It holds as long as the data are those of its *basis*."""

    source: str
    basis: str
    before: Rows
    after: Rows
    changes: dict[str, Change]
    met: byhand.Met
    conflicts: list[str]
    version: str


async def basis(session: AsyncSession) -> str:
    """Return a text that changes whenever a plan might be another: with the data, and with what was changed by hand."""
    return f"{await data_version(session)} {await history.waiting(session)}"


async def plan(session: AsyncSession, source: str, rows: Rows, *, overwrite: bool, first: Rows | None = None) -> Plan:
    """Work out what becomes of what *source* brought before; nothing is written. *first*: what is taken in before it.

    Raises `BadTables`.
    """
    stands_on = await basis(session)
    met = await byhand.merged(session, source, rows, overwrite=overwrite)
    problems = check.problems(met.rows, await _known_elsewhere(session, source, first or {}))
    problems += await _taken_elsewhere(session, source, met.rows)
    if problems:
        raise BadTables(problems)
    before = await rows_of(session, source)
    after = {name: met.rows.get(name, []) for name in TABLES}
    changes = {name: _change(name, before[name], after[name]) for name in TABLES}
    text = "".join(tables.as_csv(name, found) for name, found in sorted(met.rows.items()))
    version = hashlib.sha256(text.encode()).hexdigest()
    return Plan(source, stands_on, before, after, changes, met, check.conflicts(met.rows), version)


async def rows_of(session: AsyncSession, source: str) -> Rows:
    """Return what *source* brought, table by table."""
    return {name: await rows_in(session, name, source) for name in TABLES}


async def rows_in(session: AsyncSession, name: str, source: str) -> list[Row]:
    """Return what *source* brought into one table."""
    model = TABLES[name]
    names = [column.name for column in columns(name)]
    found = await session.execute(select(*(getattr(model, one) for one in names)).where(col(model.source) == source))
    return [dict(zip(names, row, strict=True)) for row in found.all()]


def _change(name: str, before: Sequence[Row], after: Sequence[Row]) -> Change:
    keys = [column.name for column in columns(name) if column.key]

    def keyed(found: Sequence[Row]) -> dict[tuple[Any, ...], Row]:
        return {tuple(row[key] for key in keys): row for row in found}

    was, is_ = keyed(before), keyed(after)
    changed = [key for key, row in is_.items() if key in was and was[key] != row]
    new, over = [key for key in is_ if key not in was], [key for key in was if key not in is_]
    counts = len(new), len(changed), len(over), len(is_) - len(new) - len(changed)
    return Change([was[key] for key in over + changed], [is_[key] for key in changed + new], counts)


async def _known_elsewhere(session: AsyncSession, source: str, first: Rows) -> dict[str, set[str]]:
    named = {"topics": "topic", "attributes": "attribute", "reasons": "reason", "services": "slug"}
    known = {}
    for name, key in named.items():
        model = TABLES[name]
        found = await session.execute(select(getattr(model, key)).where(col(model.source) != source))
        known[name] = {str(row[0]) for row in found.all()} | {str(row[key]) for row in first.get(name, [])}
    asked = select(col(AttributeRow.attribute), col(AttributeRow.type), col(AttributeRow.values))
    others = await session.execute(asked.where(col(AttributeRow.source) != source))
    return known | {check.ANSWERS: check.answers([*others.mappings().all(), *first.get("attributes", [])])}


async def _taken_elsewhere(session: AsyncSession, source: str, rows: Rows) -> list[str]:
    """Offices and places that somebody else brought under the same id: people would be shown the one for the other."""
    wrong: list[str] = []
    for name in ("units", "areas"):
        model, key = TABLES[name], NAMED[name]
        found = await session.execute(select(getattr(model, key), col(model.source)).where(col(model.source) != source))
        others = {row[0]: row[1] for row in found.all()}
        wrong += [
            Problem(name, number, key, told(
                "{value} is there already, from {other}; give it another id, or remove it there",
                value=repr(row[key]), other=others[row[key]],
            )).placed()
            for number, row in enumerate(rows.get(name, []))
            if row[key] in others
        ]  # fmt: skip
    return wrong
