"""Who fails often waits longer and longer: per account and per address, counted alike in every process."""

from __future__ import annotations

import hashlib
import hmac
import math
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from participation.core.db import insert_new, inserting
from participation.core.ids import new_token
from participation.staff.errors import SlowDown
from participation.staff.models import Secret, SignInFailure

FORGIVEN = timedelta(hours=1)  # after so long without an attempt, counting starts anew


@dataclass(frozen=True, slots=True)
class Patience:
    """So many attempts are without a wait; the wait never grows longer than *most*."""

    free: int
    most: timedelta


#: An account must stay open to its owner, an address may wait longer; a code has only a million values.
ACCOUNT, ADDRESS = Patience(4, timedelta(minutes=1)), Patience(20, timedelta(minutes=15))
CODE = Patience(4, timedelta(minutes=15))


async def attempt(session: AsyncSession, about: dict[str, Patience], now: datetime) -> None:
    """Count an attempt before it is looked at, so that a hundred at once are a hundred. Raises `SlowDown`."""
    keys = {await _key(session, text): patience for text, patience in about.items()}
    waits = [await _wait(session, key, now) for key in keys]
    if max(waits) > timedelta():
        raise SlowDown(seconds=math.ceil(max(waits).total_seconds()))
    for key, patience in keys.items():
        await _count(session, key, patience, now)


async def forgive(session: AsyncSession, text: str) -> None:
    """Forget the failures of who succeeded."""
    await session.execute(delete(SignInFailure).where(col(SignInFailure.key) == await _key(session, text)))


async def take_back(session: AsyncSession, text: str) -> None:
    """Count one attempt less: it was none. What others at the same address did stays."""
    mine = update(SignInFailure).where(col(SignInFailure.key) == await _key(session, text))
    await session.execute(mine.values(failures=col(SignInFailure.failures) - 1))


async def delete_old(session: AsyncSession, now: datetime) -> None:
    """Forget failures that are forgiven."""
    await session.execute(delete(SignInFailure).where(col(SignInFailure.last_at) < now - FORGIVEN))


async def _key(session: AsyncSession, text: str) -> str:
    await insert_new(session, Secret, {"name": "sign-in", "value": new_token()})
    secret = (await session.execute(select(col(Secret.value)).where(col(Secret.name) == "sign-in"))).scalar_one()
    return hmac.new(secret.encode(), text.encode(), hashlib.sha256).hexdigest()


async def _wait(session: AsyncSession, key: str, now: datetime) -> timedelta:
    """How long this key has to wait. Its row is held from here on, in one statement: who succeeds deletes it."""
    new = inserting(session, SignInFailure).values(key=key, failures=0, last_at=now, next_at=now)
    held = new.on_conflict_do_update(index_elements=["key"], set_={"key": new.excluded.key})
    until: datetime = (await session.execute(held.returning(col(SignInFailure.next_at)))).scalar_one()
    return until - now


async def _count(session: AsyncSession, key: str, patience: Patience, now: datetime) -> None:
    mine = col(SignInFailure.key) == key
    row = (await session.execute(select(col(SignInFailure.failures), col(SignInFailure.last_at)).where(mine))).one()
    failures = 1 if row.last_at < now - FORGIVEN else row.failures + 1
    over = failures - patience.free
    wait = min(timedelta(seconds=2 ** min(over, 20)), patience.most) if over >= 0 else timedelta()
    values = {"failures": failures, "last_at": now, "next_at": now + wait}
    await session.execute(update(SignInFailure).where(mine).values(values))
