"""Writes of this room: keeping accounts. Hashes are made before, so that no transaction waits for one."""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from participation.core.clock import BERLIN
from participation.core.db import insert_new
from participation.core.ids import new_id, next_id
from participation.staff import queries
from participation.staff.errors import LastAdministrator, NameTaken, NameUnusable, ScopeNeeded, UnknownAccount
from participation.staff.models import AccountRow, Audit, GrantRow, InvitationRow, SessionRow
from participation.staff.permissions import SCOPED, Grant, Permission, Role
from participation.staff.values import Account

CONSOLE = "console"  # who acts where nobody is signed in


def login(name: str) -> str:
    """Return a sign-in name as it is kept: lower case, no spaces around. Raises `NameUnusable`."""
    kept = unicodedata.normalize("NFKC", name).strip().casefold()
    if not re.fullmatch(r"[^\W_][\w.@+-]{0,58}[^\W_]", kept):
        raise NameUnusable
    return kept


async def create_account(
    session: AsyncSession, new: tuple[str, str, str], password_hash: str, by: str, now: datetime, *, provisional: bool = True
) -> Account:  # fmt: skip
    """Create the account *new*: (name, shown name, language); an empty hash opens nothing. Raises `NameTaken`, `NameUnusable`."""
    name, shown, language = login(new[0]), new[1].strip() or new[0].strip(), new[2]
    created = Account(new_id(), name, shown, language, True, provisional, now.astimezone(BERLIN).date())
    row = {**asdict(created), "password_hash": password_hash}
    for derived in ("grants", "factor", "elsewhere"):
        del row[derived]
    if not await insert_new(session, AccountRow, row):
        raise NameTaken
    await note(session, by, "account-created", name, now, after={"shown": shown})
    return created


async def set_password(
    session: AsyncSession, id_: str, password_hash: str, by: str, now: datetime, *, provisional: bool
) -> None:
    """Give an account a new password and end its sign-ins. Raises `UnknownAccount`."""
    changed = await known(session, id_)
    await session.execute(_account(id_).values(password_hash=password_hash, provisional=provisional))
    await session.execute(delete(SessionRow).where(col(SessionRow.account) == id_))
    await note(session, by, "password-set", changed.name, now)


async def grant(session: AsyncSession, id_: str, role: Role, scope: str, by: str, now: datetime) -> None:
    """Give somebody a role. Raises `ScopeNeeded`, `UnknownAccount`."""
    given = await known(session, id_)
    if role in SCOPED and not scope:
        raise ScopeNeeded
    scope = scope if role in SCOPED else ""
    if await insert_new(session, GrantRow, {"account": id_, "role": role.value, "scope": scope}):
        await note(session, by, "role-given", given.name, now, after={"role": role, "scope": scope})


async def revoke(session: AsyncSession, id_: str, role: Role, scope: str, by: str, now: datetime) -> None:
    """Take a role back. Raises `LastAdministrator`, `UnknownAccount`."""
    held = await known(session, id_)
    if role is Role.ADMINISTRATION:
        await _others_keep_accounts(session, id_)
    if Grant(role, scope) in held.grants:
        await take(session, held, Grant(role, scope), by, now)


async def take(session: AsyncSession, held: Account, lost: Grant, by: str, now: datetime) -> None:
    """Take a role back without asking whether others can still keep accounts: the city's provider has decided."""
    role, scope = lost.role.value, lost.scope
    theirs = col(GrantRow.account) == held.id, col(GrantRow.role) == role, col(GrantRow.scope) == scope
    await session.execute(delete(GrantRow).where(*theirs))
    await note(session, by, "role-taken", held.name, now, before={"role": role, "scope": scope})


async def deactivate(session: AsyncSession, id_: str, by: str, now: datetime) -> None:
    """Close an account: nobody signs in with it, its sign-ins end. Raises `LastAdministrator`, `UnknownAccount`."""
    closed = await known(session, id_)
    if closed.may(Permission.KEEP_ACCOUNTS):
        await _others_keep_accounts(session, id_)
    await session.execute(_account(id_).values(active=False))
    await session.execute(delete(SessionRow).where(col(SessionRow.account) == id_))
    await note(session, by, "account-closed", closed.name, now)


async def reactivate(session: AsyncSession, id_: str, by: str, now: datetime) -> None:
    """Open a closed account again. Raises `UnknownAccount`."""
    opened = await known(session, id_)
    await session.execute(_account(id_).values(active=True))
    await note(session, by, "account-opened", opened.name, now)


async def set_language(session: AsyncSession, id_: str, language: str) -> None:
    """Show somebody the pages in this language from now on."""
    await session.execute(_account(id_).values(language=language))


async def note(
    session: AsyncSession, by: str, what: str, subject: str, now: datetime, *,
    before: dict[str, Any] | None = None, after: dict[str, Any] | None = None,
) -> None:  # fmt: skip
    """Write down what staff did; master data with what they were and became, never the content of talks."""
    row = {
        "id": next_id(), "at": now, "account": by, "what": what, "subject": subject, "before": _json(before),
        "after": _json(after),
    }  # fmt: skip
    await session.execute(insert(Audit).values(row))


async def delete_old(session: AsyncSession, now: datetime, audit_kept: timedelta = timedelta(days=730)) -> None:
    """Delete sign-ins that ended, and lines of the record whose time is over (the database keeps a year at least)."""
    ended = (col(SessionRow.seen_at) <= now - queries.IDLE) | (col(SessionRow.started_at) <= now - queries.LONGEST)
    await session.execute(delete(SessionRow).where(ended))
    await session.execute(delete(InvitationRow).where(col(InvitationRow.until) <= now))
    await session.execute(delete(Audit).where(col(Audit.at) < now - audit_kept))


def _account(id_: str) -> Any:
    return update(AccountRow).where(col(AccountRow.id) == id_)


async def known(session: AsyncSession, id_: str) -> Account:
    """Return an account that must be there. Raises `UnknownAccount`."""
    found = await queries.account(session, id_)
    if found is None:
        raise UnknownAccount
    return found


async def _others_keep_accounts(session: AsyncSession, id_: str) -> None:
    """Two administrators who close each other at once must queue: all their rows are locked.

    They are counted afterwards, because a statement that waited still sees the roles of before.
    """
    role = select(col(GrantRow.account)).where(col(GrantRow.role) == Role.ADMINISTRATION.value)
    keepers = select(col(AccountRow.id)).where(col(AccountRow.id).in_(role), col(AccountRow.active))
    await session.execute(keepers.order_by(col(AccountRow.id)).with_for_update())
    ids = (await session.execute(keepers)).scalars().all()
    if id_ in ids and len(ids) == 1:
        raise LastAdministrator


def _json(value: dict[str, Any] | None) -> str | None:
    return None if value is None else json.dumps(value, ensure_ascii=False, sort_keys=True)
