"""The demo's surveys: one that runs, and one that invented people have answered and that is released."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncSession

from bot.closing import close
from participation.core.ids import new_id
from participation.surveys.definition import Definition, Kind, Question
from participation.surveys.formats.as_yaml import read_survey
from participation.surveys.logic import Answer, Answers, asked
from participation.surveys.services import create_survey, open_survey, send_sheets

FOLDER = Path(__file__).resolve().parents[1] / "participation" / "demo"
RUNS = timedelta(days=30)
BEGAN, ENDED = timedelta(days=45), timedelta(days=15)  # before the first start: the survey that is over
INVENTED = 84  # people; enough for every question to show something
BY = "demo"
#: How likely each answer is, by question; what is not named is as likely as its neighbours.
LIKELY = {
    "lives": (46, 22, 16),
    "course": (38, 20, 26),
    "why-not": (60, 45, 30, 5),
    "when": (35, 15, 50, 40),
    "content": (14, 24, 26, 22, 14),
    "wish": (40,),
}


async def settle(session: AsyncSession, now: datetime) -> None:
    """Open the survey of the demo, and let the other one have been answered, closed and released."""
    running = await create_survey(session, _read("survey.yaml"), BY)
    await open_survey(session, running, now, now + RUNS)
    definition, then = _read("past_survey.yaml"), now - ENDED
    over = await create_survey(session, definition, BY)
    await open_survey(session, over, now - BEGAN, then)
    draw = random.Random(29)  # noqa: S311  the same invented people at every first start
    people = [(new_id(), _invented(definition, draw), False) for _ in range(INVENTED)]
    await send_sheets(session, over, people, now - BEGAN)
    await close(session, over, then)


def _read(name: str) -> Definition:
    return read_survey((FOLDER / name).read_bytes(), name)


def _invented(definition: Definition, draw: random.Random) -> Answers:
    answers: Answers = {}
    while (code := asked(definition, answers)) is not None:
        answers[code] = _answer(definition.question(code), draw)
    return answers


def _answer(question: Question, draw: random.Random) -> Answer:
    likely = LIKELY[question.code]
    match question.kind:
        case Kind.TEXT:
            return "Ein Kurs in der Nähe" if draw.random() * 100 < likely[0] else None
        case Kind.SEVERAL:
            return [code for code, share in zip(question.codes, likely, strict=True) if draw.random() * 100 < share]
        case Kind.SCALE:
            return int(draw.choices(question.codes, likely)[0])
        case Kind.ONE:
            return draw.choices(question.codes, likely)[0]
