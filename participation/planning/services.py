"""Writes of this room: a finding is noted, forwarded, decided once, and measures follow. Every step is kept."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, cast

from sqlalchemy import CursorResult, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from participation.core.errors import Refused
from participation.core.ids import new_id
from participation.planning.errors import (
    AlreadyDecided,
    AlreadyForwarded,
    FindingChanged,
    GermanMissing,
    NoSuchFinding,
    NoSuchMeasure,
    NotForwarded,
    ReasonMissing,
    TextTooLong,
    TooManyMeasures,
)
from participation.planning.models import DecisionRow, FindingRow, MeasureRow, StepRow
from participation.planning.values import BASE, Content, Happened, Plan, Progress, Source, State, Texts, Verdict

#: Characters. Together they fit into one message of any channel.
LONGEST_TITLE, LONGEST_TEXT, LONGEST_REASON, LONGEST_MEASURE = 120, 1000, 1000, 200
MOST_MEASURES = 5


async def note_finding(session: AsyncSession, source: Source, content: Content, by: str, now: datetime) -> str:
    """Keep a draft of what a release shows, with its figures as they are now; return its id."""
    id_ = new_id()
    frozen = {
        "id": id_,
        "survey": source.survey,
        "organisation": source.organisation,
        "release_sha256": source.release_sha256,
        "figures": _json(source.figures),
        "state": State.DRAFT.value,
        "created_by": by,
        "created_at": now,
    }
    await session.execute(insert(FindingRow).values(**frozen, **_checked(content)))
    await _note(session, id_, by, now, Happened.NOTED)
    return id_


async def change_finding(
    session: AsyncSession, finding_id: str, content: Content, by: str, now: datetime, seen: str
) -> str:
    """Replace title, text and questions of a draft; the figures stay. Returns the id.

    Raises `FindingChanged` where *seen*, the fingerprint of what *by* was shown, is not of what stands there.
    """
    if seen != await _fingerprint(session, finding_id):
        raise FindingChanged
    await _move(session, finding_id, State.DRAFT, _checked(content))
    await _note(session, finding_id, by, now, Happened.CHANGED)
    return finding_id


async def forward(session: AsyncSession, finding_id: str, by: str, now: datetime) -> str:
    """Hand a draft to the steering group. Returns the id."""
    handed = {"state": State.FORWARDED.value, "forwarded_by": by, "forwarded_at": now}
    await _move(session, finding_id, State.DRAFT, handed)
    await _note(session, finding_id, by, now, Happened.FORWARDED)
    return finding_id


async def take_back(session: AsyncSession, finding_id: str, by: str, now: datetime) -> str:
    """Make a draft again of a finding that was forwarded and not decided. Returns the id."""
    again = {"state": State.DRAFT.value, "forwarded_by": None, "forwarded_at": None}
    await _move(session, finding_id, State.FORWARDED, again)
    await _note(session, finding_id, by, now, Happened.TAKEN_BACK)
    return finding_id


async def decide(
    session: AsyncSession, finding_id: str, outcome: str, reason: Texts, by: str, now: datetime,
    measures: Sequence[Plan] = (),
) -> str:  # fmt: skip
    """Decide a forwarded finding, once; people are told right afterwards, with the *measures* given. Returns the id.

    *outcome* is one of `Verdict`; only an accepted finding needs no reason.
    """
    verdict, kept = Verdict(outcome), _texts(reason, "reason", LONGEST_REASON, needed=False)
    if verdict is not Verdict.ACCEPTED and not kept:
        raise ReasonMissing
    await _move(session, finding_id, State.FORWARDED, {"state": State.DECIDED.value, "secret": secrets.token_hex(32)})
    decision = {"finding": finding_id, "outcome": verdict.value, "reason": _json(kept)}
    await session.execute(insert(DecisionRow).values(**decision, decided_by=by, decided_at=now))
    await _note(session, finding_id, by, now, Happened.DECIDED, outcome=verdict.value)
    for plan in measures:
        await add_measure(session, finding_id, plan, by, now)
    return finding_id


async def add_measure(session: AsyncSession, finding_id: str, plan: Plan, by: str, now: datetime) -> str:
    """Note what will be done about a finding that was forwarded or decided; return the measure's id."""
    what = _texts(plan.what, "measure", LONGEST_MEASURE)
    if (await _held(session, finding_id)) is State.DRAFT:
        raise NotForwarded
    counted = select(func.count()).select_from(MeasureRow).where(col(MeasureRow.finding) == finding_id)
    place = int((await session.execute(counted)).scalar_one())
    if place >= MOST_MEASURES:
        raise TooManyMeasures(most=MOST_MEASURES)
    id_ = new_id()
    values = {"id": id_, "finding": finding_id, "place": place, "what": _json(what), "unit": plan.unit, "due": plan.due}
    await session.execute(insert(MeasureRow).values(**values, state=Progress.PLANNED.value))
    await _note(session, finding_id, by, now, Happened.MEASURE_ADDED, measure=id_, unit=plan.unit)
    return id_


