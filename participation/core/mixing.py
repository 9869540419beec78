"""Puts rows into a table so that neither their place nor their transaction tells which came last, or with whom.

A random key is not enough: PostgreSQL keeps rows in the order of arrival and stamps each with its transaction, which is
also that of whoever spoke; SQLite stores the cells of a page in the order of arrival. So a fresh row never goes in alone:
up to `COMPANY` other rows of its group (a survey, a month), drawn at random, are taken out and put in again with it, under
new keys, in random order. Rows that another transaction is moving at this moment are not waited for.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import delete, func, insert, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from participation.core.ids import new_id

COMPANY = 31

Row = dict[str, Any]


async def put_mixed(session: AsyncSession, table: Any, group: Row, fresh: Sequence[Mapping[str, Any]]) -> None:
    """Put rows of a group into *table* in random company. One with a key of its own may be there already, alone; it moves."""
    keys = [column for column in table.__table__.primary_key if column.name not in group]
    mine = [table.__table__.c[name] == value for name, value in group.items()]
    known = [row for row in fresh if all(key.name in row for key in keys)]
    taken = {_key(row, keys) for row in known}
    company = [row for row in await _draw(session, table, mine, keys) if _key(row, keys) not in taken]
    gone = taken | {_key(row, keys) for row in company}
    if gone:
        await session.execute(delete(table).where(*mine, tuple_(*keys).in_(sorted(gone))))
    new = ["id"] if [key.name for key in keys] == ["id"] else []
    rows = [{**row, **group, **{name: new_id() for name in new}} for row in (*company, *fresh)]
    secrets.SystemRandom().shuffle(rows)
    if rows:
        await session.execute(insert(table), rows)


async def _draw(session: AsyncSession, table: Any, mine: Sequence[Any], keys: Sequence[Any]) -> list[Row]:
    """Rows from a random place of the key on, and from the start where the end comes first, if keys are random."""
    wanted = select(*table.__table__.columns).where(*mine).with_for_update(skip_locked=True)
    if len(keys) > 1:
        return await _rows(session, wanted.order_by(func.random()).limit(COMPANY))
    key, pivot, found = keys[0], new_id(), list[Row]()
    for side in (key >= pivot, key < pivot):
        found += await _rows(session, wanted.where(side).order_by(key).limit(COMPANY - len(found)))
        if len(found) == COMPANY:
            break
    return found


async def _rows(session: AsyncSession, wanted: Any) -> list[Row]:
    return [dict(row) for row in (await session.execute(wanted)).mappings()]


def _key(row: Mapping[str, Any], keys: Sequence[Any]) -> tuple[Any, ...]:
    return tuple(row[key.name] for key in keys)
