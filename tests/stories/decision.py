"""What becomes of the stories' survey: its results are released, a finding is decided, a measure follows."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncSession

from participation.core.clock import Clock
from participation.planning.services import decide, forward, note_finding
from participation.planning.values import Content, Plan, Source, Verdict
from participation.surveys.queries import open_surveys
from participation.surveys.services import close_survey, put_away

CONTENT = Content(
    {"de": "Zu wenig Kursplätze", "en": "Too few course places", "ar": "أماكن الدورات قليلة"},
    {
        "de": "Viele warten lange auf einen Sprachkurs.",
        "en": "Many wait long for a language course.",
        "ar": "ينتظر كثيرون طويلاً دورة لغة.",
    },
    ("course", "reasons"),
)
REASON = {
    "de": "Das Geld reicht für zwei Kurse.",
    "en": "There is money for two courses.",
    "ar": "المال يكفي لدورتين.",
}
COURSE = Plan({"de": "Zwei Abendkurse", "en": "Two evening courses", "ar": "دورتان مسائيتان"}, "vhs")
FIGURES = {"question": "course", "counts": {"yes": 40, "no": 25}}


async def steering_group_decides(session: AsyncSession, clock: Clock) -> None:
    """Close every open survey, put its sheets away, and have a finding of it decided."""
    for survey in await open_surveys(session, clock.now()):
        await close_survey(session, survey.id, clock.now())
        await put_away(session, survey.id)
        source = Source(survey.id, survey.organisation, "ab" * 32, FIGURES)
        finding = await note_finding(session, source, CONTENT, "planner", clock.now())
        await forward(session, finding, "planner", clock.now())
        await decide(session, finding, Verdict.PARTLY, REASON, "mayor", clock.now(), [COURSE])
