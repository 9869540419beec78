"""Reads of this room, as values."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from participation.planning.models import DecisionRow, FindingRow, MeasureRow, StepRow
from participation.planning.values import (
    Decision,
    Finding,
    Happened,
    Measure,
    Outcome,
    Progress,
    State,
    Step,
    Telling,
    Verdict,
)

PUBLIC = (State.FORWARDED.value, State.DECIDED.value)  # what everybody may know


async def finding(session: AsyncSession, finding_id: str) -> Finding | None:
    """Return one finding, or None."""
    return next(iter(await _findings(session, col(FindingRow.id) == finding_id)), None)


async def findings(session: AsyncSession) -> list[Finding]:
    """Return every finding, the newest first."""
    return await _findings(session)


async def outcomes_for(session: AsyncSession, surveys: Sequence[str]) -> list[Outcome]:
    """Return what everybody may know of these surveys' findings: forwarded or decided, the latest news first."""
    found = await _findings(session, col(FindingRow.survey).in_(surveys), col(FindingRow.state).in_(PUBLIC))
    outcomes = [_outcome(one) for one in found]
    return sorted(outcomes, key=lambda one: one.decided_at or one.forwarded_at, reverse=True)


async def latest_surveys(session: AsyncSession, limit: int) -> list[str]:
    """Return the surveys with something everybody may know, the latest news first."""
    news = func.max(
        func.coalesce(col(DecisionRow.decided_at), col(FindingRow.forwarded_at), col(FindingRow.created_at))
    )
    public = (
        select(col(FindingRow.survey))
        .outerjoin(DecisionRow, col(DecisionRow.finding) == col(FindingRow.id))
        .where(col(FindingRow.state).in_(PUBLIC))
        .group_by(col(FindingRow.survey))
    )
    latest = public.order_by(news.desc(), col(FindingRow.survey)).limit(limit)
    return list((await session.execute(latest)).scalars())


async def history(session: AsyncSession, finding_id: str) -> list[Step]:
    """Return who did what with a finding, oldest first."""
    lines = select(StepRow).where(col(StepRow.finding) == finding_id).order_by(col(StepRow.id))
    rows = (await session.execute(lines)).scalars()
    return [Step(row.at, row.by, Happened(row.what), json.loads(row.detail)) for row in rows]


async def to_tell(session: AsyncSession) -> list[Telling]:
    """Return the decided findings whose people have not all been told."""
    columns = select(col(FindingRow.id), col(FindingRow.survey), col(FindingRow.secret))
    rows = (
        await session.execute(columns.where(col(FindingRow.secret).is_not(None)).order_by(col(FindingRow.id)))
    ).all()
    return [Telling(id_, survey, str(secret)) for id_, survey, secret in rows]


async def count_by_state(session: AsyncSession) -> dict[State, int]:
    """Return how many findings stand where."""
    counted = select(col(FindingRow.state), func.count()).group_by(col(FindingRow.state))
    return {State(state): number for state, number in (await session.execute(counted)).all()}


async def _findings(session: AsyncSession, *conditions: ColumnElement[bool]) -> list[Finding]:
    wanted = select(FindingRow).where(*conditions).order_by(col(FindingRow.created_at).desc(), col(FindingRow.id))
    rows = (await session.execute(wanted.execution_options(populate_existing=True))).scalars().all()
    ids = [row.id for row in rows]
    decisions = await _decisions(session, ids)
    measures = await _measures(session, ids)
    return [
        Finding(
            row.id, row.survey, row.organisation, row.release_sha256, json.loads(row.title), json.loads(row.text),
            tuple(json.loads(row.questions)), json.loads(row.figures), State(row.state), row.created_by, row.created_at,
            row.forwarded_by, row.forwarded_at, decisions.get(row.id), tuple(measures[row.id]), row.told_at,
        )
        for row in rows
    ]  # fmt: skip


async def _decisions(session: AsyncSession, ids: Sequence[str]) -> dict[str, Decision]:
    rows = (await session.execute(select(DecisionRow).where(col(DecisionRow.finding).in_(ids)))).scalars()
    return {
        row.finding: Decision(
            row.finding, Verdict(row.outcome), json.loads(row.reason), row.decided_by, row.decided_at
        )
        for row in rows
    }  # fmt: skip


async def _measures(session: AsyncSession, ids: Sequence[str]) -> defaultdict[str, list[Measure]]:
    found: defaultdict[str, list[Measure]] = defaultdict(list)
    wanted = (
        select(MeasureRow).where(col(MeasureRow.finding).in_(ids)).order_by(col(MeasureRow.place), col(MeasureRow.id))
    )
    for row in (await session.execute(wanted.execution_options(populate_existing=True))).scalars():
        found[row.finding].append(
            Measure(row.id, row.finding, json.loads(row.what), row.unit, row.due, Progress(row.state))
        )
    return found


def _outcome(found: Finding) -> Outcome:
    decided = found.decision
    return Outcome(
        found.id, found.survey, found.title, found.text, found.state, found.forwarded_at or found.created_at,
        decided.outcome if decided else None, decided.reason if decided else {},
        decided.decided_at if decided else None, found.measures,
    )  # fmt: skip
