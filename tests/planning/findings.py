"""What the tests of this room share: a finding, and how far it has come."""

from __future__ import annotations

from participation.core.clock import SetClock
from participation.core.db import Database
from participation.planning.services import decide, forward, note_finding
from participation.planning.values import Content, Plan, Source, Verdict

FIGURES = {"question": "course", "counts": {"yes": 40, "no": 25}}
CONTENT = Content(
    {"de": "Zu wenig Kursplätze", "en": "Too few course places"},
    {"de": "Viele warten lange auf einen Sprachkurs.", "en": "Many wait long for a language course."},
    ("course", "why_not"),
)
REASON = {"de": "Es gibt Geld für zwei Kurse, nicht für vier.", "en": "There is money for two courses, not for four."}
COURSE = Plan({"de": "Zwei Abendkurse", "en": "Two evening courses"}, "vhs")


def source(survey: str = "survey-1", organisation: str = "verein-brücke") -> Source:
    """Where the finding comes from."""
    return Source(survey, organisation, "ab" * 32, FIGURES)


async def noted(database: Database, clock: SetClock, survey: str = "survey-1") -> str:
    """Note a draft and return its id."""
    async with database.writing() as session:
        return await note_finding(session, source(survey), CONTENT, "planner", clock.now())


async def forwarded(database: Database, clock: SetClock, survey: str = "survey-1") -> str:
    """Note and forward a finding; return its id."""
    finding = await noted(database, clock, survey)
    async with database.writing() as session:
        return await forward(session, finding, "planner", clock.now())


async def decided(database: Database, clock: SetClock, survey: str = "survey-1") -> str:
    """Have a finding decided partly, with one measure; return its id."""
    finding = await forwarded(database, clock, survey)
    async with database.writing() as session:
        return await decide(session, finding, Verdict.PARTLY, REASON, "mayor", clock.now(), [COURSE])
