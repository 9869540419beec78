"""The desk answers one message: load, play, save, in one transaction."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from bot.talk import replies
from bot.talk.channel import Incoming, Reply
from bot.talk.conversation import House, Talk
from bot.talk.models import Conversation, Heard
from bot.talk.script import Do, Look
from bot.talk.state import State
from participation.core.clock import Clock
from participation.core.db import Database, insert_new
from participation.core.ids import new_id
from participation.core.languages import FALLBACKS, matching
from participation.core.outbox import Due, Message, Owed, Priority, owe
from participation.core.text import render
from participation.people.models import Contact

#: How long the caller of `answer` has for sending; afterwards a worker takes the replies over.
LEASE = timedelta(seconds=20)

log = logging.getLogger(__name__)


class Desk:
    """Answers messages. Safe to share: each message has a transaction of its own."""

    def __init__(self, database: Database, clock: Clock, house: House) -> None:
        self._database, self._clock, self._house = database, clock, house

    async def answer(self, incoming: Incoming) -> list[Due]:
        """Answer one message and return the replies, which the caller sends and ticks off.

        When this returns, the effects are on disk and the update may be forgotten. A repeated update gives no reply.
        Raises only when the database is out of reach; then nothing has happened and the update must come again.
        """
        now = self._clock.now()
        try:
            async with self._database.writing() as session:
                return await self._answer(session, incoming, now)
        except (DBAPIError, PoolTimeout, OSError) as error:
            if not _is_bug(error):
                raise
            return await self._set_aside(incoming, now, error)
        except Exception as error:  # a bug in a flow or a service: this update would fail again and again
            return await self._set_aside(incoming, now, error)

    async def _answer(self, session: AsyncSession, incoming: Incoming, now: datetime) -> list[Due]:
        if not await _first_time(session, incoming, now):
            return []
        contact, state = await _load(session, incoming, now)
        talk = Talk(
            contact.id, incoming.channel, contact.language or matching(incoming.language), contact.place, state,
            self._house, now, _performer(session),
        )  # fmt: skip
        await talk.hear(incoming)
        await _save(session, contact, talk, now)
        if talk.ended_private and incoming.channel in self._house.transcripts:
            await _drop_transcript(session, incoming)
        return await owe(session, _messages(incoming, talk.replies), now, claim=LEASE)

    async def _set_aside(self, incoming: Incoming, now: datetime, error: Exception) -> list[Due]:
        """Note that this update cannot be answered, and say so kindly; the talk stands where it stood."""
        log.error(
            "an update could not be answered: %s", type(error).__name__,
            extra={"action": "update_set_aside", "channel": incoming.channel}, exc_info=_bare(error),
        )  # fmt: skip
        async with self._database.writing() as session:
            if not await _first_time(session, incoming, now):
                return []
            contact, _ = await _load(session, incoming, now)
            language = contact.language or matching(incoming.language) or FALLBACKS[0]
            sorry = Reply(render(replies.SORRY, language), language, replies.way_out(language))
            return await owe(session, _messages(incoming, [sorry]), now, claim=LEASE)


def _is_bug(error: Exception) -> bool:
    """A statement the database refuses is a bug; a database out of reach is not."""
    return isinstance(error, DBAPIError) and not error.connection_invalidated and type(error).__name__ in {
        "IntegrityError", "DataError", "ProgrammingError",
    }  # fmt: skip


def _bare(error: Exception) -> tuple[type[Exception], Exception, Any]:
    """The traceback without the message, which may hold what somebody wrote."""
    return type(error), type(error).__new__(type(error)), error.__traceback__


async def _first_time(session: AsyncSession, incoming: Incoming, now: datetime) -> bool:
    return await insert_new(session, Heard, {"channel": incoming.channel, "id": incoming.id, "at": now})


async def _load(session: AsyncSession, incoming: Incoming, now: datetime) -> tuple[Contact, State]:
    """Return the person's contact and state, locked until the transaction ends; a newcomer gets new ones."""
    mine = (
        select(Contact, col(Conversation.state))
        .join(Conversation, col(Conversation.person) == col(Contact.id))
        .where(col(Contact.channel) == incoming.channel, col(Contact.address) == incoming.address)
        .with_for_update()
    )
    row = (await session.execute(mine)).first()
    if row is None:
        await _welcome(session, incoming, now)
        row = (await session.execute(mine)).one()
    return row[0], State.from_json(row[1])


async def _welcome(session: AsyncSession, incoming: Incoming, now: datetime) -> None:
    known = {"channel": incoming.channel, "address": incoming.address}
    await insert_new(session, Contact, {"id": new_id(), **known, "seen_on": now.date(), "gone": False})
    where = (col(Contact.channel) == incoming.channel, col(Contact.address) == incoming.address)
    person = (await session.execute(select(col(Contact.id)).where(*where))).scalar_one()
    begun = State(turn=int(now.timestamp()) // 60)  # beyond every turn of a talk deleted before: its buttons are old
    await insert_new(session, Conversation, {"person": person, "state": begun.to_json(), "spoke_at": now})


async def _save(session: AsyncSession, contact: Contact, talk: Talk, now: datetime) -> None:
    kept = (contact.language, contact.place, contact.seen_on, contact.gone)
    if kept != (talk.language, talk.place, now.date(), False):
        await session.execute(
            update(Contact)
            .where(col(Contact.id) == contact.id)
            .values(language=talk.language, place=talk.place, seen_on=now.date(), gone=False)
            .execution_options(synchronize_session=False)
        )
    await session.execute(
        update(Conversation)
        .where(col(Conversation.person) == contact.id)
        .values(state=talk.state.to_json(), spoke_at=now)
        .execution_options(synchronize_session=False)
    )


async def _drop_transcript(session: AsyncSession, incoming: Incoming) -> None:
    """Delete the replies of this talk; a notice that came meanwhile stays."""
    mine = col(Owed.channel) == incoming.channel, col(Owed.address) == incoming.address
    await session.execute(delete(Owed).where(*mine, col(Owed.priority) == int(Priority.REPLY)))


def _messages(incoming: Incoming, said: list[Reply]) -> list[Message]:
    return [Message(incoming.channel, incoming.address, reply.to_json()) for reply in said]


def _performer(session: AsyncSession) -> Any:
    async def perform(step: Look | Do) -> Any:
        if isinstance(step, Look):
            return await step.query(session, *step.args, **step.kwargs)
        async with session.begin_nested():  # a refusal undoes the service's work, and nothing else
            return await step.service(session, *step.args, **step.kwargs)

    return perform
