"""What is looked up by an address is found by the index, however many keys of sent messages there are."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, event, select
from sqlmodel import col

from bot.channels.webchat import transcript
from bot.talk import personal, records
from bot.talk.channel import Incoming, Reply
from participation.core.clock import SetClock
from participation.core.db import Database
from participation.core.outbox import Message, Owed, Priority, forget_address, give_up, owe, tick_off

HELLO = Reply("Hello", "en").to_json()


@contextmanager
def _asked() -> Iterator[list[tuple[str, Any]]]:
    """Collect every statement about the outbox, with its values."""
    statements: list[tuple[str, Any]] = []

    def note(_connection: Any, _cursor: Any, statement: str, values: Any, _context: Any, _many: bool) -> None:
        if "outbox" in statement:
            statements.append((statement, values))

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(Engine, "before_cursor_execute", note)


async def test_an_address_is_found_by_the_index(database: Database, clock: SetClock) -> None:
    """What the page shows, what ends with a private talk, what is told and what is forgotten: no look at every row.

    The control: whoever does not say that it is unsent reads all of them.
    """
    with _asked() as statements:
        async with database.writing() as session:
            await transcript.lines(session, "here")
            await records.drop_transcript(session, Incoming("webchat", "here", "1", text="menu"))
            await personal._messages(session, "webchat", "here")
            await forget_address(session, "webchat", "here")
            await session.execute(select(col(Owed.key)).where(col(Owed.address) == "here"))
    plans = [await _plan(database, *one) for one in statements]

    assert ["outbox_address" in plan for plan in plans] == [True, True, True, True, False], plans


async def _plan(database: Database, statement: str, values: Any) -> str:
    """How the database would look; PostgreSQL is asked as if the table were long."""
    asking = "EXPLAIN QUERY PLAN" if database.embedded else "EXPLAIN"
    async with database.writing() as session:
        connection = await session.connection()
        if not database.embedded:
            await connection.exec_driver_sql("set local enable_seqscan = off")
        rows = (await connection.exec_driver_sql(f"{asking} {statement}", values)).all()
    return " ".join(str(row) for row in rows)


async def test_what_is_not_unsent_names_nobody(database: Database, clock: SetClock) -> None:
    """Why only unsent rows need to be looked at: sent and given up, a message keeps no address."""
    messages = [Message("telegram", "here", HELLO, key, Priority.NOTICE) for key in ("sent", "dead", "open")]
    async with database.writing() as session:
        due = await owe(session, messages, clock.now())
        await tick_off(session, [due[0].id], clock.now())
        await give_up(session, due[1].id, "gone")
        named = await session.execute(select(col(Owed.key)).where(col(Owed.address) == "here"))

        assert named.scalars().all() == ["open"]
        await forget_address(session, "telegram", "here")
        kept = await session.execute(select(col(Owed.key)).order_by(col(Owed.key)))
        assert kept.scalars().all() == ["dead", "sent"]
