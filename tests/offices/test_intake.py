"""Taking in is worked out before its transaction: whoever writes beside it waits for little, and nothing is lost by that."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

from participation.core.db import Database
from participation.offices.errors import BadTables
from participation.offices.formats.account import Account
from participation.offices.formats.kinds import Parcel
from participation.offices.importing import difference, made_ready, take
from participation.offices.leaves import lock
from participation.offices.services import rows_of
from participation.offices.units import unit
from tests.offices.kept import NOW, OFFICE, SOURCE, opened, saved, settled, with_cells


@contextmanager
def _watched() -> Iterator[list[tuple[str, int]]]:
    """Every statement of the block, with how many rows it was run for."""
    seen: list[tuple[str, int]] = []

    def note(_connection: Any, _cursor: Any, statement: str, parameters: Any, _context: Any, many: bool) -> None:
        seen.append((" ".join(statement.split()), len(parameters) if many else 1))

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(Engine, "before_cursor_execute", note)


async def _parcel(database: Database, **cells: str) -> Parcel:
    """The county as it is, but for these cells of one office."""
    async with database.reading() as session:
        rows = await rows_of(session, SOURCE)
    rows["units"] = [row | cells if row["id"] == OFFICE.key else row for row in rows["units"]]
    return Parcel(SOURCE, rows, Account())


async def test_nothing_is_read_where_others_wait(database: Database) -> None:
    """Of the same data only the note is written; the control works it out in the transaction, and reads every table there."""
    await settled(database)
    parcel = await _parcel(database)
    ready = await made_ready(database, parcel)
    with _watched() as seen:
        async with database.writing() as session:
            report = await take(session, parcel, NOW, ready=ready)
    with _watched() as control:
        async with database.writing() as session:
            await take(session, parcel, NOW)

    def tables(statements: list[tuple[str, int]]) -> int:
        return sum("office_responsibility" in statement or "office_unit" in statement for statement, _ in statements)

    assert report.plan is ready.plan
    assert tables(seen) == 0
    assert tables(control) > 1


async def test_a_preview_writes_nothing(database: Database) -> None:
    """It does not wait for whoever writes, and nobody waits for it; what it says is what is done afterwards, also of what was changed by hand."""
    await settled(database)
    cells, shown = await opened(database, OFFICE)
    await saved(database, OFFICE, with_cells(cells, "units", phone="0000 99"), shown)
    parcel = await _parcel(database, phone="0000 55", street="Another street 1")
    previews = {}
    for overwrite in (False, True):
        async with database.writing() as session:
            await lock(session)
            with _watched() as seen:
                previews[overwrite] = await asyncio.wait_for(difference(database, parcel, overwrite=overwrite), 20)
            assert not [one for one, _ in seen if not one.startswith(("SELECT", "BEGIN", "SET"))]
    for overwrite, preview in previews.items():
        async with database.writing() as session:
            assert await take(session, parcel, NOW, overwrite=overwrite) == preview
            assert len(preview.kept) == 1
            await session.rollback()


async def test_only_what_is_another_is_written(database: Database) -> None:
    """One telephone number is one row, not the whole table; it stands, and a second time nothing is different."""
    await settled(database)
    parcel = await _parcel(database, phone="0000 55")
    with _watched() as seen:
        async with database.writing() as session:
            report = await take(session, parcel, NOW, ready=await made_ready(database, parcel))
    again = await made_ready(database, parcel)
    async with database.reading() as session:
        office = await unit(session, OFFICE.key)

    assert report.counts["units"][:3] == (0, 1, 0)
    assert [rows for statement, rows in seen if "INSERT INTO office_unit " in statement] == [1]
    assert [rows for statement, rows in seen if "DELETE FROM office_unit " in statement] == [1]
    assert office is not None
    assert office.phone == "0000 55"
    assert {counts.counts[:3] for counts in again.plan.changes.values()} == {(0, 0, 0)}


async def test_what_was_changed_meanwhile_stays(database: Database) -> None:
    """A clerk saves between working out and taking in: it is worked out anew, and the clerk's number stays."""
    await settled(database)
    parcel = await _parcel(database, phone="0000 55")
    ready = await made_ready(database, parcel)
    cells, shown = await opened(database, OFFICE)
    await saved(database, OFFICE, with_cells(cells, "units", phone="0000 99"), shown)
    async with database.writing() as session:
        report = await take(session, parcel, NOW, ready=ready)
    async with database.reading() as session:
        office = await unit(session, OFFICE.key)

    assert report.plan is not ready.plan
    assert len(report.kept) == 1
    assert office is not None
    assert office.phone == "0000 99"


async def test_everything_may_go(database: Database) -> None:
    """A source that brings nothing any more leaves nothing behind; those of others stay."""
    await settled(database)
    parcel = await _parcel(database)
    parcel.rows.update({name: [] for name in parcel.rows})
    async with database.writing() as session:
        report = await take(session, parcel, NOW, ready=await made_ready(database, parcel))
    async with database.reading() as session:
        left, others = await rows_of(session, SOURCE), await rows_of(session, "catalogue")

    assert sum(counts[2] for counts in report.counts.values()) > 100
    assert sum(map(len, left.values())) == 0
    assert len(others["services"]) > 20


async def test_two_that_call_something_the_same_are_told(database: Database) -> None:
    """An office or a place that another source brought is refused by row and source; one's own comes again as ever."""
    await settled(database)
    async with database.reading() as session:
        before = await rows_of(session, SOURCE)
    office = next(number for number, row in enumerate(before["units"]) if row["id"] == OFFICE.key)
    other = {"region": [{"source": "b", "name": "B", "land": "NW", "language": "de"}]}
    mine = [row | {"id": "b", "parent": None} for row in before["units"][:1]]
    theirs = [before["units"][office] | {"parent": None, "name": "Another office"}]
    for rows, said in (
        (
            {"units": mine + theirs},
            "units.csv, row 3, field id: 'buergerbuero-lindenau' is there already, from demo-county",
        ),
        ({"areas": before["areas"]}, "areas.csv, row 2, field key: "),
    ):
        with pytest.raises(BadTables) as refused:
            await made_ready(database, Parcel("b", other | rows, Account()))
        assert said in refused.value.problems[0]
        assert "from demo-county" in refused.value.problems[0]

    ready = await made_ready(database, Parcel("b", other | {"units": mine}, Account()))
    again = await made_ready(database, Parcel(SOURCE, before, Account()))

    assert ready.plan.changes["units"].counts == (1, 0, 0, 0)
    assert again.plan.changes["units"].counts[:3] == (0, 0, 0)
