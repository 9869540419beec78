"""Writes of this room: work is asked for, followed by other work on the same file, dropped."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import CursorResult, delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from participation.core.ids import new_id
from participation.work.errors import FileGone, FileTooLarge, TooMuchWork
from participation.work.models import JobFile, JobRow
from participation.work.values import UPLOAD, State

KEPT = timedelta(days=1)  # after that what was asked for is asked for anew
LARGEST = 20_000_000  # bytes of a file
MOST_WAITING = 5  # jobs of one person that are not over


async def ask(
    session: AsyncSession, kind: str, given: Mapping[str, Any], by: str, now: datetime, *, content: bytes | None = None
) -> str:
    """Write down work to be done; return its id. Raises `TooMuchWork`, `FileTooLarge`."""
    if content is not None and len(content) > LARGEST:
        raise FileTooLarge(megabytes=LARGEST // 1_000_000)
    open_ = col(JobRow.asked_by) == by, col(JobRow.state).in_((State.WAITING, State.RUNNING))
    counted = await session.execute(select(func.count()).select_from(JobRow).where(*open_))
    if counted.scalar_one() >= MOST_WAITING:
        raise TooMuchWork
    id_ = new_id()
    row = {
        "id": id_, "kind": kind, "given": json.dumps(given), "state": State.WAITING, "asked_by": by, "asked_at": now,
        "attempts": 0, "said": "", "places": "{}", "done": 0, "total": 0, "version": 0, "result": "{}",
    }  # fmt: skip
    await session.execute(insert(JobRow).values(row))
    if content is not None:
        await put_file(session, id_, UPLOAD, content)
    return id_


async def follow(
    session: AsyncSession, before: str, kind: str, given: Mapping[str, Any], by: str, now: datetime
) -> str:
    """Ask for other work on the file of a job that is over; of two who do so one has the file. Raises `FileGone`."""
    id_ = await ask(session, kind, given, by, now)
    over = select(col(JobRow.id)).where(
        col(JobRow.id) == before, col(JobRow.state).in_((State.DONE, State.REFUSED, State.FAILED))
    )
    move = update(JobFile).where(col(JobFile.job).in_(over), col(JobFile.name) == UPLOAD).values(job=id_)
    if cast("CursorResult[Any]", await session.execute(move)).rowcount != 1:
        raise FileGone
    return id_


async def drop(session: AsyncSession, id_: str) -> None:
    """Delete a job with its files; whoever works on it finds it lost, and changes nothing."""
    await session.execute(delete(JobFile).where(col(JobFile.job) == id_))
    await session.execute(delete(JobRow).where(col(JobRow.id) == id_))


async def put_file(session: AsyncSession, id_: str, name: str, content: bytes) -> None:
    """Keep a file with a job."""
    await session.execute(delete(JobFile).where(col(JobFile.job) == id_, col(JobFile.name) == name))
    await session.execute(insert(JobFile).values(job=id_, name=name, content=content))


async def forget_upload(session: AsyncSession, id_: str) -> None:
    """Delete what was uploaded: nobody needs it any more."""
    await session.execute(delete(JobFile).where(col(JobFile.job) == id_, col(JobFile.name) == UPLOAD))


async def delete_old(session: AsyncSession, now: datetime) -> None:
    """Delete jobs whose time is over, and every file whose job is gone."""
    await session.execute(delete(JobRow).where(col(JobRow.asked_at) < now - KEPT))
    await session.execute(delete(JobFile).where(col(JobFile.job).not_in(select(col(JobRow.id)))))
