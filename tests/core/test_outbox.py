"""Messages owed are sent once, to the right place, in the right order."""

from __future__ import annotations

from datetime import timedelta

from participation.core.clock import SetClock
from participation.core.db import Database
from participation.core.outbox import Message, Priority, give_up, owe, put_off, tick_off
from participation.core.queue import claim, release
from tests.support.owing import left

LEASE = timedelta(seconds=30)


async def _claim(database: Database, clock: SetClock, limit: int = 10) -> list[str]:
    async with database.writing() as session:
        due = await claim(session, ["telegram"], clock.now(), lease=LEASE, limit=limit)
    return [message.payload for message in due]


async def _owe(database: Database, clock: SetClock, *messages: Message) -> None:
    async with database.writing() as session:
        await owe(session, messages, clock.now())


async def test_replies_go_before_messages_to_many(database: Database, clock: SetClock) -> None:
    """Whoever waits for an answer is served before a broadcast, each in order."""
    await _owe(
        database,
        clock,
        Message("telegram", "1", "bulk", "b", Priority.BULK),
        Message("telegram", "1", "first"),
        Message("telegram", "1", "second"),
    )

    assert await _claim(database, clock) == ["first", "second", "bulk"]


async def test_what_is_claimed_is_nobody_elses_until_the_lease_ends(database: Database, clock: SetClock) -> None:
    """A killed sender's messages come back after the lease, not before."""
    await _owe(database, clock, Message("telegram", "1", "hello"))
    assert await _claim(database, clock) == ["hello"]
    assert await _claim(database, clock) == []
    clock.forward(seconds=31)

    assert await _claim(database, clock) == ["hello"]


async def test_the_same_key_is_owed_once_even_after_sending(database: Database, clock: SetClock) -> None:
    """A notice already sent is not written down again."""
    notice = Message("telegram", "1", "decided", "feedback:1:2", Priority.NOTICE)
    await _owe(database, clock, notice)
    async with database.writing() as session:
        due = await claim(session, ["telegram"], clock.now(), lease=LEASE, limit=5)
        await tick_off(session, [due[0].id], clock.now())
    await _owe(database, clock, notice)

    assert await _claim(database, clock) == []


async def test_what_others_have_taken_meanwhile_stays_theirs(database: Database, clock: SetClock) -> None:
    """Whoever comes too late with a failure or gives back does not free a message that somebody is sending now."""
    await _owe(database, clock, Message("telegram", "1", "hello"))
    async with database.writing() as session:
        late = await claim(session, ["telegram"], clock.now(), lease=LEASE, limit=1)
    clock.forward(seconds=31)
    assert await _claim(database, clock) == ["hello"]
    async with database.writing() as session:
        await put_off(session, late[0], clock.now())
        await release(session, late)

    assert await _claim(database, clock) == []


async def test_put_off_and_given_up(database: Database, clock: SetClock) -> None:
    """A message that failed comes back at its new time; one that never can is set aside."""
    await _owe(database, clock, Message("telegram", "1", "later"), Message("telegram", "2", "never"))
    async with database.writing() as session:
        later, never = await claim(session, ["telegram"], clock.now(), lease=LEASE, limit=5)
        await put_off(session, later, clock.now() + timedelta(seconds=60))
        await give_up(session, never.id, "gone")
    assert await _claim(database, clock) == []
    clock.forward(seconds=61)

    assert await _claim(database, clock) == ["later"]
    assert await left(database) == 1
