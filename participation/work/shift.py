"""Who does a job: claimed by one worker, kept while it gives signs of life, ended by whoever has it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import ColumnElement, CursorResult, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from participation.core.text import Text
from participation.work.errors import BrokenOff, LostJob
from participation.work.models import JobRow
from participation.work.queries import COLUMNS, value
from participation.work.values import Job, Progress, State

LEASE = timedelta(seconds=8)  # a killed worker's job is taken over after this
MOST_ATTEMPTS = 3  # a job that kills whoever does it is given up


async def any_waiting(session: AsyncSession, kinds: Sequence[str], now: datetime) -> bool:
    """Return whether there is something to claim."""
    return (await session.execute(select(col(JobRow.id)).where(_free(kinds, now)).limit(1))).first() is not None


async def claim(session: AsyncSession, kinds: Sequence[str], holder: str, now: datetime) -> Job | None:
    """Take the job that waits longest; nobody else gets it while it is held."""
    await _give_up(session, kinds, now)
    picked = (
        select(col(JobRow.id))
        .where(_free(kinds, now))
        .order_by(col(JobRow.asked_at), col(JobRow.id))
        .limit(1)
        .with_for_update(skip_locked=True)
    ).cte("picked")
    taken = (
        update(JobRow)
        .where(col(JobRow.id).in_(select(picked.c.id)))
        .values(
            state=State.RUNNING, holder=holder, held_until=now + LEASE, attempts=col(JobRow.attempts) + 1,
            version=col(JobRow.version) + 1,
        )
        .returning(*COLUMNS)
    )  # fmt: skip
    row = (await session.execute(taken)).first()
    return value(row) if row else None


async def beat(session: AsyncSession, id_: str, holder: str, now: datetime, progress: Progress | None) -> bool:
    """Give a sign of life and note how far it is; False if the job is somebody else's now, or gone."""
    noted = _noted(progress.said, done=progress.done, total=progress.total) if progress else {}
    kept = update(JobRow).where(_mine(id_, holder)).values(held_until=now + LEASE, **noted)
    return bool(cast("CursorResult[Any]", await session.execute(kept)).rowcount)


async def finish(session: AsyncSession, id_: str, holder: str, now: datetime, result: Mapping[str, Any]) -> None:
    """End it, in the transaction that holds its effect: both stand or neither. Raises `LostJob`."""
    ended = {"state": State.DONE, "ended_at": now, "result": json.dumps(result, ensure_ascii=False)}
    await _end(session, id_, holder, ended)


async def refuse(
    session: AsyncSession, id_: str, holder: str, now: datetime, why: Text, result: Mapping[str, Any] | None = None
) -> None:
    """End it without a result, and say why. Raises `LostJob`."""
    ended = {"state": State.REFUSED, "ended_at": now, "result": json.dumps(result or {}, ensure_ascii=False)}
    await _end(session, id_, holder, {**ended, **_noted(why)})


async def fail(session: AsyncSession, id_: str, holder: str, now: datetime) -> None:
    """Say that it was broken off by a mistake of ours, unless somebody else has it."""
    broken = (
        update(JobRow).where(_mine(id_, holder)).values(state=State.FAILED, ended_at=now, **_noted(BrokenOff().text))
    )
    await session.execute(broken)


async def give_back(session: AsyncSession, id_: str, holder: str) -> None:
    """Let somebody else do it at once, as if it had not been begun."""
    back = {"state": State.WAITING, "holder": None, "held_until": None, "attempts": col(JobRow.attempts) - 1}
    await session.execute(update(JobRow).where(_mine(id_, holder)).values(version=col(JobRow.version) + 1, **back))


async def _give_up(session: AsyncSession, kinds: Sequence[str], now: datetime) -> None:
    tried = _abandoned(now) & col(JobRow.kind).in_(kinds) & (col(JobRow.attempts) >= MOST_ATTEMPTS)
    await session.execute(
        update(JobRow).where(tried).values(state=State.FAILED, ended_at=now, **_noted(BrokenOff().text))
    )


async def _end(session: AsyncSession, id_: str, holder: str, values: dict[str, Any]) -> None:
    ended = update(JobRow).where(_mine(id_, holder)).values(**{"version": col(JobRow.version) + 1, **values})
    if cast("CursorResult[Any]", await session.execute(ended)).rowcount != 1:
        raise LostJob


def _free(kinds: Sequence[str], now: datetime) -> ColumnElement[bool]:
    return col(JobRow.kind).in_(kinds) & ((col(JobRow.state) == State.WAITING) | _abandoned(now))


def _abandoned(now: datetime) -> ColumnElement[bool]:
    return (col(JobRow.state) == State.RUNNING) & (col(JobRow.held_until) < now)


def _mine(id_: str, holder: str) -> ColumnElement[bool]:
    return (col(JobRow.id) == id_) & (col(JobRow.holder) == holder) & (col(JobRow.state) == State.RUNNING)


def _noted(said: Text, **more: Any) -> dict[str, Any]:
    return {"said": said.one, "places": json.dumps(said.places), "version": col(JobRow.version) + 1, **more}
