"""The desk answers one message: load, play, save, in one transaction."""

from __future__ import annotations

import contextlib
import logging
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncSession

from bot.talk import records, replies
from bot.talk.channel import Incoming, Reply
from bot.talk.conversation import House, Talk
from bot.talk.crowd import Crowd
from bot.talk.meters import REFUSALS, SET_ASIDE, TURNS
from bot.talk.records import Known
from bot.talk.script import FLOWS, Do, Look
from bot.talk.state import State
from participation.core.clock import Clock
from participation.core.db import Database
from participation.core.errors import Refused
from participation.core.languages import FALLBACKS, matching
from participation.core.outbox import Due, Message, owe
from participation.core.space import NothingStored, is_full
from participation.core.text import render
from participation.core.together import Share

#: How long the caller of `answer` has for sending; afterwards a worker takes the replies over.
LEASE = timedelta(seconds=10)

log = logging.getLogger(__name__)


class HeardBefore(Exception):
    """A repeated update: nothing is done, and it does not count as one more message of the chat."""


class Desk:
    """Answers messages. Safe to share: each message has a transaction of its own."""

    def __init__(self, database: Database, clock: Clock, house: House, crowd: Crowd | None = None) -> None:
        self._database, self._clock, self._house, self.crowd = database, clock, house, crowd

    async def answer(self, incoming: Incoming) -> list[Due]:
        """Answer one message and return the replies, which the caller sends and ticks off.

        When this returns, the effects are on disk and the update may be forgotten. A repeated update gives no reply.
        Raises only when the database is out of reach; then nothing has happened and the update must come again. Raises
        `NothingStored` when the disk is full and the message is about anything but deletion, and `TooManyMessages` when
        the chat sends more than a person does: the channel says so.
        """
        if self.crowd is None:
            with contextlib.suppress(HeardBefore):
                return await self._answer_now(incoming)
            return []
        ago = (self._clock.now() - incoming.sent_at).total_seconds() if incoming.sent_at else 0.0
        try:
            async with self.crowd.turn(f"{incoming.channel} {incoming.address}", ago):
                return await self._answer_now(incoming)
        except HeardBefore:
            return []

    async def _answer_now(self, incoming: Incoming) -> list[Due]:
        with TURNS.labels(incoming.channel).time():
            try:
                return await self._turn(incoming)
            except NothingStored:
                return await self._turn(incoming, anyway=True)

    async def _turn(self, incoming: Incoming, *, anyway: bool = False) -> list[Due]:
        now = self._clock.now()
        try:
            return await self._database.together(
                lambda share: self._answer(share, incoming, now, deleting=anyway), anyway=anyway
            )
        except HeardBefore:
            raise
        except NothingStored:
            REFUSALS.labels(NothingStored.__name__).inc(int(anyway))
            raise
        except (DBAPIError, PoolTimeout, OSError) as error:
            if not _is_bug(error):
                raise
            return await self._set_aside(incoming, now, error)
        except Exception as error:  # a bug in a flow or a service: this update would fail again and again
            return await self._set_aside(incoming, now, error)

    async def _answer(self, share: Share, incoming: Incoming, now: datetime, *, deleting: bool) -> list[Due]:
        known = await records.hear(share.connection, incoming, now)
        if known is None:
            raise HeardBefore
        talk = Talk(
            known.person, incoming.channel, known.language or matching(incoming.language), known.place,
            State.from_json(known.state), self._house, now, _performer(share),
        )  # fmt: skip
        wanted = _deletes(talk.state)
        await talk.hear(incoming)
        if deleting and not (wanted or _deletes(talk.state)):
            raise NothingStored
        stands = Known(known.person, talk.language, talk.place, now.date(), gone=False, state=talk.state.to_json())
        await records.save(share.connection, known, stands, now)
        if talk.ended_private and incoming.channel in self._house.transcripts:
            await records.drop_transcript(share.session, incoming)
        return await owe(share.connection, _messages(incoming, talk.replies), now, claim=LEASE)

    async def _set_aside(self, incoming: Incoming, now: datetime, error: Exception) -> list[Due]:
        """Note that this update cannot be answered, and say so kindly; the talk stands where it stood."""
        SET_ASIDE.labels(incoming.channel).inc()
        log.error(
            "an update could not be answered: %s", type(error).__name__,
            extra={"action": "update_set_aside", "channel": incoming.channel}, exc_info=_bare(error),
        )  # fmt: skip
        async with self._database.writing() as session:
            known = await records.hear(await session.connection(), incoming, now)
            if known is None:
                return []
            language = known.language or matching(incoming.language) or FALLBACKS[0]
            sorry = Reply(render(replies.SORRY, language), language, replies.way_out(language))
            return await owe(session, _messages(incoming, [sorry]), now, claim=LEASE)


def _deletes(state: State) -> bool:
    """Whether the talk is about deleting one's data."""
    flow = FLOWS.get(state.act.flow) if state.act else None
    return flow is not None and flow.command == "forget"


def _is_bug(error: Exception) -> bool:
    """A statement the database refuses is a bug; a database out of reach is not."""
    return isinstance(error, DBAPIError) and not error.connection_invalidated and type(error).__name__ in {
        "IntegrityError", "DataError", "ProgrammingError",
    }  # fmt: skip


def _bare(error: Exception) -> tuple[type[Exception], Exception, Any]:
    """The traceback without the message, which may hold what somebody wrote."""
    return type(error), type(error).__new__(type(error)), error.__traceback__


def _messages(incoming: Incoming, said: list[Reply]) -> list[Message]:
    return [Message(incoming.channel, incoming.address, reply.to_json()) for reply in said]


def _performer(share: Share) -> Any:
    async def perform(step: Look | Do) -> Any:
        session = share.session
        if isinstance(step, Look):
            return await step.query(session, *step.args, **step.kwargs)
        if step.aside:
            return await _aside(session, step)
        async with session.begin_nested():  # a refusal undoes the service's work, and nothing else
            try:
                return await step.service(session, *step.args, **step.kwargs)
            except Refused as refusal:
                REFUSALS.labels(type(refusal).__name__).inc()
                raise

    return perform


async def _aside(session: AsyncSession, step: Do) -> None:
    """Do what nothing depends on: where it fails, that is undone and noted, and the person gets their answer."""
    try:
        async with session.begin_nested():
            await step.service(session, *step.args, **step.kwargs)
    except (Refused, DBAPIError) as error:
        if isinstance(error, DBAPIError) and (error.connection_invalidated or is_full(error)):
            raise
        log.warning("something was not counted: %s", type(error).__name__, extra={"action": "not_counted"})
