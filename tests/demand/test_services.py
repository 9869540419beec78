"""What people ask for: counted by week without people, never waiting, small counts withheld."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from participation.core.db import Database
from participation.demand import queries
from participation.demand.models import Asked, Demand
from participation.demand.services import add, count, delete_old, gather
from participation.demand.values import BLOCK, told, year_until

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
LATER = (NOW + timedelta(days=BLOCK)).date()
TOWN, DISTRICT = "059990001001", "059990001001/hafen"


async def _asked(database: Database, times: int, area: str = TOWN, now: datetime = NOW) -> None:
    async with database.writing() as session:
        for _ in range(times):
            await count(session, "register-address", area, now)


async def _gathered(database: Database) -> None:
    async with database.writing() as session:
        await gather(session)


async def test_it_is_counted_by_week_service_and_place(database: Database) -> None:
    """What was noted stands in the counts once, under the Monday of Berlin's week, and the single notes are gone."""
    sunday_night = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)  # in Berlin it is Monday already
    await _asked(database, 2)
    await _asked(database, 1, DISTRICT, sunday_night)
    await _gathered(database)
    await _asked(database, 3)
    await _gathered(database)
    await _gathered(database)

    async with database.reading() as session:
        rows = (await session.execute(select(Demand).order_by(Demand.area))).scalars()
        assert [(row.week, row.area, row.count) for row in rows] == [
            (date(2026, 11, 23), TOWN, 5),
            (date(2026, 11, 23), DISTRICT, 1),
        ]
        assert (await session.execute(select(func.count()).select_from(Asked))).scalar() == 0


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_nobody_waits_for_who_counts_the_same(database: Database) -> None:
    """Somebody whose transaction stays open holds up nobody's search for the same thing; SQLite has one writer anyway."""
    async with database.writing() as slow:
        await count(slow, "register-address", TOWN, NOW)
        async with asyncio.timeout(5):
            await _asked(database, 1)
        await _added(slow)
        with pytest.raises(TimeoutError):  # the control: a counter that is one row does wait
            await _added_by_another(database)
    await _gathered(database)

    async with database.reading() as session:
        assert (await session.execute(select(col(Demand.count)))).scalars().all() == [3]


async def _added(session: AsyncSession) -> None:
    await add(session, {(NOW.date(), "register-address", TOWN): 1})


async def _added_by_another(database: Database) -> None:
    async with asyncio.timeout(0.5), database.writing() as other:
        await _added(other)


async def test_workers_that_gather_at_once_count_once(database: Database) -> None:
    """Several workers at the same moment neither lose nor double anything."""
    await _asked(database, 40)
    await asyncio.gather(*(_gathered(database) for _ in range(4)))

    async with database.reading() as session:
        assert (await session.execute(select(col(Demand.count)))).scalars().all() == [40]


async def test_small_counts_are_withheld_and_others_rounded(database: Database) -> None:
    """Nine are not told, twelve are ten, thirteen are fifteen; sums are made of what is told."""
    await _asked(database, 9, "a")
    await _asked(database, 12, "b")
    await _asked(database, 13, "c")
    await _gathered(database)
    async with database.reading() as session:
        year = await queries.year(session, LATER)

    assert [(cell.area, cell.count) for cell in year.cells] == [("a", None), ("b", 10), ("c", 15)]
    assert (year.told, year.withheld) == (25, 1)
    assert year.weights == {("register-address", "b"): 10, ("register-address", "c"): 15}


def test_the_year_moves_in_steps_of_four_weeks() -> None:
    """Two looks within four weeks see the same year; a control with daily steps would let a week be worked out."""
    years = {year_until(NOW.date() + timedelta(days=days)) for days in range(BLOCK)}
    (since, until), *_ = sorted(years)

    assert len(years) <= 2
    assert (since.weekday(), until.weekday(), (until - since).days + 1) == (0, 6, 364)
    assert until < NOW.date()
    assert [told(number) for number in (0, 9, 10, 12, 13, 17, 18)] == [None, None, 10, 10, 15, 15, 20]


async def test_counts_go_after_two_years(database: Database) -> None:
    """What was asked for longer ago is deleted."""
    async with database.writing() as session:
        await add(session, {(date(2026, 11, 23), "a", ""): 1, (date(2024, 11, 11), "a", ""): 1})
        await delete_old(session, NOW)

    async with database.reading() as session:
        assert (await session.execute(select(col(Demand.week)))).scalars().all() == [date(2026, 11, 23)]
