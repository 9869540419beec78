"""What the tests of this room share: a small survey, and somebody who answers it."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import func, select

from participation.core.clock import SetClock
from participation.core.db import Database
from participation.core.ids import new_id
from participation.surveys.definition import Choice, Definition, Kind, Question, Skip
from participation.surveys.logic import Answer
from participation.surveys.services import create_survey, open_survey, send_sheet


def words(german: str) -> dict[str, str]:
    """A text in the two languages of the small survey."""
    return {"de": german, "en": f"{german} (en)"}


SMALL = Definition(
    organisation="verein-brücke",
    title=words("Wie kommen Sie an?"),
    languages=("de", "en"),
    questions=(
        Question("course", Kind.ONE, words("Kurs?"), (Choice("yes", words("Ja")), Choice("no", words("Nein")))),
        Question(
            "why_not",
            Kind.SEVERAL,
            words("Warum nicht?"),
            (Choice("time", words("Keine Zeit")), Choice("place", words("Kein Platz"))),
            only_if=Skip("course", ("no",)),
        ),
        Question("content", Kind.SCALE, words("Zufrieden?"), low=words("gar nicht"), high=words("sehr")),
        Question("wish", Kind.TEXT, words("Was fehlt?"), optional=True),
    ),
)
ANSWERS: dict[str, Answer] = {"course": "yes", "content": 4, "wish": None}


async def opened(database: Database, clock: SetClock, definition: Definition = SMALL) -> str:
    """Open a survey for a week and return its id."""
    async with database.writing() as session:
        survey = await create_survey(session, definition, "staff")
        await open_survey(session, survey, clock.now(), clock.now() + timedelta(days=7))
    return survey


async def send(
    database: Database, clock: SetClock, survey: str, answers: dict[str, Answer] | None = None, person: str = ""
) -> str:
    """Have somebody take part, in a transaction of their own; return who it was."""
    person = person or new_id()
    async with database.writing() as session:
        assert await send_sheet(session, survey, person, answers or ANSWERS, True, clock.now())
    return person


async def count(database: Database, table: type[object]) -> int:
    """How many rows a table has."""
    async with database.reading() as session:
        return int((await session.execute(select(func.count()).select_from(table))).scalar_one())
