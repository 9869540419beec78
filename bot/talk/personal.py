"""What is stored about one person in all rooms, and its deletion: one floor above the rooms, in one transaction."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select, text
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from bot.talk.channel import Reply
from bot.talk.models import Conversation
from participation.appointments.keeping import export_person as export_bookings
from participation.appointments.keeping import forget_person as forget_bookings
from participation.appointments.queries import bookings_of_person
from participation.core.outbox import UNSENT, Owed, forget_address
from participation.people.models import Contact
from participation.people.services import fingerprint, note_forgotten
from participation.surveys.queries import export_person as export_participation
from participation.surveys.services import forget_person as forget_participation


@dataclass(frozen=True, slots=True)
class Stored:
    """What is stored about a person, in short and as a full *copy* by room; the words around it are the flow's."""

    channel: str
    language: str | None
    place: str | None
    bookings: list[str]
    surveys: int
    copy: dict[str, list[dict[str, Any]]]


async def stored_about(session: AsyncSession, person: str, now: datetime) -> Stored:
    """Return what all rooms hold about *person*."""
    contact = (await session.execute(select(Contact).where(col(Contact.id) == person))).scalar_one()
    bookings = [booking.number for booking in await bookings_of_person(session, person, now)]
    surveys = await export_participation(session, person)
    copy = {
        "contact": [contact.model_dump(mode="json")],
        "talk": await _talk(session, person),
        "messages": await _messages(session, contact.channel, contact.address),
        "appointments": await export_bookings(session, person),
        "surveys": surveys,
    }
    return Stored(contact.channel, contact.language, contact.place, bookings, len(surveys), copy)


async def _talk(session: AsyncSession, person: str) -> list[dict[str, Any]]:
    """Where the talk stands, with the answers given in it."""
    row = (await session.execute(select(Conversation).where(col(Conversation.person) == person))).scalar_one_or_none()
    return [{"spoke_at": row.spoke_at.isoformat(), **json.loads(row.state)}] if row else []


async def _messages(session: AsyncSession, channel: str, address: str) -> list[dict[str, Any]]:
    """Our messages that have not been sent yet, or are kept so that the page can show them again."""
    mine = text(UNSENT), col(Owed.channel) == channel, col(Owed.address) == address
    rows = await session.execute(select(col(Owed.due_at), col(Owed.payload)).where(*mine).order_by(col(Owed.id)))
    return [{"due_at": due_at.isoformat(), "text": Reply.from_json(payload).text} for due_at, payload in rows.all()]


async def forget(session: AsyncSession, person: str, now: datetime) -> bool:
    """Delete everything about *person* in all rooms; appointments to come are cancelled."""
    held = select(Contact).where(col(Contact.id) == person).with_for_update()  # nothing new is owed to them meanwhile
    contact = (await session.execute(held)).scalar_one_or_none()
    await forget_bookings(session, person, now)
    await forget_participation(session, person)
    if contact is not None:
        await forget_address(session, contact.channel, contact.address)
        await session.execute(delete(Contact).where(col(Contact.id) == person))
        await note_forgotten(session, fingerprint(person), now.date())
    return True
