"""Undoing changes by hand: all of an act, never over a later one, refused in every language."""

from __future__ import annotations

import pytest

from participation.core.db import Database
from participation.core.text import render
from participation.offices import keeping, leaves
from participation.offices.errors import ChangedMeanwhile, NotConsistent, UnknownChange
from participation.offices.keeping import Act, Draft
from participation.offices.leaves import Leaf
from tests.offices.kept import NOW, OFFICE, RULES, opened, saved, settled, with_cells


async def test_undo_writes_back_what_was(database: Database) -> None:
    """A change is undone by a new one, which can be undone as well."""
    await settled(database)
    cells, shown = await opened(database, OFFICE)
    (change,) = await saved(database, OFFICE, with_cells(cells, "units", phone="0000 99"), shown)
    async with database.writing() as session:
        (back,) = await keeping.undo(session, change.number, Act("lee", NOW))

    assert (await opened(database, OFFICE))[0] == cells
    assert (back.undoes, back.account) == (change.number, "lee")
    async with database.writing() as session:
        await keeping.undo(session, back.number, Act("kim", NOW))
    assert (await opened(database, OFFICE))[0]["units"][0]["phone"] == "0000 99"


async def test_what_was_saved_together_is_undone_together(database: Database) -> None:
    """A service taken out with all its leaves comes back at once, from whichever; not after another change to one of them."""
    await settled(database)
    every = [Leaf(kind, "asylum-application") for kind in ("service", "phrases", "documents", "rules")]
    async with database.writing() as session:
        there = [await leaves.read(session, leaf) for leaf in every]
        nothing: list[Draft] = [
            (leaf, {table: [] for table in cells}) for leaf, cells in zip(every, there, strict=True)
        ]
        gone = await keeping.save(session, nothing, leaves.seen(*there), Act("kim", NOW))
    async with database.writing() as session:
        back = await keeping.undo(session, gone[-1].number, Act("lee", NOW))
        now = [await leaves.read(session, leaf) for leaf in every]
    cells, shown = await opened(database, every[3])
    await saved(database, every[3], with_cells(cells, "responsibilities", valid_until="2026-12-31"), shown)
    async with database.writing() as session:
        with pytest.raises(ChangedMeanwhile) as refused:
            await keeping.undo(session, back[0].number, Act("lee", NOW))

    assert len(gone) > 2
    assert now == there
    assert [one.undoes for one in back] == [one.number for one in gone]
    assert refused.value.by is not None
    assert refused.value.by.leaf == every[3]


async def test_what_does_not_go_together_is_said_in_every_language(sqlite: Database) -> None:
    """A refusal keeps its problems as sentences, so that pages say them in the language of the reader."""
    await settled(sqlite)
    cells, shown = await opened(sqlite, RULES)
    with pytest.raises(NotConsistent) as refused:
        await saved(sqlite, RULES, with_cells(cells, "responsibilities", unit="nowhere"), shown)

    assert "'nowhere' steht nicht in units.csv" in render(refused.value.text, "de", domain="staff")
    assert "'nowhere' is not in units.csv" in str(refused.value)


async def test_undo_is_refused_after_another_change(database: Database) -> None:
    """Undoing never takes away what somebody entered later; an unknown change cannot be undone."""
    await settled(database)
    cells, shown = await opened(database, OFFICE)
    (change,) = await saved(database, OFFICE, with_cells(cells, "units", phone="0000 99"), shown)
    cells, shown = await opened(database, OFFICE)
    await saved(database, OFFICE, with_cells(cells, "units", email="neu@birkental.example"), shown)

    async with database.writing() as session:
        with pytest.raises(ChangedMeanwhile):
            await keeping.undo(session, change.number, Act("lee", NOW))
        with pytest.raises(UnknownChange):
            await keeping.undo(session, 999, Act("lee", NOW))
    assert (await opened(database, OFFICE))[0]["units"][0]["email"] == "neu@birkental.example"
