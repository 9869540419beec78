"""Changes by hand: checked like an import, never over somebody else's change, kept so that they can be undone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from participation.core.ids import new_id
from participation.core.text import told
from participation.offices import history
from participation.offices.errors import ChangedMeanwhile, NotConsistent, UnknownChange
from participation.offices.formats import check
from participation.offices.formats.check import NAMED, Problem
from participation.offices.formats.tables import Rows, columns
from participation.offices.history import Change
from participation.offices.leaves import Cells, Leaf, lock, ordered, read, seen, typed
from participation.offices.models import TABLES, AttributeRow, Imported

Draft = tuple[Leaf, Cells]  # a leaf, and what shall stand there


@dataclass(frozen=True, slots=True)
class Act:
    """Who changes something, and when."""

    account: str
    at: datetime
    undoes: int | None = None


async def problems(session: AsyncSession, drafts: Sequence[Draft]) -> list[Problem]:
    """Return what an import would refuse about these leaves, and who still needs what they leave out."""
    rows, wrong = _rows(drafts)
    if wrong:
        return wrong
    return check.found(await _with_other_units(session, rows), await _known(session, drafts)) + await _needed(
        session, drafts, rows
    )


async def save(session: AsyncSession, drafts: Sequence[Draft], shown: str, act: Act) -> list[Change]:
    """Write the leaves. *shown*: `seen` of what the form was made from.

    Raises `ChangedMeanwhile` if somebody else was faster, `NotConsistent` if an import would refuse it.
    """
    await lock(session)
    before = [await read(session, leaf) for leaf, _ in drafts]
    if seen(*before) != shown:
        raise ChangedMeanwhile(await history.latest(session, [leaf for leaf, _ in drafts]))
    if wrong := await problems(session, drafts):
        raise NotConsistent(wrong)
    return [
        await _write(session, leaf, was, ordered(cells), act)
        for (leaf, cells), was in zip(drafts, before, strict=True)
        if was != ordered(cells)
    ]


async def undo(session: AsyncSession, number: int, act: Act) -> list[Change]:
    """Write back what was there before a change, and before all others that were saved with it.

    Raises `ChangedMeanwhile` if that is not what stands there any more.
    """
    await lock(session)
    change = await history.change(session, number)
    if change is None:
        raise UnknownChange
    every = await history.together(session, change)
    if later := [one.leaf for one in every if await read(session, one.leaf) != ordered(one.after)]:
        raise ChangedMeanwhile(await history.latest(session, later))
    if wrong := await problems(session, [(one.leaf, one.before) for one in every]):
        raise NotConsistent(wrong)
    return [await _write(session, one.leaf, one.after, one.before, replace(act, undoes=one.number)) for one in every]


async def _write(session: AsyncSession, leaf: Leaf, before: Cells, after: Cells, act: Act) -> Change:
    rows, _ = typed(after)
    for table, name in leaf.tables.items():
        model: Any = TABLES[table]
        await session.execute(delete(model).where(getattr(model, name) == leaf.key))
        if rows.get(table):
            await session.execute(insert(model), rows[table])
    number = await history.note(session, leaf, (before, after), act.account, act.at, undoes=act.undoes)
    await session.execute(update(Imported).values(version=new_id()))
    return Change(number, leaf, act.at, act.account, before, after, act.undoes)


def _rows(drafts: Sequence[Draft]) -> tuple[Rows, list[Problem]]:
    rows: Rows = {}
    wrong: list[Problem] = []
    for _, cells in drafts:
        mine, problems = typed(cells)
        wrong += problems
        for table, values in mine.items():
            rows[table] = rows.get(table, []) + values
    return rows, wrong


async def _with_other_units(session: AsyncSession, rows: Rows) -> Rows:
    """A circle may lead through units that are not on the leaf."""
    if "units" not in rows:
        return rows
    model: Any = TABLES["units"]
    names = [column.name for column in columns("units")]
    mine = {row["id"] for row in rows["units"]}
    others = await session.execute(select(*(getattr(model, name) for name in names)).where(model.id.not_in(mine)))
    return {**rows, "units": rows["units"] + [dict(zip(names, row, strict=True)) for row in others.all()]}


async def _known(session: AsyncSession, drafts: Sequence[Draft]) -> dict[str, set[str]]:
    """Every id that these leaves may name, but for those whose leaf is rewritten: they are there only if the draft says so."""
    named = {table for leaf, _ in drafts for other in leaf.tables for table in _named_by(other)}
    rewritten = {
        (table, leaf.key) for leaf, _ in drafts for table, name in leaf.tables.items() if NAMED.get(table) == name
    }
    known: dict[str, set[str]] = {}
    for table, name in NAMED.items():
        if table not in named:
            continue
        model: Any = TABLES[table]
        found: list[Any] = list((await session.execute(select(getattr(model, name)).distinct())).scalars())
        known[table] = {str(id_) for id_ in found if (table, id_) not in rewritten}
    if "attributes" in named:
        asked = select(col(AttributeRow.attribute), col(AttributeRow.type), col(AttributeRow.values))
        known[check.ANSWERS] = check.answers((await session.execute(asked)).mappings().all())
    return known


def _named_by(table: str) -> set[str]:
    """The tables whose ids stand in this one."""
    known = {column.refers for column in columns(table) if column.refers}
    places = {"areas" for column in columns(table) if column.area}
    return known | places | {"attributes" for column in columns(table) if column.conditions}


async def _needed(session: AsyncSession, drafts: Sequence[Draft], rows: Rows) -> list[Problem]:
    """A unit or service may go only when nothing elsewhere names it."""
    wrong: list[Problem] = []
    for leaf, _ in drafts:
        for table, name in leaf.tables.items():
            if NAMED.get(table) != name or any(row[name] == leaf.key for row in rows[table]):
                continue
            naming = await _naming(session, table, leaf, [draft for draft, _ in drafts])
            wrong += [
                Problem(table, None, name, told("{key} is still named in {other}.csv", key=repr(leaf.key), other=other))
                for other in naming
            ]
    return wrong


async def _naming(session: AsyncSession, table: str, leaf: Leaf, rewritten: Sequence[Leaf]) -> list[str]:
    mine = {other for draft in rewritten if draft.key == leaf.key for other in draft.tables}
    naming = []
    for other in TABLES.keys() - mine:
        for column in columns(other):
            if column.refers == table:
                model: Any = TABLES[other]
                named = select(func.count()).select_from(model).where(getattr(model, column.name) == leaf.key)
                if (await session.execute(named)).scalar_one():
                    naming.append(other)
    return sorted(naming)
