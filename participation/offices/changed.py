"""Looks through the history: of all changes by hand only those asked for leave the database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from participation.offices.history import Change, change_of
from participation.offices.models import ChangeRow

ORDERS = {"at": col(ChangeRow.number), "kind": col(ChangeRow.kind), "about": col(ChangeRow.key)}


@dataclass(frozen=True, slots=True)
class Word:
    """A word somebody looks for, with the leaves and the accounts that are called so."""

    text: str
    keys: Sequence[str] = ()
    accounts: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which changes, and in which order. *until* is the first moment that no longer counts."""

    words: Sequence[Word] = ()
    kind: str = ""
    key: str = ""
    account: str = ""
    since: datetime | None = None
    until: datetime | None = None
    order: str = "at"
    falling: bool = True


async def changes(session: AsyncSession, wanted: Wanted, first: int, most: int) -> list[Change]:
    """Return some of the changes wanted, those of equal rank latest first."""
    order = ORDERS[wanted.order].desc() if wanted.falling else ORDERS[wanted.order].asc()
    found = select(ChangeRow).where(*_conditions(wanted)).order_by(order, col(ChangeRow.number).desc())
    return [change_of(row) for row in (await session.execute(found.offset(first).limit(most))).scalars()]


async def count(session: AsyncSession, wanted: Wanted) -> int:
    """Return how many changes there are of these."""
    counted = select(func.count()).select_from(ChangeRow).where(*_conditions(wanted))
    return int((await session.execute(counted)).scalar_one())


async def who(session: AsyncSession) -> list[str]:
    """Return the accounts that have changed something."""
    return list((await session.execute(select(col(ChangeRow.account)).distinct())).scalars())


def _conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    found = [_means(word) for word in wanted.words]
    same = {"kind": wanted.kind, "key": wanted.key, "account": wanted.account}
    found += [getattr(ChangeRow, name) == value for name, value in same.items() if value]
    if wanted.since:
        found.append(col(ChangeRow.at) >= wanted.since)
    if wanted.until:
        found.append(col(ChangeRow.at) < wanted.until)
    return found


def _means(word: Word) -> ColumnElement[bool]:
    holds = [
        col(text).icontains(word.text, autoescape=True) for text in (ChangeRow.key, ChangeRow.before, ChangeRow.after)
    ]
    return or_(*holds, col(ChangeRow.key).in_(word.keys), col(ChangeRow.account).in_(word.accounts))
