"""Closes surveys whose time is over: released and put away in one transaction, by one worker."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from participation.core.clock import BERLIN
from participation.core.db import Database
from participation.core.space import NothingStored
from participation.results.disclosure import release_table
from participation.results.services import release
from participation.results.tally import Watch, tally, unwatched
from participation.results.values import Asked, Heading, Label, Sheet, Table
from participation.surveys.definition import Definition, Kind, Question
from participation.surveys.errors import NotOpen
from participation.surveys.logic import Answer, relevant
from participation.surveys.queries import Sheets, Survey, all_sheets, due_for_closing, progress, survey
from participation.surveys.services import close_survey, put_away
from participation.work.queries import jobs
from participation.work.services import ask
from participation.work.values import RELEASE

MANY = 2000  # answers from which on a release is long work: fewer are counted within a moment
STEP = 500  # answers between two notes of how far it is
AGAIN = timedelta(minutes=10)  # until a release that failed is asked for anew
MOST = 100  # jobs looked through for one that is under way

log = logging.getLogger(__name__)


async def close_due(database: Database, now: datetime) -> int:
    """Close and release every survey whose time is over; return how many. Costs one read when there is none."""
    async with database.reading() as session:
        due = await due_for_closing(session, now)
    closed = 0
    for survey_id in due:
        try:
            async with database.writing() as session:
                if await _long(session, survey_id):
                    await ask_for_release(session, survey_id, now)
                else:
                    closed += await close(session, survey_id, now)
        except NothingStored:  # the disk is full, which was told
            raise
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
    await release_counted(session, table(found, await all_sheets(session, survey_id)), now)
    return True


async def release_counted(session: AsyncSession, counted: Table, now: datetime) -> None:
    """Store the one release and delete the sheets it was counted from. Raises `AlreadyReleased`."""
    await put_away(session, counted.heading.survey)
    await release(session, counted, now.astimezone(BERLIN).date())


async def _long(session: AsyncSession, survey_id: str) -> bool:
    return (await progress(session, survey_id) or 0) >= MANY


async def ask_for_release(session: AsyncSession, survey_id: str, now: datetime) -> None:
    """Close a survey of very many and let its release be long work, with a bar; ask once, and again after a while if it failed."""
    with contextlib.suppress(NotOpen):
        await close_survey(session, survey_id, now)
    asked = [job for job in await jobs(session, (RELEASE,), MOST) if job.given.get("survey") == survey_id]
    if not any(not job.over or now - job.asked_at < AGAIN for job in asked):
        await ask(session, RELEASE, {"survey": survey_id}, f"survey {survey_id}", now)


def table(found: Survey, answered: Sheets, watch: Watch = unwatched) -> Table:
    """What may be told of these sheets, in the words of the results room."""
    definition = found.definition
    heading = Heading(found.id, found.code, found.organisation, definition.title, definition.languages)
    sheets = []
    for number, answers in enumerate(answered.sheets, start=1):
        sheets.append(_sheet(definition, answers))
        if number % STEP == 0:
            watch("answers", number, len(answered.sheets))
    questions = [_asked(question) for question in definition.questions]
    return release_table(heading, len(sheets), tally(questions, sheets, answered.texts, watch))


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
