"""What was changed by hand: noted, read, and known to imports."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from participation.offices.leaves import Cells, Leaf, written
from participation.offices.models import ChangeRow

IMPORT = "import"  # who overwrites


@dataclass(frozen=True, slots=True)
class Change:
    """One leaf, as it was and as it became. *undoes*: the change whose state before was written back."""

    number: int
    leaf: Leaf
    at: datetime
    account: str
    before: Cells
    after: Cells
    undoes: int | None = None


async def note(
    session: AsyncSession, leaf: Leaf, states: tuple[Cells, Cells], account: str, at: datetime, *,
    undoes: int | None = None, pending: bool = True,
) -> int:  # fmt: skip
    """Keep a change from the first of *states* to the second; return its number."""
    row = {
        "kind": leaf.kind, "key": leaf.key, "at": at, "account": account, "before": written(states[0]),
        "after": written(states[1]), "undoes": undoes, "pending": pending,
    }  # fmt: skip
    added = await session.execute(insert(ChangeRow).values(row).returning(col(ChangeRow.number)))
    return int(added.scalar_one() or 0)


async def settle(session: AsyncSession, leaf: Leaf) -> None:
    """From now on an import decides about this leaf again."""
    await session.execute(update(ChangeRow).where(_mine(leaf), col(ChangeRow.pending)).values(pending=False))


async def change(session: AsyncSession, number: int) -> Change | None:
    """Return one change."""
    row = (await session.execute(select(ChangeRow).where(col(ChangeRow.number) == number))).scalar_one_or_none()
    return None if row is None else change_of(row)


async def together(session: AsyncSession, one: Change) -> list[Change]:
    """Return what was saved in one act with a change, in its order; what an import overwrote stands for itself."""
    if one.account == IMPORT:
        return [one]
    theirs = select(ChangeRow).where(col(ChangeRow.account) == one.account, col(ChangeRow.at) == one.at)
    rows = (await session.execute(theirs.order_by(col(ChangeRow.number)))).scalars()
    return next(act for act in _acts(map(change_of, rows)) if one in act)


def _acts(changes: Iterable[Change]) -> list[list[Change]]:
    """Apart again what was done within one tick of the clock: no act writes a leaf twice, or undoes and changes."""
    acts: list[list[Change]] = []
    for one in changes:
        alike = acts and (acts[-1][0].undoes is None) == (one.undoes is None)
        if alike and one.leaf not in [other.leaf for other in acts[-1]]:
            acts[-1].append(one)
        else:
            acts.append([one])
    return acts


async def latest(session: AsyncSession, leaves: Sequence[Leaf]) -> Change | None:
    """Return the latest change to any of these leaves, if there was one."""
    theirs = select(ChangeRow).where(or_(*(_mine(leaf) for leaf in leaves)))
    row = (await session.execute(theirs.order_by(col(ChangeRow.number).desc()).limit(1))).scalar_one_or_none()
    return None if row is None else change_of(row)


async def pending(session: AsyncSession) -> dict[Leaf, Cells]:
    """Return the leaves changed by hand since an import knew of them, each as it was before the first change."""
    wanted = select(ChangeRow).where(col(ChangeRow.pending)).order_by(col(ChangeRow.number).desc())
    return {
        (found := change_of(row)).leaf: found.before for row in (await session.execute(wanted)).scalars()
    }  # the earliest comes last, and stays


async def waiting(session: AsyncSession) -> str:
    """Return a text that is another as soon as other changes wait for an import."""
    wanted = select(col(ChangeRow.number)).where(col(ChangeRow.pending)).order_by(col(ChangeRow.number))
    return " ".join(map(str, (await session.execute(wanted)).scalars()))


def _mine(leaf: Leaf) -> ColumnElement[bool]:
    return and_(col(ChangeRow.kind) == leaf.kind, col(ChangeRow.key) == leaf.key)


def change_of(row: ChangeRow) -> Change:
    """Make the value of a row."""
    return Change(
        row.number or 0,
        Leaf(row.kind, row.key),
        row.at,
        row.account,
        json.loads(row.before),
        json.loads(row.after),
        row.undoes,
    )
