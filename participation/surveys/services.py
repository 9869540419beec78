"""Writes of this room: surveys come, open, take answers, close, and leave no sheets behind."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import CursorResult, delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from participation.core.db import insert_new
from participation.core.ids import new_id, plain_code
from participation.core.mixing import put_mixed
from participation.surveys.check import problems
from participation.surveys.definition import Definition, Kind, dumps, fingerprint, lacking, loads
from participation.surveys.errors import (
    AlreadyOpen,
    AlreadyReleased,
    AlreadyTookPart,
    AnswersDoNotFit,
    ClosesTooEarly,
    NoSuchSurvey,
    NotComplete,
    NotFinished,
    NotOpen,
    SurveyChanged,
    SurveyClosed,
    SurveyCodeTaken,
    UnreadableSurvey,
)
from participation.surveys.logic import Answer, Answers, asked, clean, wrong
from participation.surveys.models import LedgerRow, SheetRow, SurveyRow, WordsRow

CODE_LENGTH = 8
KEPT_AFTER_FEEDBACK = timedelta(days=90)
KEPT_AT_MOST = timedelta(days=730)  # after closing, where nobody ever gives feedback


async def create_survey(session: AsyncSession, definition: Definition, by: str) -> str:
    """Keep a draft and return its id; texts may still be missing. *by* is the staff account."""
    if wrongs := problems(definition):
        raise UnreadableSurvey([problem.sentence for problem in wrongs])
    id_, code = new_id(), (definition.code or plain_code(CODE_LENGTH)).lower()
    values = {
        "id": id_,
        "code": code,
        "organisation": definition.organisation,
        "definition": dumps(replace(definition, code=code)),
        "state": "draft",
        "created_by": by,
    }
    if not await insert_new(session, SurveyRow, values):
        raise SurveyCodeTaken(code=code)
    return id_


async def change_survey(session: AsyncSession, survey_id: str, definition: Definition, seen: str | None = None) -> str:
    """Replace a draft; its code and organisation stay. Returns the id.

    Raises `SurveyChanged` where *seen*, the fingerprint of what somebody was shown, is not of what stands there.
    """
    row = await _locked(session, survey_id)
    if row.state != "draft":
        raise AlreadyOpen
    if seen is not None and seen != fingerprint(dumps(loads(row.definition))):
        raise SurveyChanged
    if wrongs := problems(definition):
        raise UnreadableSurvey([problem.sentence for problem in wrongs])
    document = dumps(replace(definition, organisation=row.organisation, code=row.code))
    await session.execute(update(SurveyRow).where(col(SurveyRow.id) == survey_id).values(definition=document))
    return survey_id


async def delete_draft(session: AsyncSession, survey_id: str) -> str:
    """Delete a survey that was never opened."""
    if (await _locked(session, survey_id)).state != "draft":
        raise AlreadyOpen
    await session.execute(delete(SurveyRow).where(col(SurveyRow.id) == survey_id))
    return survey_id


async def open_survey(
    session: AsyncSession, survey_id: str, now: datetime, closes_at: datetime, opens_at: datetime | None = None
) -> str:
    """Freeze the questions and let people take part from *opens_at* (now) until *closes_at*. Returns the code."""
    row = await _locked(session, survey_id)
    if row.state != "draft":
        raise AlreadyOpen
    if gaps := lacking(loads(row.definition)):
        raise NotComplete(gaps)
    begins = max(opens_at or now, now)
    if closes_at <= begins:
        raise ClosesTooEarly
    frozen = {"sha256": fingerprint(row.definition), "state": "open", "opens_at": begins, "closes_at": closes_at}
    await session.execute(update(SurveyRow).where(col(SurveyRow.id) == survey_id).values(**frozen))
    return row.code


async def close_survey(session: AsyncSession, survey_id: str, now: datetime, by: str | None = None) -> str:
    """Take no more answers. *by* is the staff account, None when its date has come. Returns the id."""
    row = await _locked(session, survey_id)
    if row.state != "open":
        raise NotOpen
    closes_at = min(row.closes_at or now, now)
    ended = {"state": "closed", "closes_at": closes_at, "closed_by": by}
    await session.execute(update(SurveyRow).where(col(SurveyRow.id) == survey_id).values(**ended))
    return survey_id


async def send_sheet(
    session: AsyncSession, survey_id: str, person: str, answers: dict[str, Answer], wants_to_hear: bool, now: datetime
) -> bool:
    """Take one person's answers, once. The ledger notes who, the sheet what; nothing joins them. Returns True."""
    return await send_sheets(session, survey_id, [(person, answers, wants_to_hear)], now) == 1


