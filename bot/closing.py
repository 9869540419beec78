"""Closes surveys whose time is over: released and put away in one transaction, by one worker."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from participation.core.clock import BERLIN
from participation.core.db import Database
from participation.results.disclosure import release_table
from participation.results.services import release
from participation.results.tally import tally
from participation.results.values import Asked, Heading, Label, Sheet, Table
from participation.surveys.definition import Definition, Kind, Question
from participation.surveys.errors import NotOpen
from participation.surveys.logic import Answer, relevant
from participation.surveys.queries import Sheets, Survey, all_sheets, due_for_closing, survey
from participation.surveys.services import close_survey, put_away

log = logging.getLogger(__name__)


async def close_due(database: Database, now: datetime) -> int:
    """Close and release every survey whose time is over; return how many. Costs one read when there is none."""
    async with database.reading() as session:
        due = await due_for_closing(session, now)
    closed = 0
    for survey_id in due:
        try:
            async with database.writing() as session:
                closed += await close(session, survey_id, now)
        except Exception:  # told; the other surveys are closed, and this one is tried again
            log.exception("closing a survey failed", extra={"action": "closing_failed", "survey": survey_id})
    return closed


async def close(session: AsyncSession, survey_id: str, now: datetime) -> bool:
    """Close a survey, store its release, delete its sheets. Returns False where another worker has done it."""
    with contextlib.suppress(NotOpen):  # a clerk has closed it; it is locked all the same
        await close_survey(session, survey_id, now)
    found = await survey(session, survey_id)
    if found is None or found.state != "closed":
        return False
    await release(session, table(found, await all_sheets(session, survey_id)), now.astimezone(BERLIN).date())
    await put_away(session, survey_id)
    return True


def table(found: Survey, answered: Sheets) -> Table:
    """What may be told of these sheets, in the words of the results room."""
    definition = found.definition
    heading = Heading(found.id, found.code, found.organisation, definition.title, definition.languages)
    sheets = [_sheet(definition, answers) for answers in answered.sheets]
    questions = [_asked(question) for question in definition.questions]
    return release_table(heading, len(sheets), tally(questions, sheets, answered.texts))


def _asked(question: Question) -> Asked:
    labels = {choice.code: choice.text for choice in question.choices}
    skip = question.only_if
    return Asked(
        question.code, question.kind.value, question.text,
        tuple(Label(code, labels.get(code, {"de": code})) for code in question.codes), question.optional,
        (skip.question, skip.any_of) if skip else None, question.low, question.high,
    )  # fmt: skip


def _sheet(definition: Definition, answers: Mapping[str, Answer]) -> Sheet:
    """What one person was asked, and their codes; own words lie elsewhere and are counted there."""
    return {question.code: _codes(question, answers.get(question.code)) for question in relevant(definition, answers)}


def _codes(question: Question, answer: Answer) -> tuple[str, ...] | None:
    if question.kind is Kind.TEXT:
        return ()
    if answer is None:
        return None
    return tuple(answer) if isinstance(answer, list) else (str(answer),)
