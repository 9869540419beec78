"""What the desk reads and writes for every message. Built once: building a statement costs more than running it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, Table, bindparam, delete, func, literal, select, text, true, update
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from bot.talk.channel import Incoming
from bot.talk.models import Conversation, Heard
from bot.talk.state import State
from participation.core.db import table
from participation.core.ids import new_id
from participation.core.outbox import UNSENT, Owed, Priority
from participation.core.prepared import Prepared
from participation.people.models import Contact

_HEARD, _CONTACT, _TALK, _OWED = table(Heard), table(Contact), table(Conversation), table(Owed)


@dataclass(frozen=True, slots=True)
class Known:
    """Who talks, as far as we keep it, and where the conversation stands."""

    person: str
    language: str | None
    place: str | None
    seen_on: date
    gone: bool
    state: str


async def hear(connection: AsyncConnection, incoming: Incoming, now: datetime) -> Known | None:
    """Note that this update was heard; return who talks as `load` does, or None if it was heard before."""
    heard = {"channel": incoming.channel, "id": incoming.id, "at": now}
    if connection.dialect.name == "sqlite":
        return await load(connection, incoming, now) if await _HEAR.run(connection, **heard) else None
    [(fresh, *known)] = await _HEAR_AND_LOAD.run(connection, address=incoming.address, **heard)
    if not fresh:
        return None
    return Known(*known) if known[0] is not None else await load(connection, incoming, now)


async def load(connection: AsyncConnection, incoming: Incoming, now: datetime) -> Known:
    """Return who talks and their state, locked until the transaction ends; a newcomer gets new ones."""
    who = {"channel": incoming.channel, "address": incoming.address}
    rows = await _LOAD.run(connection, **who)
    if not rows:
        await _welcome(connection, incoming, now)
        rows = await _LOAD.run(connection, **who)
    return Known(*rows[0])


async def save(connection: AsyncConnection, before: Known, after: Known, now: datetime) -> None:
    """Keep what changed of the person, and where the conversation stands."""
    kept = {"language": after.language, "place": after.place, "seen_on": after.seen_on, "gone": after.gone}
    if kept != {name: getattr(before, name) for name in kept}:
        await _KEEP.run(connection, who=before.person, **kept)
    await _STAND.run(connection, who=before.person, state=after.state, spoke_at=now)


async def drop_transcript(session: AsyncSession, incoming: Incoming) -> None:
    """Delete the replies of this talk; a notice that came meanwhile stays."""
    mine = (text(UNSENT), _OWED.c.channel == incoming.channel, _OWED.c.address == incoming.address)
    await session.execute(delete(_OWED).where(*mine, _OWED.c.priority == int(Priority.REPLY)))


async def _welcome(connection: AsyncConnection, incoming: Incoming, now: datetime) -> None:
    """Note a newcomer; two updates of one newcomer at once give one person."""
    who = {"channel": incoming.channel, "address": incoming.address}
    meet, begin = _MEET[connection.dialect.name], _BEGIN[connection.dialect.name]
    await connection.execute(meet, {"id": new_id(), **who, "seen_on": now.date(), "gone": False})
    mine = (_CONTACT.c.channel == incoming.channel, _CONTACT.c.address == incoming.address)
    person: str = (await connection.execute(select(_CONTACT.c.id).where(*mine))).scalar_one()
    begun = State(turn=int(now.timestamp()) // 60)  # beyond every turn of a talk deleted before: its buttons are old
    await connection.execute(begin, {"person": person, "state": begun.to_json(), "spoke_at": now})


def _unless_known(new: Table) -> dict[str, Any]:
    """An insert that does nothing where the row is there already, for each kind of database."""
    return {
        "sqlite": sqlite_insert(new).on_conflict_do_nothing(),
        "postgresql": postgresql_insert(new).on_conflict_do_nothing(),
    }


_WHO = (_CONTACT.c.channel == bindparam("channel"), _CONTACT.c.address == bindparam("address"))
_KNOWN = (
    _CONTACT.c.id.label("person"), _CONTACT.c.language, _CONTACT.c.place, _CONTACT.c.seen_on, _CONTACT.c.gone, _TALK.c.state
)  # fmt: skip
_TALKS = _CONTACT.join(_TALK, _TALK.c.person == _CONTACT.c.id)
_MEET, _BEGIN = _unless_known(_CONTACT), _unless_known(_TALK)
_HEAR = Prepared(_unless_known(_HEARD)["sqlite"].returning(_HEARD.c.id))
_LOAD = Prepared(select(*_KNOWN).select_from(_TALKS).where(*_WHO).with_for_update())


def _hear_and_load() -> Select[Any]:
    """Both in one way to PostgreSQL and back: one row, with the number of updates newly heard before what is known."""
    newly = (
        _unless_known(_HEARD)["postgresql"]
        .values(channel=bindparam("channel"), id=bindparam("id"), at=bindparam("at"))
        .returning(_HEARD.c.id)
        .cte("newly")
    )
    joined = _TALKS.join(newly, true())  # nobody is locked for an update that was heard before
    known = select(*_KNOWN).select_from(joined).where(*_WHO).with_for_update(of=[_CONTACT, _TALK]).cte("known")
    one = select(literal(1).label("one")).subquery("one")
    count = select(func.count()).select_from(newly).scalar_subquery()
    return select(count.label("fresh"), *known.c).select_from(one.outerjoin(known, true()))


_HEAR_AND_LOAD = Prepared(_hear_and_load())
_KEEP = Prepared(
    update(_CONTACT)
    .where(_CONTACT.c.id == bindparam("who"))
    .values({name: bindparam(name) for name in ("language", "place", "seen_on", "gone")})
)
_STAND = Prepared(
    update(_TALK)
    .where(_TALK.c.person == bindparam("who"))
    .values({name: bindparam(name) for name in ("state", "spoke_at")})
)
