"""Statements that go straight to the driver: the same values and errors as through SQLAlchemy."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import bindparam, insert, select
from sqlalchemy.exc import DBAPIError, IntegrityError

from participation.core.clock import SetClock
from participation.core.db import Database, table
from participation.core.outbox import Message, Owed, owe
from participation.core.prepared import Prepared

OWED = table(Owed)
ALL = Prepared(select(OWED.c.key, OWED.c.due_at, OWED.c.sent_at, OWED.c.attempts).where(OWED.c.key == bindparam("key")))
AGAIN = Prepared(insert(OWED).from_select(["key", "channel", "address", "payload", "priority", "due_at", "attempts"],
    select(OWED.c.key, OWED.c.channel, OWED.c.address, OWED.c.payload, OWED.c.priority, OWED.c.due_at, OWED.c.attempts)
))  # fmt: skip


async def test_values_come_back_as_they_were_given(database: Database, clock: SetClock) -> None:
    """Aware moments, missing values and numbers; as a transaction's first statement and as a later one."""
    async with database.writing() as session:
        connection = await session.connection()
        assert await ALL.run(connection, key="k") == []
        await owe(session, [Message("test", "1", "said", "k")], clock.now())
        assert await ALL.run(connection, key="k") == [("k", clock.now(), None, 0)]
    async with database.writing() as session:
        assert await ALL.run(await session.connection(), key="k") == [("k", clock.now(), None, 0)]


async def test_nothing_stands_when_the_transaction_fails(database: Database, clock: SetClock) -> None:
    """What goes straight to the driver is part of the transaction."""

    async def failing() -> None:
        async with database.writing() as session:
            await owe(session, [Message("test", "1", "said", "k")], clock.now())
            raise LookupError

    with pytest.raises(LookupError):
        await failing()
    async with database.reading() as session:
        assert await ALL.run(await session.connection(), key="k") == []


async def test_errors_are_those_of_sqlalchemy_without_values(database: Database, clock: SetClock) -> None:
    """Whoever catches errors of the database catches these too, and no value is in their text."""

    async def writing_twice() -> None:
        async with database.writing() as session:
            await owe(session, [Message("test", "1", "a secret", "k")], clock.now())
            await AGAIN.run(await session.connection())

    with pytest.raises(IntegrityError) as caught:
        await writing_twice()

    assert "a secret" not in str(caught.value)
    assert not caught.value.connection_invalidated


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_a_connection_that_was_cut_is_told_as_such(database: Database, clock: SetClock) -> None:
    """Cut off in the middle, the error says that the database is away; the next transaction gets a new connection."""

    async def cut_off() -> None:
        async with database.writing() as session:
            connection = await session.connection()
            await owe(session, [Message("test", "1", "said", "k")], clock.now())
            driver = (await connection.get_raw_connection()).driver_connection
            assert driver is not None
            driver.terminate()
            await ALL.run(connection, key="k")

    with pytest.raises(DBAPIError) as caught:
        await cut_off()
    async with database.writing() as session:
        assert await ALL.run(await session.connection(), key="k") == []

    assert caught.value.connection_invalidated


async def test_a_message_knows_what_others_are_sending_before_it(database: Database, clock: SetClock) -> None:
    """On PostgreSQL another process may be on its way to the same address; SQLite has one process that answers."""
    lease = timedelta(seconds=10)
    async with database.writing() as session:
        [first] = await owe(session, [Message("test", "1", "one")], clock.now(), claim=lease)
        [other] = await owe(session, [Message("test", "2", "other")], clock.now(), claim=lease)
    async with database.writing() as session:
        [second] = await owe(session, [Message("test", "1", "two")], clock.now(), claim=lease)

    assert (first.behind, other.behind) == (False, False)
    assert second.behind is not database.embedded
