"""Writes of this room."""

from __future__ import annotations

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from participation.people.models import Contact


async def mark_gone(session: AsyncSession, channel: str, address: str) -> None:
    """Note that somebody blocked us or left: nothing is sent to them until they write again."""
    mine = (col(Contact.channel) == channel, col(Contact.address) == address)
    await session.execute(update(Contact).where(*mine).values(gone=True))
