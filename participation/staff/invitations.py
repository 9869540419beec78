"""Invitations: a link that works once and for three days, by which somebody chooses their own password."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import CursorResult, delete, insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from participation.core.clock import Clock
from participation.core.db import Database
from participation.core.ids import new_token
from participation.staff import door, passwords, queries
from participation.staff.errors import InvitationOver, SignsInElsewhere
from participation.staff.models import InvitationRow
from participation.staff.services import known, note, set_password

LASTS = timedelta(hours=72)
PATH = "/staff/invitation#"  # what follows # stays in the browser: no server on the way writes it down


async def invite(session: AsyncSession, id_: str, by: str, now: datetime) -> str:
    """Return the token of a new invitation; the password so far and earlier invitations open nothing any more.

    Raises `SignsInElsewhere`, `UnknownAccount`.
    """
    invited = await known(session, id_)
    if invited.elsewhere:
        raise SignsInElsewhere
    await set_password(session, id_, "", by, now, provisional=True)
    await session.execute(delete(InvitationRow).where(col(InvitationRow.account) == id_))
    token = new_token()
    row = {"token_hash": queries.token_hash(token), "account": id_, "until": now + LASTS}
    await session.execute(insert(InvitationRow).values(row))
    await note(session, by, "invited", invited.name, now)
    return token


async def accept(database: Database, clock: Clock, token: str, password: str) -> str:
    """Use an invitation: set the password, return the token of a sign-in, not proven yet.

    Raises `InvitationOver` and the refusals of `passwords.check_password`.
    """
    over = InvitationOver(hours=int(LASTS.total_seconds()) // 3600)
    async with database.reading() as session:
        who = await queries.invited(session, token, clock.now())
    if who is None:
        raise over
    passwords.check_password(password, f"{who.name} {who.shown}")
    hashed = await passwords.hash_password(password)
    async with database.writing() as session:
        mine = delete(InvitationRow).where(col(InvitationRow.token_hash) == queries.token_hash(token))
        used = cast("CursorResult[Any]", await session.execute(mine.where(col(InvitationRow.until) > clock.now())))
        still = await queries.account(session, who.id)
        if used.rowcount != 1 or still is None or not still.active:
            raise over
        await set_password(session, who.id, hashed, who.id, clock.now(), provisional=False)
        return await door.open_visit(session, who.id, clock.now(), proven=False)
