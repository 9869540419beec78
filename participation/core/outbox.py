"""Messages owed to people: rows written in the transaction that causes them, sent afterwards by whoever is alive."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum
from typing import Any

from sqlalchemy import BigInteger, Index, Integer, bindparam, delete, insert, literal_column, select, text, update
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession
from sqlmodel import Field, SQLModel, col

from participation.core.db import Utc, table
from participation.core.ids import new_id
from participation.core.prepared import Prepared
from participation.core.together import connected


class Priority(IntEnum):
    """Who goes first: answers at once, then single notices, then messages to many."""

    REPLY = 0
    NOTICE = 1
    BULK = 2


UNSENT = "sent_at is null and dead is null"  # what was sent keeps its key: its rows are many, and in nobody's way


class Owed(SQLModel, table=True):
    """One message to one address.

    Sent replies are deleted; other sent rows keep only their key, so that nothing is sent twice.
    """

    __tablename__ = "outbox"
    __table_args__: Any = (
        Index("outbox_queue", "priority", "id", sqlite_where=text(UNSENT), postgresql_where=text(UNSENT)),
        Index("outbox_address", "address", sqlite_where=text(UNSENT), postgresql_where=text(UNSENT)),
        {"sqlite_autoincrement": True},  # no number twice: pages ask for what came after one
    )

    id: int | None = Field(
        default=None,
        primary_key=True,
        sa_type=BigInteger().with_variant(Integer, "sqlite"),
    )
    key: str = Field(unique=True)
    channel: str
    address: str
    payload: str
    priority: int = Priority.REPLY
    due_at: datetime = Field(sa_type=Utc)
    claimed_until: datetime | None = Field(default=None, sa_type=Utc)
    attempts: int = 0
    sent_at: datetime | None = Field(default=None, sa_type=Utc)
    dead: str | None = None


@dataclass(frozen=True, slots=True)
class Message:
    """A message to be owed: *payload* is the channel's JSON, *key* makes it unique (a random one if empty)."""

    channel: str
    address: str
    payload: str
    key: str = ""
    priority: Priority = Priority.REPLY


@dataclass(frozen=True, slots=True)
class Due:
    """A claimed message, to be sent now: after *until* somebody else may. *behind*: others are sending to the same address."""

    id: int
    channel: str
    address: str
    payload: str
    attempts: int
    until: datetime
    priority: Priority = Priority.REPLY
    behind: bool = False


async def owe(
    through: AsyncSession | AsyncConnection,
    messages: Iterable[Message],
    now: datetime,
    *,
    claim: timedelta | None = None,
) -> list[Due]:
    """Write down messages; one whose key is known already is left out.

    With *claim* the caller sends them itself, now, and nobody else does within that time.
    """
    messages = list(messages)
    rows: list[dict[str, Any]] = [
        {
            "key": message.key or new_id(),
            "channel": message.channel,
            "address": message.address,
            "payload": message.payload,
            "priority": int(message.priority),
            "due_at": now,
            "claimed_until": now + claim if claim else None,
            "attempts": 0,
        }
        for message in messages
    ]
    if not rows:
        return []
    connection = await connected(through)
    new: dict[str, tuple[int, bool]] = {}
    for row, message in zip(rows, messages, strict=True):
        for key, id_, behind in await (_OWE_ONCE if message.key else _OWE).run(connection, **row):
            new[key] = id_, bool(behind)
    until = now + (claim or timedelta())
    return [
        Due(id_, message.channel, message.address, message.payload, 0, until, message.priority, behind)
        for row, message in zip(rows, messages, strict=True)
        if (found := new.get(str(row["key"])))
        for id_, behind in [found]
    ]


async def tick_off(through: AsyncSession | AsyncConnection, ids: Sequence[int], now: datetime) -> None:
    """Note that messages were sent: replies go, the others keep their key and lose content and address."""
    connection, these = await connected(through), json.dumps(list(ids))
    if len(await _FORGET_REPLIES.run(connection, these=these)) < len(ids):
        await _KEEP_KEYS.run(connection, these=these, at=now)


