"""Rows that lie apart from people stay apart: neither their place nor their transaction tells who brought them."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from participation.core.db import Database
from participation.core.mixing import COMPANY
from participation.demand.services import count, gather
from participation.misrouted.services import report, tell
from participation.misrouted.values import Why

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
PEOPLE = 120


async def _tells(session: AsyncSession, number: int) -> None:
    await tell(session, "register-address", "town-hall", str(number), NOW)


async def _reports(session: AsyncSession, number: int) -> None:
    await report(session, str(number), "059990001001", "town-hall", Why.CLOSED, NOW)


async def _searches(session: AsyncSession, number: int) -> None:
    await count(session, str(number), "059990001001", NOW)


WRITES = [
    ("misrouted_account", "text", _tells),
    ("misrouted", "service", _reports),
    ("demand_asked", "service", _searches),
]
Write = Callable[[AsyncSession, int], Awaitable[None]]


async def _everybody(database: Database, write: Write) -> None:
    """One after the other, each in a transaction that also notes that they spoke, and an ordinary row beside."""
    async with database.writing() as session:
        await session.execute(text("create table spoke (number text)"))
        await session.execute(text("create table ordinary (number text)"))
    for number in range(PEOPLE):
        async with database.writing() as session:
            for table in ("spoke", "ordinary"):
                await session.execute(text(f"insert into {table} values (:number)"), {"number": str(number)})  # noqa: S608  our own names
            await write(session, number)


async def _marks(database: Database, table: str, column: str, order: str) -> list[tuple[int, int]]:
    """The numbers people brought, with the transaction of each."""
    wanted = text(f"select {column}, xmin::text from {table} order by {order}")  # noqa: S608  our own names
    async with database.reading() as session:
        rows = (await session.execute(wanted)).all()
    return [(int(str(row[0])), int(str(row[1]))) for row in rows]


def _correlation(found: list[int]) -> float:
    assert sorted(found) == list(range(PEOPLE))
    apart = sum((place - arrival) ** 2 for place, arrival in enumerate(found))
    return 1 - 6 * apart / (PEOPLE * (PEOPLE**2 - 1))


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
@pytest.mark.parametrize(("table", "column", "write"), WRITES)
async def test_no_mark_leads_to_who_spoke(database: Database, table: str, column: str, write: Write) -> None:
    """Not the place, not the transaction; an ordinary row beside gives everybody away, in their order."""
    await _everybody(database, write)
    rows, ordinary = await _marks(database, table, column, "ctid"), await _marks(database, "ordinary", "number", "ctid")
    by_age = sorted(rows, key=lambda row: (row[1], random.Random(row[0]).random()))  # noqa: S311  a guess
    spoke = {xmin: number for number, xmin in await _marks(database, "spoke", "number", "ctid")}
    together = Counter(xmin for _, xmin in rows)

    assert _correlation([number for number, _ in ordinary]) == 1.0
    assert sum(spoke[xmin] == number for number, xmin in ordinary) == PEOPLE
    assert abs(_correlation([number for number, _ in rows])) < 0.35
    assert abs(_correlation([number for number, _ in by_age])) < 0.35
    assert together[max(together)] in (COMPANY, COMPANY + 1)  # one that was there already may be drawn itself
    assert sum(spoke[xmin] == number for number, xmin in rows) < PEOPLE / 8


@pytest.mark.parametrize(("table", "column", "write"), WRITES)
async def test_all_at_once_come_in_once(database: Database, table: str, column: str, write: Write) -> None:
    """Rows that move while others move neither double nor vanish."""

    async def one(number: int) -> None:
        async with database.writing() as session:
            await write(session, number)

    await asyncio.gather(*(one(number) for number in range(60)))
    async with database.reading() as session:
        found: Sequence[str] = (await session.execute(text(f"select {column} from {table}"))).scalars().all()  # noqa: S608  our own names
        assert sorted(int(number) for number in found) == list(range(60))


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_nobody_waits_for_rows_that_move(database: Database) -> None:
    """While a slow turn holds rows, others write and the worker counts the rest; later it counts those, too."""
    async with database.writing() as session:
        await _searches(session, 1)
        await _tells(session, 1)
    async with database.writing() as slow:
        await _searches(slow, 2)
        await _tells(slow, 2)
        async with asyncio.timeout(5):
            async with database.writing() as session:
                await _searches(session, 3)
                await _tells(session, 3)
            async with database.writing() as session:
                await gather(session)
    async with database.writing() as session:
        await gather(session)

    async with database.reading() as session:
        counted = (await session.execute(text("select service, count from demand order by service"))).all()
        texts = text("select text from misrouted_account order by text")
        written: Sequence[str] = (await session.execute(texts)).scalars().all()
    assert [tuple(row) for row in counted] == [("1", 1), ("2", 1), ("3", 1)]
    assert written == ["1", "2", "3"]
