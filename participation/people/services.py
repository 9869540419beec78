"""Writes of this room."""

from __future__ import annotations

import hashlib
from datetime import date

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from participation.core.db import insert_new
from participation.people.models import Contact, Forgotten


async def mark_gone(session: AsyncSession, channel: str, address: str) -> None:
    """Note that somebody blocked us or left: nothing is sent to them until they write again."""
    mine = (col(Contact.channel) == channel, col(Contact.address) == address)
    await session.execute(update(Contact).where(*mine).values(gone=True))


async def note_forgotten(session: AsyncSession, mark: str, day: date) -> None:
    """Note that somebody was deleted, by the fingerprint of their id."""
    await insert_new(session, Forgotten, {"mark": mark, "day": day})


def fingerprint(person: str) -> str:
    """What tells an id again and does not tell the id: it has 128 random bits, so nobody can try them all."""
    return hashlib.sha256(f"forgotten {person}".encode()).hexdigest()
