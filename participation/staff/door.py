"""The door: signing in and out. Whoever fails often waits longer and longer, and is never locked out."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from participation.core.clock import Clock
from participation.core.db import Database
from participation.core.ids import new_token
from participation.staff import passwords
from participation.staff.errors import NameUnusable, UnknownAccount, WrongPassword
from participation.staff.models import AccountRow, SessionRow
from participation.staff.queries import token_hash
from participation.staff.services import login, note, set_password
from participation.staff.values import Account
from participation.staff.waiting import ACCOUNT, ADDRESS, attempt, forgive, take_back

SEEN_EVERY = timedelta(minutes=1)  # so often a sign-in's last use is written down


async def sign_in(database: Database, clock: Clock, name: str, password: str, address: str) -> str:
    """Return the token of a new sign-in, not proven yet. Raises `WrongPassword`, `SlowDown`."""
    try:
        name = login(name)
    except NameUnusable:
        name = ""
    who = await check_password(database, clock, name, password, address)
    async with database.writing() as session:
        return await _let_in(session, who, name, address, clock.now())


async def check_password(database: Database, clock: Clock, name: str, password: str, address: str) -> str:
    """Return whose password it is; the attempt counts until it is taken back. Raises `WrongPassword`, `SlowDown`."""
    async with database.writing() as session:
        await attempt(session, {_name(name): ACCOUNT, _from(address): ADDRESS}, clock.now())
        mine = col(AccountRow.name) == name, col(AccountRow.active)
        row = (await session.execute(select(col(AccountRow.id), col(AccountRow.password_hash)).where(*mine))).first()
    hashed = row.password_hash if row and row.password_hash else passwords.NOBODY
    if not await passwords.matches(password, hashed) or row is None:
        raise WrongPassword
    return str(row.id)


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
    database: Database, clock: Clock, who: Account, words: tuple[str, str], address: str, *, proven: bool = False
) -> str:
    """Change a password: *words* are the old one and the new; every sign-in ends, the token of a new one is returned.

    Raises `WrongPassword`, `SlowDown` and the refusals of `passwords.check_password`.
    """
    old, new = words
    passwords.check_password(new, f"{who.name} {who.shown}")
    await check_password(database, clock, who.name, old, address)
    hashed = await passwords.hash_password(new)
    async with database.writing() as session:
        await set_password(session, who.id, hashed, who.id, clock.now(), provisional=False)
        return await _let_in(session, who.id, who.name, address, clock.now(), proven=proven)


async def open_visit(session: AsyncSession, account: str, now: datetime, *, proven: bool) -> str:
    """Begin a sign-in and return its token."""
    token = new_token()
    begun = {"token_hash": token_hash(token), "account": account, "started_at": now, "seen_at": now, "desk": "", "proven": proven}  # fmt: skip
    await session.execute(insert(SessionRow).values(begun))
    return token


async def seen(session: AsyncSession, visit: str, now: datetime) -> None:
    """Note that a sign-in is in use."""
    await session.execute(update(SessionRow).where(col(SessionRow.token_hash) == visit).values(seen_at=now))


async def sit_down(session: AsyncSession, visit: str, desk: str) -> None:
    """Note the counter somebody sits at until they sign out."""
    await session.execute(update(SessionRow).where(col(SessionRow.token_hash) == visit).values(desk=desk))


async def right(session: AsyncSession, name: str, address: str) -> None:
    """The password was right: its attempt counts no longer."""
    await forgive(session, _name(name))
    await take_back(session, _from(address))


async def _let_in(
    session: AsyncSession, account: str, name: str, address: str, now: datetime, *, proven: bool = False
) -> str:
    still = col(AccountRow.id) == account, col(AccountRow.active)
    if (await session.execute(select(col(AccountRow.id)).where(*still))).first() is None:
        raise UnknownAccount
    await right(session, name, address)
    token = await open_visit(session, account, now, proven=proven)
    await note(session, account, "signed-in", name, now)
    return token


def _name(name: str) -> str:
    return f"name {name}"


def _from(address: str) -> str:
    return f"from {address}"
