"""Wrong offices: counted without people, small counts withheld, words only of those who agreed."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime, timedelta

from participation.core.db import Database
from participation.misrouted import queries
from participation.misrouted.services import delete_old, report, tell
from participation.misrouted.values import Why

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
YEAR = date(2025, 12, 1)


async def _reported(database: Database, times: int, why: Why = Why.SENT_ON, area: str = "059990001001/hafen") -> None:
    async def one() -> None:
        async with database.writing() as session:
            await report(session, "register-address", area, "kreis", why, NOW)

    await asyncio.gather(*(one() for _ in range(times)))


async def test_fewer_than_five_are_not_told(database: Database) -> None:
    """Four are withheld, the fifth makes the number known; reasons only where none of them has few."""
    await _reported(database, 4)
    async with database.reading() as session:
        (four,) = await queries.wrong(session, YEAR)
    await _reported(database, 1, Why.CLOSED)
    async with database.reading() as session:
        (five,) = await queries.wrong(session, YEAR)

    assert (four.area, four.count) == ("059990001001", None)
    assert (five.count, five.why) == (5, ())


async def test_no_reason_can_be_worked_out(database: Database) -> None:
    """Of six, five for one reason leave one for the other: both are withheld until each has five."""
    await _reported(database, 5)
    await _reported(database, 1, Why.OTHER)
    async with database.reading() as session:
        (six,) = await queries.wrong(session, YEAR)
    await _reported(database, 4, Why.OTHER)
    async with database.reading() as session:
        (ten,) = await queries.wrong(session, YEAR)

    assert (six.count, six.why) == (6, ())
    assert (ten.count, ten.why) == (10, ((Why.SENT_ON, 5), (Why.OTHER, 5)))


async def test_all_at_once_are_all_counted(database: Database) -> None:
    """Twenty people at the same moment are twenty."""
    await _reported(database, 20)
    async with database.reading() as session:
        (found,) = await queries.wrong(session, YEAR)

    assert found.count == 20


async def test_words_and_counts_go_in_time(database: Database) -> None:
    """Words are deleted after a quarter, counts after two years."""
    await _reported(database, 5)
    async with database.writing() as session:
        await tell(session, "register-address", "kreis", "The door was locked.", NOW)
        await delete_old(session, NOW + timedelta(days=80))
        assert await queries.accounts(session, YEAR) == [("register-address", "kreis", "The door was locked.")]
        await delete_old(session, NOW + timedelta(days=130))
        assert await queries.accounts(session, YEAR) == []
        assert len(await queries.wrong(session, YEAR)) == 1
        await delete_old(session, NOW + timedelta(days=800))
        assert await queries.wrong(session, YEAR) == []
