"""The history, looked through by the database."""

from __future__ import annotations

from datetime import timedelta

import pytest

from participation.core.db import Database
from participation.offices.changed import Wanted, Word, changes, count, who
from participation.offices.history import note
from participation.offices.leaves import Leaf
from tests.staff.people import NOW


async def _filled(database: Database) -> None:
    async with database.writing() as session:
        for number in range(5):
            leaf = Leaf("unit" if number % 2 else "rules", f"leaf_{number}")
            states = {"units": [{"phone": f"0000 {number}%"}]}, {"units": [{"phone": "1"}]}
            await note(session, leaf, states, f"account{number % 2}", NOW + timedelta(days=number))


async def _keys(database: Database, wanted: Wanted) -> list[str]:
    async with database.reading() as session:
        found = await changes(session, wanted, 0, 100)
        assert await count(session, wanted) == len(found)
    return [one.leaf.key for one in found]


async def test_only_what_is_asked_for(database: Database) -> None:
    """By words, kind, key, person and day; signs of patterns are letters like others."""
    await _filled(database)

    assert await _keys(database, Wanted()) == ["leaf_4", "leaf_3", "leaf_2", "leaf_1", "leaf_0"]
    assert await _keys(database, Wanted([Word("0000 3%")])) == ["leaf_3"]
    assert await _keys(database, Wanted([Word("leaf%")])) == []
    assert await _keys(database, Wanted([Word("named", ["leaf_2"]), Word("called", (), ["account0"])])) == ["leaf_2"]
    assert await _keys(database, Wanted(kind="unit", account="account1")) == ["leaf_3", "leaf_1"]
    assert await _keys(database, Wanted(key="leaf_4")) == ["leaf_4"]
    since, until = NOW + timedelta(days=1), NOW + timedelta(days=3)
    assert await _keys(database, Wanted(since=since, until=until, order="about", falling=False)) == ["leaf_1", "leaf_2"]


@pytest.mark.parametrize("order", ["at", "kind", "about"])
async def test_pages_hold_every_change_once(database: Database, order: str) -> None:
    """However it is sorted, the pages together are the whole history."""
    await _filled(database)
    async with database.reading() as session:
        wanted = Wanted(order=order, falling=False)
        pages = [one for first in range(0, 5, 2) for one in await changes(session, wanted, first, 2)]

        assert pages == await changes(session, wanted, 0, 100)
        assert sorted(await who(session)) == ["account0", "account1"]
