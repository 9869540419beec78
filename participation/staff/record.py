"""Reads of the record of what staff did: of tens of thousands of lines only those asked for leave the database."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from participation.core.db import table
from participation.staff.models import AccountRow, Audit
from participation.staff.values import Act

ORDERS = {"at": col(Audit.at), "who": col(AccountRow.shown), "what": col(Audit.what), "about": col(Audit.subject)}


@dataclass(frozen=True, slots=True)
class Word:
    """A word somebody looks for, with the accounts and the deeds that are called so."""

    text: str
    accounts: Sequence[str] = ()
    deeds: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which lines, and in which order. *until* is the first moment that no longer counts."""

    words: Sequence[Word] = ()
    account: str = ""
    what: str = ""
    since: datetime | None = None
    until: datetime | None = None
    order: str = "at"
    falling: bool = True


async def acts(session: AsyncSession, wanted: Wanted | None = None, first: int = 0, most: int = 200) -> list[Act]:
    """Return what staff did, latest first if nothing else is wanted."""
    wanted = wanted or Wanted()
    by, happened = ORDERS[wanted.order], (col(Audit.at), col(Audit.id))
    order = by.desc().nulls_last() if wanted.falling else by.asc().nulls_last()
    forward = wanted.order == "at" and not wanted.falling
    then = [one.asc() if forward else one.desc() for one in happened]
    lines = (
        select(table(Audit)).outerjoin(AccountRow, col(AccountRow.id) == col(Audit.account)).where(*_conditions(wanted))
    )
    lines = lines.order_by(order, *then).offset(first).limit(most)
    rows = (await session.execute(lines)).all()
    return [Act(row.at, row.account, row.what, row.subject, _read(row.before), _read(row.after)) for row in rows]


async def count(session: AsyncSession, wanted: Wanted) -> int:
    """Return how many lines there are of these."""
    counted = select(func.count()).select_from(Audit).where(*_conditions(wanted))
    return int((await session.execute(counted)).scalar_one())


async def who(session: AsyncSession) -> list[str]:
    """Return the accounts that have done something."""
    return list((await session.execute(select(col(Audit.account)).distinct())).scalars())


def _conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    found = [_means(word) for word in wanted.words]
    if wanted.account:
        found.append(col(Audit.account) == wanted.account)
    if wanted.what:
        found.append(col(Audit.what) == wanted.what)
    if wanted.since:
        found.append(col(Audit.at) >= wanted.since)
    if wanted.until:
        found.append(col(Audit.at) < wanted.until)
    return found


def _means(word: Word) -> ColumnElement[bool]:
    texts = (Audit.account, Audit.what, Audit.subject, Audit.before, Audit.after)
    holds = [col(text).icontains(word.text, autoescape=True) for text in texts]
    return or_(*holds, col(Audit.account).in_(word.accounts), col(Audit.what).in_(word.deeds))


def _read(text: str | None) -> dict[str, Any] | None:
    return None if text is None else dict(json.loads(text))
