"""Writes of this room: taking data in, in one transaction, with a report."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from sqlalchemy import bindparam, delete, insert, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from participation.core.db import table
from participation.offices import byhand, intake
from participation.offices.errors import BadTables
from participation.offices.formats import tables
from participation.offices.formats.tables import Rows, columns
from participation.offices.intake import Change, Plan, rows_in
from participation.offices.intake import rows_of as rows_of
from participation.offices.leaves import lock
from participation.offices.models import TABLES, Imported

Watch = Callable[[str, int, int], None]  # what is being done, how many of how many

CATALOGUE = "catalogue"
CATALOGUE_FOLDER = Path(__file__).parent / "catalogue"


@dataclass(slots=True)
class Report:
    """What an import did: per table (added, changed, removed, unchanged), and what a person should look at; the *plan* it followed."""

    source: str
    counts: dict[str, tuple[int, int, int, int]] = field(default_factory=dict)
    read: list[str] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    conflicts: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    plan: Plan | None = field(default=None, compare=False)

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
    session: AsyncSession, source: str, rows: Rows, now: datetime, watch: Watch = unwatched, *, overwrite: bool = False,
    plan: Plan | None = None,
) -> Report:  # fmt: skip
    """Replace what *source* brought before with *rows*; what was changed by hand stays unless it is to be overwritten.

    A *plan* made of the same before saves working it out here, where others wait; it counts if the data are as they were.
    """
    await lock(session)
    if plan is None or plan.basis != await intake.basis(session):
        plan = await intake.plan(session, source, rows, overwrite=overwrite)
    await byhand.carry_out(session, plan.met, now)
    for number, (name, change) in enumerate(plan.changes.items(), start=1):
        await _write(session, name, plan, change)
        watch("tables", number, len(plan.changes))
    await session.execute(delete(Imported).where(col(Imported.source) == source))
    await session.execute(insert(Imported).values(source=source, at=now, version=plan.version))
    return reported(plan)


def reported(plan: Plan) -> Report:
    """Return the report of following a plan, whether it was or not."""
    counts = {name: change.counts for name, change in plan.changes.items()}
    return Report(plan.source, counts, conflicts=plan.conflicts, kept=plan.met.lines, plan=plan)


async def _write(session: AsyncSession, name: str, plan: Plan, change: Change) -> None:
    """Write only what is another: whoever writes beside waits as long as this takes."""
    rows, keys = table(TABLES[name]), [column.name for column in columns(name) if column.key]
    mine = rows.c.source == plan.source
    if change.gone and len(change.gone) == len(plan.before[name]):
        await session.execute(delete(rows).where(mine))
    elif change.gone:
        those = [rows.c[key] == bindparam(f"its_{key}", type_=rows.c[key].type) for key in keys]
        gone = [{f"its_{key}": row[key] for key in keys} for row in change.gone]
        await session.execute(delete(rows).where(mine, *those), gone)
    if change.put:
        await session.execute(insert(rows), [{**row, "source": plan.source} for row in change.put])


async def whole_of(session: AsyncSession, source: str) -> Rows:
    """The same, with the services that others brought (the catalogue) and *source* has rules for."""
    rows = await rows_of(session, source)
    wanted = {row["service"] for row in rows["responsibilities"]} - {row["slug"] for row in rows["services"]}
    others = await session.scalars(select(col(Imported.source)).where(col(Imported.source) != source))
    for other in others.all():
        for file, name in (("services", "slug"), ("service_texts", "service"), ("documents", "service")):
            rows[file] += [row for row in await rows_in(session, file, other) if row[name] in wanted]
        documents = {row["document"] for row in rows["documents"]}
        rows["document_texts"] += [
            row for row in await rows_in(session, "document_texts", other) if row["document"] in documents
        ]
    return rows
