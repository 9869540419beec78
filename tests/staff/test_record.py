"""The record, looked through by the database."""

from __future__ import annotations

from datetime import timedelta

import pytest

from participation.core.db import Database
from participation.staff.record import Wanted, Word, acts, count, who
from participation.staff.services import note
from tests.staff.people import NOW, somebody


async def _filled(database: Database) -> dict[str, str]:
    """Lines of two people on three days."""
    ids = {}
    for name in ("zoe", "ada"):
        ids[name] = (await somebody(database, name)).id
    async with database.writing() as session:
        for number in range(6):
            by = ids["ada" if number % 2 else "zoe"]
            await note(
                session,
                by,
                "signed-in" if number < 3 else "invited",
                f"100%_{number}",
                NOW + timedelta(days=number // 2, hours=1),
            )
    return ids


async def _subjects(database: Database, wanted: Wanted) -> list[str]:
    async with database.reading() as session:
        found = [act.subject for act in await acts(session, wanted) if act.subject.startswith("100%")]
        assert await count(session, wanted) >= len(found)
    return found


async def test_only_what_is_asked_for(database: Database) -> None:
    """By words, person, deed and day; a percent sign is a percent sign."""
    ids = await _filled(database)

    assert await _subjects(database, Wanted([Word("0%_4")])) == ["100%_4"]
    assert await _subjects(database, Wanted([Word("0%%")])) == []
    assert await _subjects(database, Wanted([Word("nobody", [ids["ada"]]), Word("nothing", (), ["invited"])])) == [
        "100%_5",
        "100%_3",
    ]
    assert await _subjects(database, Wanted(account=ids["zoe"], what="signed-in")) == ["100%_2", "100%_0"]
    assert await _subjects(
        database, Wanted(since=NOW + timedelta(days=1), until=NOW + timedelta(days=2), order="about", falling=False)
    ) == ["100%_2", "100%_3"]
    assert (await _subjects(database, Wanted(order="who", falling=False)))[0] in {"100%_5", "100%_3", "100%_1"}


@pytest.mark.parametrize("order", ["at", "who", "what", "about"])
async def test_pages_hold_every_line_once(database: Database, order: str) -> None:
    """However it is sorted, the pages together are the whole record."""
    await _filled(database)
    async with database.reading() as session:
        wanted = Wanted(order=order)
        every = await acts(session, wanted, 0, 100)
        pages = [act for first in range(0, len(every), 2) for act in await acts(session, wanted, first, 2)]
        people = await who(session)

    assert pages == every
    assert set(people) == {act.account for act in every}


async def test_acts_of_one_moment_keep_their_order(database: Database) -> None:
    """Twenty acts of one transaction have one time: they stand as they happened, latest first, or forward where that is asked."""
    async with database.writing() as session:
        for number in range(20):
            await note(session, "kim", "office-changed", f"100%_{number:02}", NOW)
    falling = await _subjects(database, Wanted())
    rising = await _subjects(database, Wanted(falling=False))

    assert rising == [f"100%_{number:02}" for number in range(20)]
    assert falling == rising[::-1]
    assert await _subjects(database, Wanted(order="what", falling=False)) == falling
