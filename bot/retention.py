"""Deletes everything whose time is over. How long that is stands in `bot.kept`."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select
from sqlmodel import col

from bot import forgotten
from bot.channels.webchat import devices, transcript
from bot.kept import CONTACT_KEPT, DEVICE_KEPT, HEARD_KEPT, KEY_KEPT, RECORD_KEPT, UNSENT_KEPT
from bot.talk.models import Conversation, Heard
from bot.talk.personal import forget
from bot.talk.state import TALK_KEPT
from participation.appointments import keeping
from participation.core.db import Database
from participation.core.outbox import Owed, Priority
from participation.demand import services as demand
from participation.misrouted import services as misrouted
from participation.people.models import Contact, Forgotten
from participation.staff import leaving, waiting
from participation.staff import services as staff
from participation.surveys import services as surveys
from participation.work import services as work

BATCH = 200  # contacts forgotten at a time, so that nobody waits


async def delete_old(database: Database, now: datetime) -> None:
    """Delete everything whose time is over."""
    async with database.writing(anyway=True) as session:
        await session.execute(delete(Heard).where(col(Heard.at) < now - HEARD_KEPT))
        await session.execute(delete(Conversation).where(col(Conversation.spoke_at) < now - TALK_KEPT))
        await transcript.delete_old(session, now)
        await devices.delete_old(session, now, DEVICE_KEPT)
        await keeping.delete_old(session, now)
        await surveys.delete_old(session, now)
        await misrouted.delete_old(session, now)
        await demand.gather(session)
        await demand.delete_old(session, now)
        await work.delete_old(session, now)
        await staff.delete_old(session, now, RECORD_KEPT)
        await leaving.delete_closed(session)
        await waiting.delete_old(session, now)
        unsent = (col(Owed.due_at) < now - UNSENT_KEPT, col(Owed.priority) == int(Priority.REPLY))
        await session.execute(delete(Owed).where(*unsent))
        await session.execute(delete(Owed).where(col(Owed.due_at) < now - KEY_KEPT))
        await session.execute(delete(Forgotten).where(col(Forgotten.day) < (now - forgotten.KEPT).date()))
    async with database.writing(anyway=True) as session:
        absent = select(col(Contact.id)).where(col(Contact.seen_on) < (now - CONTACT_KEPT).date())
        for person in (await session.execute(absent.order_by(col(Contact.id)).limit(BATCH))).scalars().all():
            await forget(session, person, now)
