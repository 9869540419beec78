"""Short words for the tests of keeping: the county, and a leaf with cells changed."""

from __future__ import annotations

from datetime import UTC, datetime

from participation.core.db import Database
from participation.offices import keeping, leaves
from participation.offices.history import Change
from participation.offices.keeping import Act
from participation.offices.leaves import Cells, Leaf
from participation.offices.services import CATALOGUE, CATALOGUE_FOLDER, import_tables

COUNTY = CATALOGUE_FOLDER.parents[1] / "demo" / "county"
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
SOURCE = "demo-county"
OFFICE = Leaf("unit", "buergerbuero-lindenau")
HOURS = Leaf("hours", "buergerbuero-lindenau")
RULES = Leaf("rules", "register-address")


async def settled(database: Database) -> None:
    """The catalogue and the demo county."""
    async with database.writing() as session:
        await import_tables(session, CATALOGUE_FOLDER, NOW, CATALOGUE)
        await import_tables(session, COUNTY, NOW)


async def opened(database: Database, leaf: Leaf) -> tuple[Cells, str]:
    """A leaf as a clerk sees it, and what stands in the form for it."""
    async with database.reading() as session:
        cells = await leaves.read(session, leaf)
    return cells, leaves.seen(cells)


def with_cells(cells: Cells, table: str, number: int = 0, **fields: str) -> Cells:
    """The same cells, but for these fields of one row."""
    rows = [{**row, **fields} if at == number else row for at, row in enumerate(cells[table])]
    return {**cells, table: rows}


async def saved(database: Database, leaf: Leaf, cells: Cells, shown: str, by: str = "kim") -> list[Change]:
    """Save a leaf as a clerk does."""
    async with database.writing() as session:
        return await keeping.save(session, [(leaf, cells)], shown, Act(by, NOW))
