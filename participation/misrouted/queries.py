"""Reads of this room, as values: small counts are withheld here, so that no page can show them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from participation.misrouted.models import Account, Misrouted
from participation.misrouted.values import LEAST, Why, Wrong, told


async def wrong(session: AsyncSession, since: date, unit: str = "") -> list[Wrong]:
    """Return what people reported, of one unit or of all, latest month first, most frequent first."""
    wanted = select(Misrouted).where(col(Misrouted.month) >= since)
    rows = (await session.execute(wanted.where(col(Misrouted.unit) == unit) if unit else wanted)).scalars()
    found: dict[tuple[date, str, str, str], dict[Why, int]] = defaultdict(dict)
    for row in rows:
        found[row.month, row.service, row.area, row.unit][Why(row.why)] = row.count
    every = [Wrong(*key, told(sum(counts.values())), _reasons(counts)) for key, counts in found.items()]
    return sorted(every, key=lambda one: (-one.month.toordinal(), -(one.count or 0), one.service, one.area, one.unit))


def _reasons(counts: Mapping[Why, int]) -> tuple[tuple[Why, int], ...]:
    """All of them, or none: a single one that is withheld could be worked out from the others and the sum."""
    return tuple((why, counts[why]) for why in Why if why in counts) if min(counts.values()) >= LEAST else ()


async def accounts(session: AsyncSession, since: date) -> list[tuple[str, str, str]]:
    """Return (service, unit, words) of those who agreed, in no order that tells when."""
    rows = (await session.execute(select(Account).where(col(Account.month) >= since))).scalars()
    return sorted((row.service, row.unit, row.text) for row in rows)
