"""The door: signing in and out. Whoever fails often waits longer and longer, and is never locked out."""

from __future__ import annotations

import hashlib
import hmac
import math
from datetime import datetime, timedelta

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from participation.core.clock import Clock
from participation.core.db import Database, insert_new
from participation.core.ids import new_token
from participation.staff import passwords
from participation.staff.errors import NameUnusable, SlowDown, UnknownAccount, WrongPassword
from participation.staff.models import AccountRow, Secret, SessionRow, SignInFailure
from participation.staff.queries import token_hash
from participation.staff.services import login, note, set_password
from participation.staff.values import Account

#: Attempts without a wait, and the longest wait: an account must stay open to its owner, an address may wait longer.
ACCOUNT, ADDRESS = (4, timedelta(minutes=1)), (20, timedelta(minutes=15))
FORGIVEN = timedelta(hours=1)  # after so long without an attempt, counting starts anew
SEEN_EVERY = timedelta(minutes=1)  # so often a sign-in's last use is written down


async def sign_in(database: Database, clock: Clock, name: str, password: str, address: str) -> str:
    """Return the token of a new sign-in. Raises `WrongPassword`, `SlowDown`."""
    try:
        name = login(name)
    except NameUnusable:
        name = ""
    async with database.writing() as session:
        known = await _attempt(session, name, address, clock.now())
    if not await passwords.matches(password, known[1] if known else passwords.NOBODY) or known is None:
        raise WrongPassword
    async with database.writing() as session:
        return await _let_in(session, known[0], name, address, clock.now())


async def sign_out(session: AsyncSession, token: str) -> None:
    """End one sign-in."""
    await session.execute(delete(SessionRow).where(col(SessionRow.token_hash) == token_hash(token)))


async def sign_out_everywhere(session: AsyncSession, account: str, but: str = "") -> None:
    """End every sign-in of an account, or all *but* one (its id)."""
    theirs = col(SessionRow.account) == account, col(SessionRow.token_hash) != but
    await session.execute(delete(SessionRow).where(*theirs))


async def end_visit(session: AsyncSession, account: str, visit: str) -> None:
    """End one sign-in of an account by its id."""
    mine = col(SessionRow.account) == account, col(SessionRow.token_hash) == visit
    await session.execute(delete(SessionRow).where(*mine))


async def change_own_password(
    database: Database, clock: Clock, who: Account, words: tuple[str, str], address: str
) -> str:
    """Change a password: *words* are the old one and the new; every sign-in ends, the token of a new one is returned.

    Raises `WrongPassword`, `SlowDown` and the refusals of `check_password`.
    """
    old, new = words
    passwords.check_password(new, f"{who.name} {who.shown}")
    async with database.writing() as session:
        known = await _attempt(session, who.name, address, clock.now())
    if known is None or not await passwords.matches(old, known[1]):
        raise WrongPassword
    hashed = await passwords.hash_password(new)
    async with database.writing() as session:
        await set_password(session, who.id, hashed, who.id, clock.now(), provisional=False)
        return await _let_in(session, who.id, who.name, address, clock.now())


async def seen(session: AsyncSession, visit: str, now: datetime) -> None:
    """Note that a sign-in is in use."""
    await session.execute(update(SessionRow).where(col(SessionRow.token_hash) == visit).values(seen_at=now))


async def sit_down(session: AsyncSession, visit: str, desk: str) -> None:
    """Note the counter somebody sits at until they sign out."""
    await session.execute(update(SessionRow).where(col(SessionRow.token_hash) == visit).values(desk=desk))


async def delete_old(session: AsyncSession, now: datetime) -> None:
    """Forget failures that are forgiven."""
    await session.execute(delete(SignInFailure).where(col(SignInFailure.last_at) < now - FORGIVEN))


async def _attempt(session: AsyncSession, name: str, address: str, now: datetime) -> tuple[str, str] | None:
    """Count an attempt before its password is looked at, so that a hundred at once are a hundred."""
    keys = await _keys(session, name, address)
    waits = [await _wait(session, key, now) for key in keys]
    if max(waits) > timedelta():
        raise SlowDown(seconds=math.ceil(max(waits).total_seconds()))
    for key, (free, most) in zip(keys, (ACCOUNT, ADDRESS), strict=True):
        await _count(session, key, free, most, now)
    mine = col(AccountRow.name) == name, col(AccountRow.active)
    row = (await session.execute(select(col(AccountRow.id), col(AccountRow.password_hash)).where(*mine))).first()
    return (row.id, row.password_hash) if row else None


async def _let_in(session: AsyncSession, account: str, name: str, address: str, now: datetime) -> str:
    still = col(AccountRow.id) == account, col(AccountRow.active)
    if (await session.execute(select(col(AccountRow.id)).where(*still))).first() is None:
        raise UnknownAccount
    by_name, by_address = await _keys(session, name, address)
    await session.execute(delete(SignInFailure).where(col(SignInFailure.key) == by_name))
    taken_back = {"failures": col(SignInFailure.failures) - 1}
    await session.execute(update(SignInFailure).where(col(SignInFailure.key) == by_address).values(**taken_back))
    token = new_token()
    begun = {"token_hash": token_hash(token), "account": account, "started_at": now, "seen_at": now, "desk": ""}
    await session.execute(insert(SessionRow).values(begun))
    await note(session, account, "signed-in", name, now)
    return token


async def _keys(session: AsyncSession, name: str, address: str) -> tuple[str, str]:
    await insert_new(session, Secret, {"name": "sign-in", "value": new_token()})
    secret = (await session.execute(select(col(Secret.value)).where(col(Secret.name) == "sign-in"))).scalar_one()
    keyed = [hmac.new(secret.encode(), text.encode(), hashlib.sha256) for text in (f"name {name}", f"from {address}")]
    return keyed[0].hexdigest(), keyed[1].hexdigest()


async def _wait(session: AsyncSession, key: str, now: datetime) -> timedelta:
    empty = {"key": key, "failures": 0, "last_at": now, "next_at": now}
    await insert_new(session, SignInFailure, empty)
    row = select(col(SignInFailure.next_at)).where(col(SignInFailure.key) == key).with_for_update()
    until: datetime = (await session.execute(row)).scalar_one()
    return until - now


async def _count(session: AsyncSession, key: str, free: int, most: timedelta, now: datetime) -> None:
    mine = col(SignInFailure.key) == key
    row = (await session.execute(select(col(SignInFailure.failures), col(SignInFailure.last_at)).where(mine))).one()
    failures = 1 if row.last_at < now - FORGIVEN else row.failures + 1
    wait = min(timedelta(seconds=2 ** min(failures - free, 20)), most) if failures >= free else timedelta()
    values = {"failures": failures, "last_at": now, "next_at": now + wait}
    await session.execute(update(SignInFailure).where(mine).values(values))
