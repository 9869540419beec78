"""Writes of this room: taking data in, in one transaction, with a report."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from participation.offices import byhand
from participation.offices.errors import BadTables
from participation.offices.formats import check, tables
from participation.offices.formats.tables import Rows, columns
from participation.offices.leaves import lock
from participation.offices.models import TABLES, Imported

Watch = Callable[[str, int, int], None]  # what is being done, how many of how many

CATALOGUE = "catalogue"
CATALOGUE_FOLDER = Path(__file__).parent / "catalogue"


@dataclass(slots=True)
class Report:
    """What an import did: per table (added, changed, removed, unchanged), and what a person should look at."""

    source: str
    counts: dict[str, tuple[int, int, int, int]] = field(default_factory=dict)
    read: list[str] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    conflicts: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)

    def lines(self, most: int | None = None) -> list[str]:
        """The report as text: everything in it, or *most* lines of what was skipped and of what is in conflict."""
        shown = [f"{self.source}:"]
        shown += [f"  read: {line}" for line in self.read]
        shown += [
            f"  {table}: {added} added, {changed} changed, {removed} removed, {same} unchanged"
            for table, (added, changed, removed, same) in self.counts.items()
        ]
        for what, found in (("skipped", self.skipped), ("conflict", self.conflicts), ("by hand", self.kept)):
            shown += [f"  {what}: {line}" for line in found[:most]]
            if most is not None and len(found) > most:
                shown.append(f"  {what}: ... and {len(found) - most} more")
        return shown


async def import_tables(
    session: AsyncSession, path: Path, now: datetime, source: str | None = None, *, overwrite: bool = False
) -> Report:
    """Take in a folder or zip of office tables. Raises `BadTables`; then nothing was changed."""
    rows = tables.read(path)
    if source is None:
        if len(rows.get("region", [])) != 1:
            raise BadTables([tables.NO_REGION])
        source = str(rows["region"][0]["source"])
    return await take_in(session, source, rows, now, overwrite=overwrite)


def unwatched(_what: str, _done: int, _of: int) -> None:
    """Nobody looks on."""


async def take_in(
    session: AsyncSession, source: str, rows: Rows, now: datetime, watch: Watch = unwatched, *, overwrite: bool = False
) -> Report:
    """Replace what *source* brought before with *rows*; what was changed by hand stays unless it is to be overwritten."""
    await lock(session)
    rows, kept = await byhand.merged(session, source, rows, now, overwrite=overwrite)
    problems = check.problems(rows, await _known_elsewhere(session, source))
    if problems:
        raise BadTables(problems)
    report = Report(source, conflicts=check.conflicts(rows), kept=kept)
    for number, table in enumerate(TABLES, start=1):
        report.counts[table] = await _replace(session, table, source, rows.get(table, []))
        watch("tables", number, len(TABLES))
    version = hashlib.sha256("".join(tables.as_csv(t, r) for t, r in sorted(rows.items())).encode()).hexdigest()
    await session.execute(delete(Imported).where(col(Imported.source) == source))
    await session.execute(insert(Imported).values(source=source, at=now, version=version))
    return report


async def export_tables(session: AsyncSession, source: str, folder: Path) -> int:
    """Write what *source* brought into *folder*; return the number of rows."""
    rows = await rows_of(session, source)
    tables.write(rows, folder)
    return sum(len(found) for found in rows.values())


async def rows_of(session: AsyncSession, source: str) -> Rows:
    """Return what *source* brought, table by table."""
    return {table: await _rows(session, table, source) for table in TABLES}


async def whole_of(session: AsyncSession, source: str) -> Rows:
    """The same, with the services that others brought (the catalogue) and *source* has rules for."""
    rows = await rows_of(session, source)
    wanted = {row["service"] for row in rows["responsibilities"]} - {row["slug"] for row in rows["services"]}
    others = await session.scalars(select(col(Imported.source)).where(col(Imported.source) != source))
    for other in others.all():
        for table, name in (("services", "slug"), ("service_texts", "service"), ("documents", "service")):
            rows[table] += [row for row in await _rows(session, table, other) if row[name] in wanted]
        documents = {row["document"] for row in rows["documents"]}
        rows["document_texts"] += [
            row for row in await _rows(session, "document_texts", other) if row["document"] in documents
        ]
    return rows


async def _known_elsewhere(session: AsyncSession, source: str) -> dict[str, set[str]]:
    named = {"topics": "topic", "attributes": "attribute", "reasons": "reason", "services": "slug"}
    known = {}
    for table, name in named.items():
        model = TABLES[table]
        found = await session.execute(select(getattr(model, name)).where(col(model.source) != source))
        known[table] = {str(row[0]) for row in found.all()}
    return known


async def _rows(session: AsyncSession, table: str, source: str) -> list[dict[str, Any]]:
    model = TABLES[table]
    names = [column.name for column in columns(table)]
    found = await session.execute(select(*(getattr(model, name) for name in names)).where(col(model.source) == source))
    return [dict(zip(names, row, strict=True)) for row in found.all()]


async def _replace(
    session: AsyncSession, table: str, source: str, rows: Sequence[dict[str, Any]]
) -> tuple[int, int, int, int]:
    model = TABLES[table]
    keys = [column.name for column in columns(table) if column.key]

    def keyed(found: Sequence[dict[str, Any]]) -> dict[tuple[Any, ...], dict[str, Any]]:
        return {tuple(row[name] for name in keys): row for row in found}

    before, after = keyed(await _rows(session, table, source)), keyed(rows)
    changed = sum(1 for key, row in after.items() if key in before and before[key] != row)
    added, removed = len(after.keys() - before.keys()), len(before.keys() - after.keys())
    if added or changed or removed:
        await session.execute(delete(model).where(col(model.source) == source))
        if rows:
            await session.execute(insert(model), [{**row, "source": source} for row in rows])
    return added, changed, removed, len(after) - added - changed