async def change_measure_state(session: AsyncSession, measure_id: str, state: str, by: str, now: datetime) -> str:
    """Note how far a measure has come (`Progress`); return its id."""
    progress = Progress(state)
    wanted = select(col(MeasureRow.finding), col(MeasureRow.state)).where(col(MeasureRow.id) == measure_id)
    row = (await session.execute(wanted.with_for_update())).first()
    if row is None:
        raise NoSuchMeasure
    if row.state != progress:
        await session.execute(update(MeasureRow).where(col(MeasureRow.id) == measure_id).values(state=progress.value))
        detail = {"measure": measure_id, "before": row.state, "after": progress.value}
        await _note(session, row.finding, by, now, Happened.MEASURE_CHANGED, **detail)
    return measure_id


async def finish_telling(session: AsyncSession, finding_id: str, now: datetime) -> bool:
    """Note that everybody was told about a finding, and erase its secret: nobody can tell which key was whose.

    Returns whether nothing more is to be told about its survey: no other finding waits for a decision or for telling.
    """
    survey = select(col(FindingRow.survey)).where(col(FindingRow.id) == finding_id).scalar_subquery()
    others = select(col(FindingRow.id), col(FindingRow.state), col(FindingRow.secret))
    held = others.where(col(FindingRow.survey) == survey).order_by(col(FindingRow.id)).with_for_update()
    rows = (await session.execute(held)).all()
    if any(row.id == finding_id and row.secret for row in rows):
        told = {"told_at": now, "secret": None}
        await session.execute(update(FindingRow).where(col(FindingRow.id) == finding_id).values(**told))
        await _note(session, finding_id, "", now, Happened.TOLD)
    return not any(row.id != finding_id and (row.state == State.FORWARDED or row.secret) for row in rows)


async def _move(session: AsyncSession, finding_id: str, state: State, values: Mapping[str, Any]) -> None:
    """Change a finding in one statement, if it stands at *state*: of two at once one wins."""
    mine = col(FindingRow.id) == finding_id, col(FindingRow.state) == state.value
    changed = await session.execute(update(FindingRow).where(*mine).values(**values))
    if cast("CursorResult[Any]", changed).rowcount:
        return
    raise _refusal(await _held(session, finding_id))


def _refusal(state: State) -> Refused:
    """What to say of a finding that stands elsewhere than it should."""
    match state:
        case State.DECIDED:
            return AlreadyDecided()
        case State.FORWARDED:
            return AlreadyForwarded()
        case _:
            return NotForwarded()


async def _fingerprint(session: AsyncSession, finding_id: str) -> str:
    """The fingerprint of a draft, held until the transaction ends."""
    kept = (col(FindingRow.title), col(FindingRow.text), col(FindingRow.questions))
    if (state := await _held(session, finding_id)) is not State.DRAFT:
        raise _refusal(state)
    row = (await session.execute(select(*kept).where(col(FindingRow.id) == finding_id))).one()
    return Content(json.loads(row.title), json.loads(row.text), tuple(json.loads(row.questions))).fingerprint


async def _held(session: AsyncSession, finding_id: str) -> State:
    """The state of a finding, held until the transaction ends."""
    wanted = select(col(FindingRow.state)).where(col(FindingRow.id) == finding_id).with_for_update()
    state = (await session.execute(wanted)).scalar_one_or_none()
    if state is None:
        raise NoSuchFinding
    return State(state)


async def _note(session: AsyncSession, finding_id: str, by: str, now: datetime, what: Happened, **detail: str) -> None:
    line = {"finding": finding_id, "at": now, "by": by, "what": what.value, "detail": _json(detail)}
    await session.execute(insert(StepRow).values(**line))


def _checked(content: Content) -> dict[str, str]:
    return {
        "title": _json(_texts(content.title, "title", LONGEST_TITLE)),
        "text": _json(_texts(content.text, "text", LONGEST_TEXT)),
        "questions": _json(list(content.questions)),
    }


def _texts(texts: Texts, field: str, most: int, *, needed: bool = True) -> Texts:
    """The texts that say something; German must be among them, unless none is needed and none is there."""
    kept = {language: text.strip() for language, text in texts.items() if text.strip()}
    if BASE not in kept and (needed or kept):
        raise GermanMissing(field)
    if any(len(text) > most for text in kept.values()):
        raise TextTooLong(field, most)
    return kept


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