async def tick_off_noted(session: AsyncSession, noted: Mapping[int, datetime], now: datetime) -> None:
    """Tick off what was sent by somebody who had it until then.

    What others have taken since stays, and so does what has the same number in a database that was restored.
    """
    found = select(col(Owed.id), col(Owed.claimed_until)).where(text(UNSENT), col(Owed.id).in_(list(noted)))
    ids = [id_ for id_, until in (await session.execute(found)).all() if id_ is not None and until == noted[id_]]
    if ids:
        await tick_off(session, ids, now)


async def put_off(session: AsyncSession, message: Due, until: datetime) -> None:
    """Try again later, unless somebody else has taken it meanwhile."""
    mine = col(Owed.id) == message.id, col(Owed.claimed_until) == message.until
    await session.execute(update(Owed).where(*mine).values(due_at=until, claimed_until=None))


async def give_up(session: AsyncSession, id_: int, reason: str) -> None:
    """Set a message aside that can never be sent: content and address go, *reason* is a short word without content."""
    gone = {"dead": reason, "payload": "", "address": "", "claimed_until": None}
    await session.execute(update(Owed).where(col(Owed.id) == id_).values(**gone))


async def forget_address(session: AsyncSession, channel: str, address: str) -> None:
    """Drop everything owed to an address; what was sent or given up names none any more."""
    owed = (text(UNSENT), col(Owed.channel) == channel, col(Owed.address) == address)
    await session.execute(delete(Owed).where(*owed))


_OWED = table(Owed)
_NEW = ("key", "channel", "address", "payload", "priority", "due_at", "claimed_until", "attempts")
_VALUES: dict[str, Any] = {name: bindparam(name) for name in _NEW}
#: SQLite has one process that answers, which knows itself what it is sending.
_NOBODY: Any = literal_column("0").label("behind")
#: The new row is not yet there for a question within its own statement, and a query of SQLAlchemy's would not mean it.
_OTHERS: Any = literal_column(
    "exists (select 1 from outbox as earlier where earlier.address = outbox.address and earlier.channel = outbox.channel"
    " and earlier.id < outbox.id and earlier.claimed_until > outbox.due_at - interval '2 seconds'"
    " and earlier.sent_at is null and earlier.dead is null)"
).label("behind")
_RETURNED = (_OWED.c.key, _OWED.c.id)
_OWE = Prepared({
    "sqlite": insert(_OWED).values(_VALUES).returning(*_RETURNED, _NOBODY),
    "postgresql": insert(_OWED).values(_VALUES).returning(*_RETURNED, _OTHERS),
})  # fmt: skip
_OWE_ONCE = Prepared({
    "sqlite": sqlite_insert(_OWED).values(_VALUES).on_conflict_do_nothing().returning(*_RETURNED, _NOBODY),
    "postgresql": postgresql_insert(_OWED).values(_VALUES).on_conflict_do_nothing().returning(*_RETURNED, _OTHERS),
})  # fmt: skip
_THESE = {  # as one value, so that the statement is the same for any number of them
    "sqlite": _OWED.c.id.in_(text("select value from json_each(:these)")),
    "postgresql": _OWED.c.id.in_(text("select value::bigint from json_array_elements_text(cast(:these as json))")),
}
_FORGET_REPLIES = Prepared({
    engine: delete(_OWED).where(these, _OWED.c.priority == int(Priority.REPLY)).returning(_OWED.c.id)
    for engine, these in _THESE.items()
})  # fmt: skip
_KEEP_KEYS = Prepared({
    engine: update(_OWED).where(these).values(sent_at=bindparam("at"), payload="", address="", claimed_until=None)
    for engine, these in _THESE.items()
})  # fmt: skip
