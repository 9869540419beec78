"""Browsers and the talks they belong to."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from bot.channels.webchat.models import WebDevice, WebHandOver
from participation.core.ids import new_id, new_token

LINK_LIVES = timedelta(minutes=10)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Device:
    """A browser: the address of its talk, and the day it was last here."""

    address: str
    seen_on: date


async def known(session: AsyncSession, token: str | None) -> Device | None:
    """Return the browser a cookie was given to, None for a stranger's."""
    if not token or len(token) > 100:
        return None
    mine = select(col(WebDevice.address), col(WebDevice.seen_on)).where(col(WebDevice.token_hash) == _hash(token))
    row = (await session.execute(mine)).first()
    return Device(*row) if row else None


async def new_device(session: AsyncSession, now: datetime, address: str | None = None) -> tuple[str, str]:
    """Give a browser a cookie for the talk at *address*, or for a new talk; return (cookie, address)."""
    token, address = new_token(), address or new_id()
    await session.execute(insert(WebDevice).values(token_hash=_hash(token), address=address, seen_on=now.date()))
    return token, address


async def seen(session: AsyncSession, token: str, now: datetime) -> None:
    """Note the day a browser was last here: unused ones are deleted."""
    mine = (col(WebDevice.token_hash) == _hash(token), col(WebDevice.seen_on) < now.date())
    await session.execute(update(WebDevice).where(*mine).values(seen_on=now.date()))


async def offer_link(session: AsyncSession, address: str, now: datetime) -> str:
    """Return the secret of a one-time link to this talk; an earlier one ends."""
    await session.execute(delete(WebHandOver).where(col(WebHandOver.address) == address))
    token = new_token()
    expires = now + LINK_LIVES
    await session.execute(insert(WebHandOver).values(token_hash=_hash(token), address=address, expires_at=expires))
    return token


async def take_link(session: AsyncSession, token: str, now: datetime) -> str | None:
    """Use a one-time link up and return its talk's address; None if used, expired or unknown."""
    mine = (col(WebHandOver.token_hash) == _hash(token), col(WebHandOver.expires_at) > now)
    taken = delete(WebHandOver).where(*mine).returning(col(WebHandOver.address))
    return (await session.execute(taken)).scalar_one_or_none()


async def forget_talk(session: AsyncSession, address: str) -> None:
    """No browser belongs to this talk any more."""
    await session.execute(delete(WebDevice).where(col(WebDevice.address) == address))
    await session.execute(delete(WebHandOver).where(col(WebHandOver.address) == address))


async def delete_old(session: AsyncSession, now: datetime, kept: timedelta) -> None:
    """Forget browsers that were not here for *kept*, and links that ended."""
    await session.execute(delete(WebDevice).where(col(WebDevice.seen_on) < (now - kept).date()))
    await session.execute(delete(WebHandOver).where(col(WebHandOver.expires_at) < now))
