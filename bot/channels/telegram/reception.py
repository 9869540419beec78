"""Answers one update, however it came: by polling or by webhook."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from telegram.error import TelegramError

from bot.channels.telegram import incoming
from bot.channels.telegram.outgoing import TelegramChannel
from bot.talk.channel import Gone, Later, Reply, Unsendable
from bot.talk.crowd import TooManyMessages
from bot.talk.desk import Desk
from bot.talk.meters import SET_ASIDE
from participation.core.db import Database
from participation.core.languages import FALLBACKS, matching
from participation.core.outbox import Due
from participation.core.space import NothingStored
from participation.core.text import Text, render, t
from participation.people.queries import contact_at
from participation.people.services import mark_gone

TRIES = 5  # of an update that fails while the database answers
SLOW = 0.7  # seconds without an answer after which people are shown that we are at it
SOMETHING = select(1)
EDITED = t("I do not notice when a message is changed. Please write it again as a new message.")
ONLY_PRIVATE = t("I speak with one person at a time and leave this group. Please write to me directly.")

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Reception:
    """Takes updates. *deliver* sends what is due and ticks it off."""

    channel: TelegramChannel
    database: Database
    desk: Desk
    deliver: Callable[[Sequence[Due]], Awaitable[None]]
    _told_groups: set[int] = field(default_factory=set)
    _failed: dict[int, int] = field(default_factory=dict)

    async def take(self, raw: Any) -> list[Due]:
        """Answer one update; when this returns its effects are on disk. Raises only when the database is away."""
        number = incoming.number(raw)
        try:
            due = await self._take(raw)
        except Exception as error:  # a bug or the database: that is asked next
            if not await self._database_answers():
                raise
            self._failed[number] = self._failed.get(number, 0) + 1
            if self._failed[number] < TRIES:
                raise
            set_aside(error)  # it is this update and not the database: nobody else shall wait for it
            due = []
        self._failed.pop(number, None)
        return due

    async def _take(self, raw: Any) -> list[Due]:
        try:
            meant = incoming.read(raw)
        except Exception as error:  # whatever cannot be parsed today cannot be parsed tomorrow
            set_aside(error)
            return []
        try:
            return await self._answer(meant)
        except TooManyMessages as refusal:
            if isinstance(meant, incoming.Told) and not refusal.told:  # nobody else shall wait until it is said
                self.channel.beside(self._tell(meant.incoming.address, refusal.text, meant.incoming.language))
            return []
        except NothingStored as refusal:  # said and done with: to have it brought again would keep others waiting
            if isinstance(meant, incoming.Told):
                self.channel.beside(self._tell(meant.incoming.address, refusal.text, meant.incoming.language))
            return []

    async def _answer(self, meant: incoming.Read) -> list[Due]:
        match meant:
            case incoming.Told():
                return await self._told(meant)
            case incoming.Edited(address, language):
                self.channel.beside(self._tell(address, EDITED, language))
            case incoming.Blocked(address):
                async with self.database.writing() as session:
                    await mark_gone(session, incoming.CHANNEL, address)
            case incoming.Group(chat, is_channel):
                await self._leave(chat, speak=not is_channel)
            case incoming.Stray(query):
                self.channel.acknowledge(query)
        return []

    async def _told(self, told: incoming.Told) -> list[Due]:
        if told.query is not None and told.message is not None:
            self.channel.pressed(told.incoming.address, told.message, told.query)
        async with self._typing(told.incoming.address):
            return await self.desk.answer(told.incoming)

    async def _database_answers(self) -> bool:
        try:
            async with self.database.writing() as session:
                await session.execute(SOMETHING)  # a transaction in which nothing is asked for never meets the server
                return True
        except Exception:  # whatever went wrong, it did not answer
            return False

    @contextlib.asynccontextmanager
    async def _typing(self, address: str) -> AsyncIterator[None]:
        timer = asyncio.get_running_loop().call_later(SLOW, self.channel.typing, address)
        try:
            yield
        finally:
            timer.cancel()

    async def _tell(self, address: str, text: Text, hint: str | None) -> None:
        """Say something that belongs to no talk, in the person's language; nice to have, so tried once."""
        with contextlib.suppress(Gone, Later, Unsendable, TelegramError, DBAPIError, PoolTimeout, OSError):
            async with self.database.reading() as session:
                contact = await contact_at(session, incoming.CHANNEL, address)
            language = (contact.language if contact else None) or matching(hint) or FALLBACKS[0]
            await self.channel.send(address, Reply(render(text, language), language))

    async def _leave(self, chat: int, *, speak: bool) -> None:
        """Leave a group with one polite line, said once."""
        if speak and chat not in self._told_groups:
            self._told_groups.add(chat)
            language = FALLBACKS[0]
            with contextlib.suppress(Gone, Later, Unsendable, TelegramError):
                await self.channel.send(str(chat), Reply(render(ONLY_PRIVATE, language), language))
        with contextlib.suppress(TelegramError):
            await self.channel.api.call("leaveChat", chat_id=chat)


def set_aside(error: BaseException) -> None:
    """Note that an update can never be answered; nothing of its content is kept."""
    SET_ASIDE.labels(incoming.CHANNEL).inc()
    log.error("an update was set aside: %s", type(error).__name__, extra={"action": "update_set_aside"})
