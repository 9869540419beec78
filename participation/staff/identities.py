"""People the city's identity provider vouches for: known by issuer and subject, never by mail; their roles come from a claim."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from participation.core.db import insert_new
from participation.staff import door, queries, services
from participation.staff.errors import NameTaken, NoRoleHere, UnknownAccount
from participation.staff.models import AccountRow, IdentityRow
from participation.staff.permissions import SCOPED, Grant, Role
from participation.staff.services import note
from participation.staff.values import Account


@dataclass(frozen=True, slots=True)
class Vouched:
    """Whom the provider vouches for, as what, and how they are called."""

    issuer: str
    subject: str
    shown: str
    grants: frozenset[Grant]


def roles_in(claims: Mapping[str, Any], path: str, meant: Mapping[str, str]) -> frozenset[Grant]:
    """Read the roles in the claim at *path* (`realm_access.roles` is a claim in a claim): pure.

    A value stands for `role` or `role:scope`: by *meant*, or, if that is empty, by itself. Others mean nothing here.
    """
    found: Any = claims
    for name in path.split("."):
        found = found.get(name) if isinstance(found, Mapping) else None
    values = [found] if isinstance(found, str) else found if isinstance(found, list) else []
    return frozenset(_grants(meant.get(value, "") if meant else value for value in values if isinstance(value, str)))


def _grants(spelled: Iterable[str]) -> Iterable[Grant]:
    for text in spelled:
        role, _, scope = text.partition(":")
        if role in set(Role) and bool(scope) == (role in SCOPED):
            yield Grant(Role(role), scope)


async def welcome(session: AsyncSession, vouched: Vouched, language: str, now: datetime) -> str:
    """Let somebody in: with an account from the first time on, and with exactly the roles the provider names today.

    Raises `NoRoleHere`, `UnknownAccount` (the account was closed here).
    """
    who = await _theirs(session, vouched)
    if who is None and not vouched.grants:
        raise NoRoleHere
    who = who or await _first_time(session, vouched, language, now)
    await _follow(session, who, vouched, now)
    if not who.active:
        raise UnknownAccount
    if not vouched.grants:
        raise NoRoleHere
    await note(session, who.id, "signed-in-elsewhere", who.name, now)
    return await door.open_visit(session, who.id, now, proven=True)


async def _theirs(session: AsyncSession, vouched: Vouched) -> Account | None:
    mine = col(IdentityRow.issuer) == vouched.issuer, col(IdentityRow.subject) == vouched.subject
    id_ = (await session.execute(select(col(IdentityRow.account)).where(*mine))).scalar_one_or_none()
    return await queries.account(session, id_) if id_ else None


async def _first_time(session: AsyncSession, vouched: Vouched, language: str, now: datetime) -> Account:
    try:
        return await _create(session, vouched, language, now)
    except NameTaken:
        if there := await _theirs(session, vouched):  # they signed in twice at once: the other one made it
            return there
        raise


async def _create(session: AsyncSession, vouched: Vouched, language: str, now: datetime) -> Account:
    """The sign-in name follows from the identity: two first sign-ins at once meet in it, and one waits for the other."""
    name = "sso-" + hashlib.sha256(f"{vouched.issuer} {vouched.subject}".encode()).hexdigest()[:16]
    shown = vouched.shown.strip()[:100] or name
    made = await services.create_account(session, (name, shown, language), "", name, now, provisional=False)
    row = {"issuer": vouched.issuer, "subject": vouched.subject, "account": made.id}
    await insert_new(session, IdentityRow, row)
    return made


async def _follow(session: AsyncSession, who: Account, vouched: Vouched, now: datetime) -> None:
    held, wanted = frozenset(who.grants), vouched.grants
    for grant in sorted(held - wanted, key=str):
        await services.take(session, who, grant, who.id, now)
    for grant in sorted(wanted - held, key=str):
        await services.grant(session, who.id, grant.role, grant.scope, who.id, now)
    shown = vouched.shown.strip()[:100]
    if shown and shown != who.shown:
        await session.execute(update(AccountRow).where(col(AccountRow.id) == who.id).values(shown=shown))
