"""The demo has a survey to answer and a release to look at, and both are soon there."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from bot import demo_surveys
from participation.core.clock import SetClock
from participation.core.db import Database
from participation.core.languages import shipped
from participation.results.queries import releases
from participation.surveys.definition import Kind, lacking
from participation.surveys.formats.as_yaml import read_survey, write_survey
from participation.surveys.models import SheetRow
from participation.surveys.queries import open_surveys


@pytest.mark.parametrize("name", ["survey.yaml", "past_survey.yaml"])
def test_the_files_are_whole(name: str) -> None:
    """Every text in German, English and Arabic, languages Lotse ships; writing them changes nothing."""
    definition = read_survey((demo_surveys.FOLDER / name).read_bytes(), name)

    assert lacking(definition) == []
    assert set(definition.languages) == {"de", "en", "ar"} <= set(shipped())
    assert {question.kind for question in definition.questions} == set(Kind)
    assert any(question.only_if for question in definition.questions)
    assert read_survey(write_survey(definition), name) == definition


async def test_a_newcomer_can_answer_one_and_read_the_other(sqlite: Database, clock: SetClock) -> None:
    """Open for thirty days; released before the first start, with something to see in every question."""
    async with sqlite.writing() as session:
        await demo_surveys.settle(session, clock.now())
    async with sqlite.reading() as session:
        [running] = await open_surveys(session, clock.now())
        [release] = await releases(session)
        left = (await session.execute(select(func.count()).select_from(SheetRow))).scalar_one()

    assert (running.code, running.organisation) == ("ankommen", "brueckenbauer")
    assert running.closes_at == clock.now() + timedelta(days=30)
    assert (release.table.heading.organisation, release.table.sheets) == ("nour", 85)
    assert release.released_on < clock.now().date()
    assert all(not result.withheld and result.groups for result in release.table.results)
    assert left == 0
