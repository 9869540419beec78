"""Messages owed to people: rows written in the transaction that causes them, sent afterwards by whoever is alive."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum
from typing import Any

from sqlalchemy import (
    BigInteger,
    Index,
    Integer,
    bindparam,
    delete,
    exists,
    func,
    insert,
    literal,
    select,
    text,
    update,
)  # fmt: skip
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import Field, SQLModel, col

from participation.core.db import Utc, table
from participation.core.ids import new_id
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
    session: AsyncSession, messages: Iterable[Message], now: datetime, *, claim: timedelta | None = None
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
    plain = [row for row, message in zip(rows, messages, strict=True) if not message.key]
    new = {
        **await _insert_plain(session, plain),
        **await _insert_keyed(session, [row for row in rows if row not in plain]),
    }
    until = now + (claim or timedelta())
    return [
        Due(id_, message.channel, message.address, message.payload, 0, until, message.priority, behind)
        for row, message in zip(rows, messages, strict=True)
        if (found := new.get(str(row["key"])))
        for id_, behind in [found]
    ]


async def _insert_plain(session: AsyncSession, rows: Sequence[dict[str, Any]]) -> dict[str, tuple[int, bool]]:
    """Messages whose keys are random, in their order."""
    if not rows:
        return {}
    connection = await connected(session)
    found = await connection.execute(_OWE[connection.dialect.name], rows if len(rows) > 1 else rows[0])
    return {str(row[0]): (int(row[1]), bool(row[2])) for row in found.all()}


async def _insert_keyed(session: AsyncSession, rows: Sequence[dict[str, Any]]) -> dict[str, tuple[int, bool]]:
    """Those of the messages that nobody has written down, not even at this moment in another process."""
    if not rows:
        return {}
    embedded = session.get_bind().dialect.name == "sqlite"
    fresh = (sqlite_insert if embedded else postgresql_insert)(Owed).on_conflict_do_nothing()
    returning = fresh.returning(col(Owed.key), col(Owed.id))
    return {key: (int(id_ or 0), False) for key, id_ in (await session.execute(returning, rows)).all()}


async def tick_off(session: AsyncSession, ids: Sequence[int], now: datetime) -> None:
    """Note that messages were sent: replies go, the others keep their key and lose content and address."""
    connection = await connected(session)
    gone = await connection.execute(_FORGET_REPLIES, {"ids": list(ids)})
    if gone.rowcount < len(ids):
        await connection.execute(_KEEP_KEY, {"ids": list(ids), "at": now})


async def put_off(session: AsyncSession, id_: int, until: datetime) -> None:
    """Try again later."""
    await session.execute(update(Owed).where(col(Owed.id) == id_).values(due_at=until, claimed_until=None))


async def give_up(session: AsyncSession, id_: int, reason: str) -> None:
    """Set a message aside that can never be sent: content and address go, *reason* is a short word without content."""
    gone = {"dead": reason, "payload": "", "address": "", "claimed_until": None}
    await session.execute(update(Owed).where(col(Owed.id) == id_).values(**gone))


async def forget_address(session: AsyncSession, channel: str, address: str) -> None:
    """Drop everything owed to an address."""
    await session.execute(delete(Owed).where(col(Owed.channel) == channel, col(Owed.address) == address))


async def waiting(session: AsyncSession) -> int:
    """Return how many messages have yet to be sent."""
    unsent = select(func.count()).select_from(Owed).where(col(Owed.sent_at).is_(None), col(Owed.dead).is_(None))
    return int((await session.execute(unsent)).scalar_one())


_OWED = table(Owed)
_EARLIER = _OWED.alias("earlier")
_BEHIND = (
    exists()
    .where(_EARLIER.c.address == _OWED.c.address, _EARLIER.c.channel == _OWED.c.channel, _EARLIER.c.id < _OWED.c.id)
    .where(_EARLIER.c.claimed_until > _OWED.c.due_at, _EARLIER.c.sent_at.is_(None), _EARLIER.c.dead.is_(None))
    .correlate(_OWED)
)
_OWE = {  # SQLite has one process that answers, which knows itself what it is sending
    "sqlite": insert(_OWED).returning(_OWED.c.key, _OWED.c.id, literal(value=False), sort_by_parameter_order=True),
    "postgresql": insert(_OWED).returning(
        _OWED.c.key, _OWED.c.id, _BEHIND.label("behind"), sort_by_parameter_order=True
    ),
}
_THESE = _OWED.c.id.in_(bindparam("ids", expanding=True))
_FORGET_REPLIES = delete(_OWED).where(_THESE, _OWED.c.priority == int(Priority.REPLY))
_KEEP_KEY = update(_OWED).where(_THESE).values(sent_at=bindparam("at"), payload="", address="", claimed_until=None)
