"""Reads of this room, as values."""

from __future__ import annotations

import json
import secrets
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from participation.surveys.definition import Definition, Texts, loads
from participation.surveys.logic import Answers
from participation.surveys.models import LedgerRow, SheetRow, SurveyRow, WordsRow

STEP, FIRST_SHOWN = 10, 20  # how exactly it is told how many took part while a survey runs


@dataclass(frozen=True, slots=True)
class Survey:
    """A survey as it stands. *state*: draft, open, closed or released; *sha256* of the frozen definition."""

    id: str
    code: str
    organisation: str
    definition: Definition
    sha256: str | None
    state: str
    opens_at: datetime | None
    closes_at: datetime | None
    created_by: str
    told_at: datetime | None

    def takes_answers(self, now: datetime) -> bool:
        """Whether somebody may take part at this moment."""
        return bool(self.state == "open" and self.opens_at and self.closes_at and self.opens_at <= now < self.closes_at)


@dataclass(frozen=True, slots=True)
class TookPart:
    """That a person took part in a survey, and whether they want to hear what became of it."""

    survey: str
    code: str
    title: Texts
    wants_to_hear: bool


@dataclass(frozen=True, slots=True)
class Sheets:
    """Everything answered in a survey: choices per sheet in random order, how many texts per question."""

    sheets: list[Answers]
    texts: dict[str, int]


async def survey(session: AsyncSession, survey_id: str) -> Survey | None:
    """Return one survey, or None."""
    return next(iter(await _surveys(session, col(SurveyRow.id) == survey_id)), None)


async def survey_by_code(session: AsyncSession, code: str) -> Survey | None:
    """Return the survey a link points to, in whatever state it is, or None; letters may be small or capital."""
    return next(iter(await _surveys(session, col(SurveyRow.code) == code.strip().lower())), None)


async def open_surveys(session: AsyncSession, now: datetime) -> list[Survey]:
    """Return the surveys anybody may take part in now, the one that closes first at the beginning."""
    running = (col(SurveyRow.state) == "open", col(SurveyRow.opens_at) <= now, col(SurveyRow.closes_at) > now)
    return await _surveys(session, *running)


async def surveys_of(session: AsyncSession, organisations: Sequence[str] | None = None) -> list[Survey]:
    """Return all surveys of these organisations (units); without them, all there are."""
    if organisations is None:
        return await _surveys(session)
    return await _surveys(session, col(SurveyRow.organisation).in_(organisations))


async def these_surveys(session: AsyncSession, survey_ids: Sequence[str]) -> list[Survey]:
    """Return these surveys, in whatever state they are."""
    return await _surveys(session, col(SurveyRow.id).in_(survey_ids))


async def due_for_closing(session: AsyncSession, now: datetime) -> list[str]:
    """Return the ids of surveys whose time is over and whose results have not been released."""
    over = (col(SurveyRow.state).in_(("open", "closed")), col(SurveyRow.closes_at) <= now)
    return list((await session.execute(select(col(SurveyRow.id)).where(*over))).scalars())


async def took_part(session: AsyncSession, person: str) -> list[TookPart]:
    """Return the surveys somebody took part in; never what they answered: that is not known."""
    wanted = (
        select(col(SurveyRow.id), col(SurveyRow.code), col(SurveyRow.definition), col(LedgerRow.wants_to_hear))
        .join(LedgerRow, col(LedgerRow.survey) == col(SurveyRow.id))
        .where(col(LedgerRow.person) == person)
        .order_by(col(SurveyRow.closes_at), col(SurveyRow.id))
    )
    rows = (await session.execute(wanted)).all()
    return [TookPart(id_, code, loads(document).title, wants) for id_, code, document, wants in rows]


async def export_person(session: AsyncSession, person: str) -> list[dict[str, Any]]:
    """Return what this room holds about somebody, for the copy of their data."""
    return [
        {"survey": taken.code, "title": taken.title, "wants_to_hear_the_outcome": taken.wants_to_hear}
        for taken in await took_part(session, person)
    ]


async def ledger_to_tell(
    session: AsyncSession, survey_id: str, *, after: str = "", limit: int | None = None
) -> list[str]:
    """Return who took part and wants to hear what became of it, in an order that says nothing; *after* somebody."""
    wanted = (col(LedgerRow.survey) == survey_id, col(LedgerRow.wants_to_hear).is_(True), col(LedgerRow.person) > after)
    persons = select(col(LedgerRow.person)).where(*wanted).order_by(col(LedgerRow.person)).limit(limit)
    return list((await session.execute(persons)).scalars())


async def progress(session: AsyncSession, survey_id: str) -> int | None:
    """Return n for "more than n took part", in steps of ten from 20 on; None below that."""
    return (await progress_of_each(session, [survey_id]))[survey_id]


async def progress_of_each(session: AsyncSession, survey_ids: Sequence[str]) -> dict[str, int | None]:
    """Return the progress of several surveys, by their ids."""
    counted = select(col(SheetRow.survey), func.count()).where(col(SheetRow.survey).in_(survey_ids))
    rows = await session.execute(counted.group_by(col(SheetRow.survey)))
    return dict.fromkeys(survey_ids) | {survey: more_than(count) for survey, count in rows.all()}


async def all_sheets(session: AsyncSession, survey_id: str) -> Sheets:
    """Return everything answered in a survey, for its release."""
    found = select(col(SheetRow.answers)).where(col(SheetRow.survey) == survey_id)
    sheets: list[Answers] = [json.loads(answers) for answers in (await session.execute(found)).scalars()]
    secrets.SystemRandom().shuffle(sheets)
    written = select(col(WordsRow.question)).where(col(WordsRow.survey) == survey_id)
    return Sheets(sheets, dict(Counter((await session.execute(written)).scalars())))


def more_than(count: int) -> int | None:
    """Return the largest step of ten below *count*, from 20 on."""
    step = (count - 1) // STEP * STEP
    return step if step >= FIRST_SHOWN else None


async def _surveys(session: AsyncSession, *conditions: ColumnElement[bool]) -> list[Survey]:
    wanted = select(SurveyRow).where(*conditions).order_by(col(SurveyRow.closes_at), col(SurveyRow.id))
    return [
        Survey(
            row.id, row.code, row.organisation, loads(row.definition), row.sha256, row.state, row.opens_at,
            row.closes_at, row.created_by, row.told_at,
        )
        for row in (await session.execute(wanted)).scalars()
    ]  # fmt: skip
