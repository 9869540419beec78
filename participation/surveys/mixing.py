"""Puts rows into a table so that their place in the file does not tell which came last.

A random key is not enough: PostgreSQL keeps rows in the order of arrival and stamps each with its transaction, and
SQLite stores the cells of a page in the order of arrival. So a fresh row never goes in alone: up to `COMPANY` other
rows of the survey, drawn at random, are taken out and put in again with it, under new keys, in random order.
The caller holds the survey's lock.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from participation.core.ids import new_id

COMPANY = 31


async def put_mixed(session: AsyncSession, table: Any, survey: str, fresh: Sequence[Mapping[str, Any]]) -> None:
    """Put rows into *table* in random company. A row of the ledger may be there already, alone; then it moves."""
    key = table.id if hasattr(table, "id") else table.person
    known = {row.get(key.key) for row in fresh}
    company = [row for row in await _draw(session, table, key, survey) if row[key.key] not in known]
    await _take_out(session, table, key, survey, [row[key.key] for row in (*company, *fresh) if key.key in row])
    rows = [{**row, "survey": survey, **({"id": new_id()} if key.key == "id" else {})} for row in (*company, *fresh)]
    secrets.SystemRandom().shuffle(rows)
    if rows:
        await session.execute(insert(table), rows)


async def _draw(session: AsyncSession, table: Any, key: Any, survey: str) -> list[dict[str, Any]]:
    """Rows from a random place of the key on, and from the start where the end comes first: keys are random."""
    pivot = new_id()
    columns = list(table.__table__.columns)
    found: list[dict[str, Any]] = []
    for side in (key >= pivot, key < pivot):
        wanted = select(*columns).where(table.survey == survey, side).order_by(key).limit(COMPANY - len(found))
        found += [dict(row) for row in (await session.execute(wanted)).mappings()]
        if len(found) == COMPANY:
            break
    return found


async def _take_out(session: AsyncSession, table: Any, key: Any, survey: str, keys: list[str]) -> None:
    if keys:
        await session.execute(delete(table).where(table.survey == survey, key.in_(keys)))
