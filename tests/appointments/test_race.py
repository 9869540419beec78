"""However many want the last place: one has it, the others are told so, on either database, from any process."""

from __future__ import annotations

import asyncio
import multiprocessing
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from datetime import datetime

import pytest
from sqlalchemy import Column, Integer, MetaData, Table, Text, func, insert, select
from sqlmodel import col

from participation.appointments.models import Booking, Seat
from participation.core.db import Database, Utc
from tests.appointments.desk import AT, tries, wish

pytestmark = pytest.mark.alone

CLIENTS = 200


async def _seats(database: Database) -> list[tuple[datetime, int]]:
    async with database.reading() as session:
        rows = await session.execute(select(col(Seat.starts_at), col(Seat.seat), col(Seat.booking)))
        booked = await session.execute(select(func.sum(col(Booking.slots))))
        found = rows.all()
        assert len(found) == booked.scalar()
    return [(row.starts_at, row.seat) for row in found]


async def test_200_clients_on_the_last_place_give_one_booking(database: Database) -> None:
    """One books; 199 are told that the time is taken; nothing else goes wrong."""
    won = await asyncio.gather(*(tries(database, f"p{number}") for number in range(CLIENTS)))

    assert Counter(won) == {True: 1, False: CLIENTS - 1}
    assert await _seats(database) == [(AT, 1)]


async def test_long_and_short_visits_at_once_fill_the_seats_and_no_more(database: Database) -> None:
    """Visits of one to three slots that cross each other: no seat twice, nobody waits for ever, no place left over."""
    wishes = [wish(15 * (number % 4), slots=1 + number % 3, seats=3) for number in range(120)]
    won = await asyncio.gather(*(tries(database, f"p{number}", wished) for number, wished in enumerate(wishes)))
    seats = await _seats(database)

    assert len(seats) == len(set(seats)) == sum(wished.slots for wished, has in zip(wishes, won, strict=True) if has)
    assert {seat for _, seat in seats} == {1, 2, 3}
    for wished in {wish(after, seats=3) for after in (0, 15, 30, 45)}:
        assert not await tries(database, "late", wished)


def _rush(url: str, process: int, clients: int) -> int:
    async def rush() -> int:
        database = Database(url)
        won = await asyncio.gather(*(tries(database, f"p{process}-{number}") for number in range(clients)))
        await database.close()
        return sum(won)

    return asyncio.run(rush())


async def test_four_processes_share_one_last_place(database: Database, database_url: str) -> None:
    """The key decides in the database, not in a program: clients of several processes get one place in all."""
    loop = asyncio.get_running_loop()
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(4, mp_context=spawn) as pool:
        won = await asyncio.gather(
            *(loop.run_in_executor(pool, _rush, database_url, number, 50) for number in range(4))
        )

    assert sum(won) == 1
    assert await _seats(database) == [(AT, 1)]


async def test_without_the_key_the_same_rush_overbooks(database: Database) -> None:
    """Control: the same table without its key, look and then insert, gives one place to many."""
    naive = Table(
        "naive_seat", MetaData(), Column("unit", Text), Column("starts_at", Utc), Column("seat", Integer), Column("booking", Text)
    )  # fmt: skip
    async with database.writing() as session:
        await (await session.connection()).run_sync(naive.create)

    async def look_then_insert(person: str) -> None:
        async with database.reading() as session:
            free = (await session.execute(select(func.count()).select_from(naive))).scalar() == 0
        await asyncio.sleep(0)
        if free:
            async with database.writing() as session:
                await session.execute(insert(naive).values(unit="town-hall", starts_at=AT, seat=1, booking=person))

    await asyncio.gather(*(look_then_insert(f"p{number}") for number in range(CLIENTS)))
    async with database.reading() as session:
        sold = (await session.execute(select(func.count()).select_from(naive))).scalar_one()

    assert sold > 1
