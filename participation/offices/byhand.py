"""An import meets what was changed by hand: nothing of it is lost unless somebody says so."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from participation.offices import history
from participation.offices.formats import by_hand
from participation.offices.formats.tables import Rows, cell_of, columns
from participation.offices.leaves import Cells, Leaf, of_source, ordered, read, typed


@dataclass(slots=True)
class Met:
    """What comes of it: the rows to be taken in, a line for each leaf changed by hand, and what is to be noted of them."""

    rows: Rows
    lines: list[str] = field(default_factory=list)
    settled: list[Leaf] = field(default_factory=list)
    overwritten: list[tuple[Leaf, Cells, Cells]] = field(default_factory=list)


async def merged(session: AsyncSession, source: str, rows: Rows, *, overwrite: bool) -> Met:
    """Put what was changed by hand in its place among *rows*; nothing is written."""
    met = Met(dict(rows))
    for leaf, base in sorted((await history.pending(session)).items(), key=lambda found: found[0]):
        here = await read(session, leaf)
        mine, comes = of_source(here, source), _cells(met.rows, leaf, source)
        if comes == mine:
            if _elsewhere(here, source) == _elsewhere(base, source):
                met.settled.append(leaf)
        elif mine == of_source(base, source):
            continue
        elif overwrite:
            after = ordered({table: kept + comes[table] for table, kept in _elsewhere(here, source).items()})
            met.overwritten.append((leaf, here, after))
            met.lines.append(by_hand.overwritten(leaf.kind, leaf.key))
        else:
            met.rows |= _with(met.rows, leaf, mine)
            changed = comes != of_source(base, source)
            met.lines.append(by_hand.stays(leaf.kind, leaf.key, changed=changed))
    return met


async def carry_out(session: AsyncSession, met: Met, now: datetime) -> None:
    """Note what is overwritten, and let imports decide again about what they bring as it stands."""
    for leaf, here, after in met.overwritten:
        await history.note(session, leaf, (here, after), history.IMPORT, now, pending=False)
    for leaf in (*met.settled, *(leaf for leaf, _, _ in met.overwritten)):
        await history.settle(session, leaf)


def _cells(rows: Rows, leaf: Leaf, source: str) -> Cells:
    """What is to come in for a leaf."""
    return ordered(
        {
            table: [
                {"source": source, **{column.name: cell_of(row[column.name]) for column in columns(table)}}
                for row in rows.get(table, [])
                if row[name] == leaf.key
            ]
            for table, name in leaf.tables.items()
        }
    )


def _with(rows: Rows, leaf: Leaf, cells: Cells) -> Rows:
    """The leaf's rows as they stand, in place of those that were to come."""
    kept, _ = typed(cells)
    return {
        table: [row for row in rows.get(table, []) if row[name] != leaf.key]
        + [{column.name: row[column.name] for column in columns(table)} for row in kept[table]]
        for table, name in leaf.tables.items()
    }


def _elsewhere(cells: Cells, source: str) -> Cells:
    return {table: [row for row in rows if row["source"] != source] for table, rows in cells.items()}
