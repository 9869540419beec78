"""Reads of this room, as values."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import case, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from participation.staff.models import AccountRow, GrantRow, InvitationRow, RecoveryCode, SessionRow
from participation.staff.permissions import Grant, Role
from participation.staff.values import Account, Visit

IDLE = timedelta(minutes=30)  # without a request this long, a sign-in ends
LONGEST = timedelta(hours=12)  # no sign-in counts longer than a working day


async def account(session: AsyncSession, id_: str) -> Account | None:
    """Return one account with its grants."""
    return next(iter(await _accounts(session, select(AccountRow).where(col(AccountRow.id) == id_))), None)


async def account_named(session: AsyncSession, name: str) -> Account | None:
    """Return the account with this (folded) name."""
    return next(iter(await _accounts(session, select(AccountRow).where(col(AccountRow.name) == name))), None)


async def accounts(session: AsyncSession) -> list[Account]:
    """Return every account, active ones first."""
    return await _accounts(
        session, select(AccountRow).order_by(col(AccountRow.active).desc(), col(AccountRow.shown), col(AccountRow.name))
    )


async def waiting(session: AsyncSession) -> tuple[int, int]:
    """Return how many were invited and have chosen no password, and how many who did have no second factor."""
    invited = func.sum(case((col(AccountRow.provisional), 1), else_=0))
    ours = (
        ~col(AccountRow.provisional) & (col(AccountRow.password_hash) != "") & col(AccountRow.factor_secret).is_(None)
    )
    without = func.sum(case((ours, 1), else_=0))
    row = (await session.execute(select(invited, without).where(col(AccountRow.active)))).one()
    return int(row[0] or 0), int(row[1] or 0)


async def shown_names(session: AsyncSession, ids: Sequence[str | None]) -> dict[str, str]:
    """Return how these accounts are called; those that are gone are left out."""
    wanted = [id_ for id_ in set(ids) if id_]
    rows = select(col(AccountRow.id), col(AccountRow.shown)).where(col(AccountRow.id).in_(wanted))
    return {row.id: row.shown for row in (await session.execute(rows)).all()} if wanted else {}


async def visit(session: AsyncSession, token: str | None, now: datetime) -> Visit | None:
    """Return the sign-in a token belongs to, None if it has ended or never was."""
    if not token or len(token) > 100:
        return None
    live = col(SessionRow.seen_at) > now - IDLE, col(SessionRow.started_at) > now - LONGEST
    row = (
        await session.execute(select(SessionRow).where(col(SessionRow.token_hash) == token_hash(token), *live))
    ).scalar_one_or_none()
    who = await account(session, row.account) if row else None
    if row is None or who is None or not who.active:
        return None
    return _visit(row, who)


async def visits_of(session: AsyncSession, who: Account, now: datetime) -> list[Visit]:
    """Return where somebody is signed in, latest first."""
    live = col(SessionRow.seen_at) > now - IDLE, col(SessionRow.started_at) > now - LONGEST
    mine = select(SessionRow).where(col(SessionRow.account) == who.id, *live).order_by(col(SessionRow.seen_at).desc())
    rows = (await session.execute(mine)).scalars()
    return [_visit(row, who) for row in rows]


async def invited(session: AsyncSession, token: str, now: datetime) -> Account | None:
    """Return whose password an invitation lets choose; None if it was used, replaced or is too old."""
    open_ = col(InvitationRow.token_hash) == token_hash(token[:100]), col(InvitationRow.until) > now
    id_ = (await session.execute(select(col(InvitationRow.account)).where(*open_))).scalar_one_or_none()
    found = await account(session, id_) if id_ else None
    return found if found and found.active else None


async def codes_left(session: AsyncSession, who: str) -> int:
    """Return how many recovery codes somebody still has."""
    mine = select(func.count()).select_from(RecoveryCode).where(col(RecoveryCode.account) == who)
    return int((await session.execute(mine)).scalar_one())


def token_hash(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


async def _accounts(session: AsyncSession, wanted: Any) -> list[Account]:
    rows: list[AccountRow] = list((await session.execute(wanted)).scalars())
    grants: dict[str, list[Grant]] = defaultdict(list)
    theirs = select(GrantRow).where(col(GrantRow.account).in_([row.id for row in rows]))
    for held in (await session.execute(theirs.order_by(col(GrantRow.role), col(GrantRow.scope)))).scalars():
        grants[held.account].append(Grant(Role(held.role), held.scope))
    return [
        Account(
            row.id, row.name, row.shown, row.language, row.active, row.provisional, row.created_on,
            tuple(grants[row.id]), row.factor_secret is not None, not (row.password_hash or row.provisional),
        )
        for row in rows
    ]  # fmt: skip


def _visit(row: SessionRow, who: Account) -> Visit:
    return Visit(row.token_hash, who, row.started_at, row.seen_at, row.desk, row.proven)
