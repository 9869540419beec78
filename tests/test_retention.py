"""What is kept for a time goes when it is over."""

from __future__ import annotations

from bot.retention import delete_old
from bot.worker import Worker
from participation.core.clock import SetClock
from participation.core.db import Database
from participation.surveys.queries import took_part
from participation.surveys.services import close_survey, note_told
from tests.surveys.small import opened, send


async def test_who_took_part_is_forgotten_after_the_feedback(database: Database, clock: SetClock) -> None:
    """The names of a survey go ninety days after its people were told; the worker sees to it."""
    survey_id = await opened(database, clock)
    person = await send(database, clock, survey_id)
    async with database.writing() as session:
        await close_survey(session, survey_id, clock.now())
        await note_told(session, survey_id, clock.now())

    for days, left in ((89, 1), (2, 0)):
        clock.forward(days=days)
        await delete_old(database, clock.now())
        async with database.reading() as session:
            assert len(await took_part(session, person)) == left
    await Worker(database, clock, {}).do_chores()
