"""Closed accounts go when the record no longer names them."""

from __future__ import annotations

from sqlalchemy import delete, exists
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from participation.staff.models import AccountRow, Audit


async def delete_closed(session: AsyncSession) -> None:
    """Delete closed accounts of which no line of the record is left, with all that hangs on them."""
    named = exists().where((col(Audit.account) == col(AccountRow.id)) | (col(Audit.subject) == col(AccountRow.name)))
    await session.execute(delete(AccountRow).where(col(AccountRow.active).is_(False), ~named))
