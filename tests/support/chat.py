"""Somebody who chats with the real desk: what they write, press and read."""

from __future__ import annotations

from dataclasses import dataclass, field

import bot.flows  # noqa: F401  importing it registers the conversations
from bot.channels.webchat.transcript import CHANNEL, lines
from bot.talk.channel import Incoming, Reply
from bot.talk.conversation import House
from bot.talk.desk import Desk
from participation.core.clock import SetClock
from participation.core.db import Database
from participation.core.ids import new_id
from participation.people.queries import contact_at


@dataclass
class Chatter:
    """A person at *address*; every message meets a fresh desk."""

    database: Database
    clock: SetClock
    language: str = "en"
    channel: str = CHANNEL
    address: str = field(default_factory=new_id)

    async def says(self, text: str) -> list[Reply]:
        """Write something; return what is answered."""
        return await self._hears(text=text)

    async def presses(self, label: str) -> list[Reply]:
        """Press the latest button with this label."""
        buttons = [button for line in await self.reads() for button in line.buttons if button.label == label]
        assert buttons, f"no button {label!r}"
        return await self._hears(choice=buttons[-1].code)

    async def chooses(self, code: str) -> list[Reply]:
        """Press a button of the menu by its code, which is the same in every language."""
        return await self._hears(choice=code)

    async def reads(self) -> list[Reply]:
        """What the chat shows now."""
        async with self.database.reading() as session:
            return [line.reply for line in await lines(session, self.address)]

    async def person(self) -> str:
        """The id behind the address."""
        async with self.database.reading() as session:
            contact = await contact_at(session, self.channel, self.address)
        assert contact is not None
        return contact.id

    async def _hears(self, text: str | None = None, choice: str | None = None) -> list[Reply]:
        desk = Desk(self.database, self.clock, House("Birkental", {}, frozenset({CHANNEL})))
        incoming = Incoming(self.channel, self.address, new_id(), text, choice, self.language, greeted=True)
        return [Reply.from_json(due.payload) for due in await desk.answer(incoming)]
