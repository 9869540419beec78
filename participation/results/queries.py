"""Reads of this room, as values."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from participation.results.document import fingerprint, loads
from participation.results.models import ReleaseRow
from participation.results.values import Release


class ReleaseTampered(Exception):
    """A stored release is not what was released."""


async def release(session: AsyncSession, survey: str) -> Release | None:
    """Return the release of a survey, or None."""
    return next(iter(await _releases(session, col(ReleaseRow.survey) == survey)), None)


async def releases(session: AsyncSession, organisations: Sequence[str] | None = None) -> list[Release]:
    """Return the releases of these organisations (units), the latest first; without them, all there are."""
    if organisations is None:
        return await _releases(session)
    return await _releases(session, col(ReleaseRow.organisation).in_(organisations))


async def _releases(session: AsyncSession, *conditions: ColumnElement[bool]) -> list[Release]:
    order = (col(ReleaseRow.released_on).desc(), col(ReleaseRow.survey))
    rows = (await session.execute(select(ReleaseRow).where(*conditions).order_by(*order))).scalars()
    return [_release(row) for row in rows]


def _release(row: ReleaseRow) -> Release:
    if fingerprint(row.document) != row.sha256:
        raise ReleaseTampered(row.survey)
    return Release(loads(row.document), row.released_on, row.sha256)
