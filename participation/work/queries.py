"""Reads of this room, as values."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from participation.core.text import Text
from participation.work.models import JobFile, JobRow
from participation.work.values import Job, State

COLUMNS: tuple[Any, ...] = tuple(
    col(getattr(JobRow, name))
    for name in (
        "id", "kind", "given", "state", "asked_by", "asked_at", "said", "places", "done", "total", "version", "result"
    )
)  # fmt: skip


async def job(session: AsyncSession, id_: str) -> Job | None:
    """Return one job."""
    row = (await session.execute(select(*COLUMNS).where(col(JobRow.id) == id_))).first()
    return value(row) if row else None


async def jobs(session: AsyncSession, kinds: Sequence[str], most: int = 20) -> list[Job]:
    """Return the latest jobs of these kinds, latest first."""
    wanted = select(*COLUMNS).where(col(JobRow.kind).in_(kinds)).order_by(col(JobRow.asked_at).desc()).limit(most)
    return [value(row) for row in (await session.execute(wanted)).all()]


async def version(session: AsyncSession, id_: str) -> tuple[str, int] | None:
    """Return what changes whenever the job's page would."""
    wanted = select(col(JobRow.state), col(JobRow.version)).where(col(JobRow.id) == id_)
    row = (await session.execute(wanted)).first()
    return (row.state, row.version) if row else None


async def file(session: AsyncSession, id_: str, name: str) -> bytes | None:
    """Return a file of a job."""
    wanted = select(col(JobFile.content)).where(col(JobFile.job) == id_, col(JobFile.name) == name)
    return (await session.execute(wanted)).scalar_one_or_none()


async def has_file(session: AsyncSession, id_: str, name: str) -> bool:
    """Return whether a job has this file, without reading it."""
    wanted = select(col(JobFile.name)).where(col(JobFile.job) == id_, col(JobFile.name) == name)
    return (await session.execute(wanted)).first() is not None


def value(row: Any) -> Job:
    """Make the value of a row of `COLUMNS`."""
    return Job(
        row.id, row.kind, json.loads(row.given), State(row.state), row.asked_by, row.asked_at,
        Text(row.said, places=json.loads(row.places)), row.done, row.total, row.version, json.loads(row.result),
    )  # fmt: skip
