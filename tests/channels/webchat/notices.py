"""Messages nobody asked for, as another process writes them."""

from __future__ import annotations

from sqlalchemy import select
from sqlmodel import col

from bot.talk.channel import Reply
from bot.wiring import Wired
from participation.core.outbox import Message, Priority, owe
from participation.people.models import Contact


async def write_to_everybody(parts: Wired, words: str) -> None:
    """Owe everybody a notice."""
    async with parts.database.writing() as session:
        addresses = (await session.execute(select(col(Contact.channel), col(Contact.address)))).all()
        notice = Reply(words, "en").to_json()
        messages = [Message(channel, to, notice, priority=Priority.NOTICE) for channel, to in addresses]
        await owe(session, messages, parts.clock.now())
