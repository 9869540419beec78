"""What is stored about one person in all rooms, and its deletion: one floor above the rooms, in one transaction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from participation.appointments.keeping import forget_person as forget_bookings
from participation.appointments.queries import bookings_of_person
from participation.core.outbox import forget_address
from participation.people.models import Contact
from participation.surveys.queries import took_part
from participation.surveys.services import forget_person as forget_participation


@dataclass(frozen=True, slots=True)
class Stored:
    """What is stored about a person, counted: the words around it are the flow's."""

    channel: str
    language: str | None
    place: str | None
    bookings: list[str]
    surveys: int


async def stored_about(session: AsyncSession, person: str, now: datetime) -> Stored:
    """Return what all rooms hold about *person*."""
    contact = (await session.execute(select(Contact).where(col(Contact.id) == person))).scalar_one()
    bookings = [booking.number for booking in await bookings_of_person(session, person, now)]
    return Stored(contact.channel, contact.language, contact.place, bookings, len(await took_part(session, person)))


async def forget(session: AsyncSession, person: str, now: datetime) -> bool:
    """Delete everything about *person* in all rooms; appointments to come are cancelled."""
    await forget_bookings(session, person, now)
    await forget_participation(session, person)
    contact = (await session.execute(select(Contact).where(col(Contact.id) == person))).scalar_one_or_none()
    if contact is not None:
        await forget_address(session, contact.channel, contact.address)
        await session.execute(delete(Contact).where(col(Contact.id) == person))
    return True
