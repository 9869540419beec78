"""What the desk reads and writes for every message. Built once: building a statement costs more than running it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Insert, Table, bindparam, delete, select, update
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from bot.talk.channel import Incoming
from bot.talk.models import Conversation, Heard
from bot.talk.state import State
from participation.core.db import table
from participation.core.ids import new_id
from participation.core.outbox import Owed, Priority
from participation.core.together import connected
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


async def first_time(session: AsyncSession, incoming: Incoming, now: datetime) -> bool:
    """Note that this update was heard; False if it was heard before."""
    connection = await connected(session)
    hear = _HEAR[connection.dialect.name]
    result = await connection.execute(hear, {"channel": incoming.channel, "id": incoming.id, "at": now})
    return result.rowcount == 1


async def load(session: AsyncSession, incoming: Incoming, now: datetime) -> Known:
    """Return who talks and their state, locked until the transaction ends; a newcomer gets new ones."""
    connection = await connected(session)
    who = {"at_channel": incoming.channel, "at_address": incoming.address}
    row = (await connection.execute(_LOAD, who)).first()
    if row is None:
        await _welcome(connection, incoming, now)
        row = (await connection.execute(_LOAD, who)).one()
    return Known(**row._mapping)


async def save(session: AsyncSession, before: Known, after: Known, now: datetime) -> None:
    """Keep what changed of the person, and where the conversation stands."""
    connection = await connected(session)
    kept = {"language": after.language, "place": after.place, "seen_on": after.seen_on, "gone": after.gone}
    if kept != {name: getattr(before, name) for name in kept}:
        await connection.execute(_KEEP, {"who": before.person, **kept})
    await connection.execute(_STAND, {"who": before.person, "state": after.state, "spoke_at": now})


async def drop_transcript(session: AsyncSession, incoming: Incoming) -> None:
    """Delete the replies of this talk; a notice that came meanwhile stays."""
    mine = (_OWED.c.channel == incoming.channel, _OWED.c.address == incoming.address)
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


def _unless_known(new: Table) -> dict[str, Insert]:
    """An insert that does nothing where the row is there already, for each kind of database."""
    return {
        "sqlite": sqlite_insert(new).on_conflict_do_nothing(),
        "postgresql": postgresql_insert(new).on_conflict_do_nothing(),
    }


_HEAR, _MEET, _BEGIN = _unless_known(_HEARD), _unless_known(_CONTACT), _unless_known(_TALK)
_LOAD = (
    select(
        _CONTACT.c.id.label("person"), _CONTACT.c.language, _CONTACT.c.place, _CONTACT.c.seen_on, _CONTACT.c.gone, _TALK.c.state
    )
    .join(_TALK, _TALK.c.person == _CONTACT.c.id)
    .where(_CONTACT.c.channel == bindparam("at_channel"), _CONTACT.c.address == bindparam("at_address"))
    .with_for_update()
)  # fmt: skip
_KEEP = (
    update(_CONTACT)
    .where(_CONTACT.c.id == bindparam("who"))
    .values({name: bindparam(name) for name in ("language", "place", "seen_on", "gone")})
)
_STAND = (
    update(_TALK)
    .where(_TALK.c.person == bindparam("who"))
    .values({name: bindparam(name) for name in ("state", "spoke_at")})
)
