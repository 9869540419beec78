"""What is deleted when: every table with personal data, in one place."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlmodel import col

from bot.channels.webchat import devices, transcript
from bot.talk.models import Conversation, Heard
from bot.talk.personal import forget
from participation.appointments import keeping
from participation.core.db import Database
from participation.people.models import Contact
from participation.staff import services as staff
from participation.staff import waiting
from participation.surveys import services as surveys

HEARD_KEPT = timedelta(days=8)  # Telegram repeats an update for a day at most; a week of silence renumbers them
TALK_KEPT = timedelta(days=7)  # an unfinished talk can be resumed for a week; then its answers go
CONTACT_KEPT = timedelta(days=365)  # whoever was not here for a year is forgotten
DEVICE_KEPT = timedelta(days=90)
BATCH = 200  # contacts forgotten at a time, so that nobody waits


async def delete_old(database: Database, now: datetime) -> None:
    """Delete everything whose time is over."""
    async with database.writing() as session:
        await session.execute(delete(Heard).where(col(Heard.at) < now - HEARD_KEPT))
        await session.execute(delete(Conversation).where(col(Conversation.spoke_at) < now - TALK_KEPT))
        await transcript.delete_old(session, now)
        await devices.delete_old(session, now, DEVICE_KEPT)
        await keeping.delete_old(session, now)
        await surveys.delete_old(session, now)
        await staff.delete_old(session, now)
        await waiting.delete_old(session, now)
    async with database.writing() as session:
        absent = select(col(Contact.id)).where(col(Contact.seen_on) < (now - CONTACT_KEPT).date())
        for person in (await session.execute(absent.order_by(col(Contact.id)).limit(BATCH))).scalars().all():
            await forget(session, person, now)