async def send_sheets(
    session: AsyncSession, survey_id: str, sent: Sequence[tuple[str, dict[str, Answer], bool]], now: datetime
) -> int:
    """Take the answers of several persons, each once: all of them, or none. Returns how many."""
    row = await _locked(session, survey_id)
    if row.state != "open" or not (row.opens_at and row.closes_at and row.opens_at <= now < row.closes_at):
        raise SurveyClosed
    definition = loads(row.definition)
    for _, answers, _ in sent:
        if wrong(definition, answers):
            raise AnswersDoNotFit
        if asked(definition, answers) is not None:
            raise NotFinished
    entries = [{"survey": survey_id, "person": person, "wants_to_hear": wants} for person, _, wants in sent]
    for entry in entries:
        if not await insert_new(session, LedgerRow, entry):
            raise AlreadyTookPart
    await put_mixed(session, LedgerRow, {"survey": survey_id}, entries)
    await _lay_down(session, definition, survey_id, [clean(definition, answers) for _, answers, _ in sent])
    return len(sent)


async def change_wish(session: AsyncSession, survey_id: str, person: str, wants_to_hear: bool) -> bool:
    """Note whether somebody who took part wants to hear the outcome; return what is noted now."""
    await _locked(session, survey_id)
    mine = (col(LedgerRow.survey) == survey_id, col(LedgerRow.person) == person)
    await session.execute(update(LedgerRow).where(*mine).values(wants_to_hear=wants_to_hear))
    return wants_to_hear


async def note_told(session: AsyncSession, survey_id: str, now: datetime) -> bool:
    """Note that those who took part were told the outcome: their names go after `KEPT_AFTER_FEEDBACK`."""
    await session.execute(update(SurveyRow).where(col(SurveyRow.id) == survey_id).values(told_at=now))
    return True


async def put_away(session: AsyncSession, survey_id: str) -> bool:
    """Delete every sheet of a closed survey: its release has been stored in this same transaction."""
    row = await _locked(session, survey_id)
    if row.state == "released":
        raise AlreadyReleased
    if row.state != "closed":
        raise NotOpen
    await session.execute(delete(SheetRow).where(col(SheetRow.survey) == survey_id))
    await session.execute(delete(WordsRow).where(col(WordsRow.survey) == survey_id))
    await session.execute(update(SurveyRow).where(col(SurveyRow.id) == survey_id).values(state="released"))
    return True


async def forget_person(session: AsyncSession, person: str) -> int:
    """Delete that somebody took part; return in how many surveys.

    Their sheets stay in the count: nobody can tell which they are, and that is what was promised.
    """
    mine = select(col(LedgerRow.survey)).where(col(LedgerRow.person) == person)
    locked = select(col(SurveyRow.id)).where(col(SurveyRow.id).in_(mine)).order_by(col(SurveyRow.id))
    await session.execute(locked.with_for_update())  # rows of the ledger move while a sheet is taken in
    return _count(await session.execute(delete(LedgerRow).where(col(LedgerRow.person) == person)))


async def delete_old(
    session: AsyncSession,
    now: datetime,
    after_feedback: timedelta = KEPT_AFTER_FEEDBACK,
    at_most: timedelta = KEPT_AT_MOST,
) -> int:
    """Delete who took part in surveys whose feedback is old, or which closed long ago; return how many entries."""
    told = col(SurveyRow.told_at) < now - after_feedback
    ended = col(SurveyRow.state).in_(("closed", "released")) & (col(SurveyRow.closes_at) < now - at_most)
    old = select(col(SurveyRow.id)).where(told | ended)
    return _count(await session.execute(delete(LedgerRow).where(col(LedgerRow.survey).in_(old))))


async def _lay_down(session: AsyncSession, definition: Definition, survey_id: str, sheets: Sequence[Answers]) -> None:
    """Keep what each chose as one sheet, and each answer in own words by itself."""
    written = [question.code for question in definition.questions if question.kind is Kind.TEXT]
    chosen = [{code: answer for code, answer in answers.items() if code not in written} for answers in sheets]
    fresh = [{"answers": json.dumps(sheet, ensure_ascii=False, separators=(",", ":"))} for sheet in chosen]
    await put_mixed(session, SheetRow, {"survey": survey_id}, fresh)
    words = [{"question": code, "words": answers[code]} for answers in sheets for code in written if code in answers]
    if written:  # even if this person left them out: a text that stays where it is keeps the mark of its writer
        await put_mixed(session, WordsRow, {"survey": survey_id}, words)


async def _locked(session: AsyncSession, survey_id: str) -> SurveyRow:
    """The survey, held until the transaction ends: sheets come in one by one and none after closing."""
    wanted = select(SurveyRow).where(col(SurveyRow.id) == survey_id).with_for_update()
    row = (await session.execute(wanted.execution_options(populate_existing=True))).scalar_one_or_none()
    if row is None:
        raise NoSuchSurvey
    return row


def _count(result: Any) -> int:
    return int(cast("CursorResult[Any]", result).rowcount)
