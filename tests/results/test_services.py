"""A survey has one release, and it stays as it is."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import update

from participation.core.db import Database
from participation.results import queries, services
from participation.results.document import dumps
from participation.results.errors import ReleaseStands
from participation.results.models import ReleaseRow
from participation.results.values import Group, Heading, Label, Result, Table

TABLE = Table(
    Heading("s1", "ankommen", "verein", {"de": "Ankommen"}, ("de", "en")),
    40,
    (
        Result(
            "course", "one", {"de": "Kurs?"}, (Label("yes", {"de": "Ja"}), Label("no", {"de": "Nein"})), 40,
            (Group(("yes",), 25), Group(("no",), 15, left_out=True)),
        ),
        Result("late", "one", {"de": "Warum?"}, (Label("time", {"de": "Zeit"}),), None, after=("course", ("no",))),
        Result("level", "scale", {"de": "Wie?"}, (), 40, (Group(("1",), 40),), mean=1.0, low={"de": "a"}, high={"de": "b"}),
    ),
)  # fmt: skip


async def test_what_was_released_is_read_as_it_was_written(database: Database) -> None:
    """Every field survives; organisations see their own releases, the latest first."""
    other = replace(TABLE, heading=replace(TABLE.heading, survey="s2", organisation="andere"))
    async with database.writing() as session:
        sha256 = await services.release(session, TABLE, date(2026, 11, 23))
        await services.release(session, other, date(2026, 11, 24))
    async with database.reading() as session:
        found = await queries.release(session, "s1")
        assert await queries.release(session, "s3") is None
        assert [one.survey for one in await queries.releases(session)] == ["s2", "s1"]
        assert [one.survey for one in await queries.releases(session, ["verein"])] == ["s1"]
        assert await queries.releases(session, []) == []

    assert found is not None
    assert (found.table, found.released_on, found.sha256) == (TABLE, date(2026, 11, 23), sha256)


async def test_a_second_release_is_refused(database: Database) -> None:
    """Also when ten come at once: one stands, and it is the first."""
    later = replace(TABLE, sheets=45)

    async def store(table: Table) -> str:
        async with database.writing() as session:
            return await services.release(session, table, date(2026, 11, 23))

    first = await store(TABLE)
    results = await asyncio.gather(*(store(later) for _ in range(10)), return_exceptions=True)

    assert all(isinstance(result, ReleaseStands) for result in results)
    async with database.reading() as session:
        found = await queries.release(session, "s1")
    assert found is not None
    assert (found.sha256, found.table.sheets) == (first, 40)


async def test_a_changed_release_is_noticed(sqlite: Database) -> None:
    """Whoever changes a number behind our back is found out when it is read."""
    async with sqlite.writing() as session:
        await services.release(session, TABLE, date(2026, 11, 23))
        forged = ReleaseRow.__table__.c.document  # type: ignore[attr-defined]  # SQLModel sets it, its types do not say so
        await session.execute(update(ReleaseRow).values({forged: dumps(replace(TABLE, sheets=90))}))
        with pytest.raises(queries.ReleaseTampered):
            await queries.release(session, "s1")
