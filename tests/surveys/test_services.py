"""A survey is written, opens, closes and is put away."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from participation.core.clock import SetClock
from participation.core.db import Database
from participation.core.ids import new_id
from participation.surveys.definition import Choice, Kind, Question, dumps, fingerprint
from participation.surveys.errors import (
    AlreadyOpen,
    AlreadyReleased,
    ClosesTooEarly,
    NoSuchSurvey,
    NotComplete,
    NotOpen,
    SurveyChanged,
    SurveyClosed,
    SurveyCodeTaken,
    UnreadableSurvey,
)
from participation.surveys.models import LedgerRow, SheetRow, WordsRow
from participation.surveys.queries import (
    due_for_closing,
    more_than,
    open_surveys,
    progress,
    progress_of_each,
    survey,
    survey_by_code,
    surveys_of,
)
from participation.surveys.services import (
    change_survey,
    close_survey,
    create_survey,
    delete_draft,
    open_survey,
    put_away,
    send_sheet,
)
from tests.surveys.small import ANSWERS, SMALL, count, opened, send, words


async def test_a_draft_can_be_changed_and_deleted_an_open_survey_cannot(database: Database, clock: SetClock) -> None:
    """What people answer stays what they were asked; its code and its organisation stay from the beginning."""
    async with database.writing() as session:
        draft = await create_survey(session, SMALL, "staff")
        await change_survey(session, draft, replace(SMALL, title=words("Neu"), organisation="somebody-else"))
        code = await open_survey(session, draft, clock.now(), clock.now() + timedelta(days=1))
        found = await survey_by_code(session, f" {code.upper()} ")
        assert found is not None
        assert found.id == draft
        assert (found.definition.title["de"], found.organisation) == ("Neu", "verein-brücke")
        assert found.definition.organisation == "verein-brücke"
        for verb in (change_survey(session, draft, SMALL), delete_draft(session, draft)):
            with pytest.raises(AlreadyOpen):
                await verb
        with pytest.raises(AlreadyOpen):
            await open_survey(session, draft, clock.now(), clock.now() + timedelta(days=1))
        other = await create_survey(session, SMALL, "staff")
        await delete_draft(session, other)
        assert await survey(session, other) is None
        assert [listed.id for listed in await surveys_of(session, ["verein-brücke"])] == [draft]
        assert await surveys_of(session, ["somebody-else"]) == []
        assert len(await surveys_of(session)) == 1


async def test_of_several_who_change_a_draft_at_once_one_does(database: Database) -> None:
    """All were shown the same; the others are told, and what they wrote wipes nothing."""
    async with database.writing() as session:
        draft = await create_survey(session, SMALL, "staff")
    async with database.reading() as session:
        shown = await survey(session, draft)
    assert shown is not None
    seen = fingerprint(dumps(shown.definition))

    async def tries(title: str) -> bool:
        try:
            async with database.writing() as session:
                await change_survey(session, draft, replace(shown.definition, title=words(title)), seen)
        except SurveyChanged:
            return False
        return True

    won = await asyncio.gather(*(tries(f"Titel {number}") for number in range(10)))
    async with database.reading() as session:
        found = await survey(session, draft)

    assert sum(won) == 1
    assert found is not None
    assert found.definition.title == words(f"Titel {won.index(True)}")


async def test_what_is_wrong_is_refused_and_what_is_lacking_only_when_it_is_to_open(
    database: Database, clock: SetClock
) -> None:
    """A draft may lack texts; nobody is asked before every text is there in every declared language."""
    lonely = Question("q", Kind.ONE, {"de": "Frage"}, (Choice("a", words("A")), Choice("a", words("B"))))
    async with database.writing() as session:
        with pytest.raises(UnreadableSurvey, match="another choice has the code a"):
            await create_survey(session, replace(SMALL, questions=(lonely,)), "staff")
        draft = await create_survey(session, replace(SMALL, title={"de": "Titel"}), "staff")
        with pytest.raises(UnreadableSurvey, match="another choice has the code a"):
            await change_survey(session, draft, replace(SMALL, questions=(lonely,)))
        with pytest.raises(NotComplete) as refused:
            await open_survey(session, draft, clock.now(), clock.now() + timedelta(days=1))
        with pytest.raises(NoSuchSurvey):
            await open_survey(session, new_id(), clock.now(), clock.now() + timedelta(days=1))
        complete = await create_survey(session, SMALL, "staff")
        with pytest.raises(ClosesTooEarly):
            await open_survey(session, complete, clock.now(), clock.now())

    assert refused.value.problems == ["title: no text in en"]


async def test_a_chosen_code_belongs_to_one_survey(database: Database) -> None:
    """Two surveys never share a link."""
    async with database.writing() as session:
        await create_survey(session, replace(SMALL, code="Ankommen-2026"), "staff")
    with pytest.raises(SurveyCodeTaken):
        async with database.writing() as session:
            await create_survey(session, replace(SMALL, code="ankommen-2026"), "staff")


async def test_only_between_opening_and_closing(database: Database, clock: SetClock) -> None:
    """A survey takes answers from its first to its last moment, and then waits for its release."""
    async with database.writing() as session:
        survey_id = await create_survey(session, SMALL, "staff")
        begins, ends = clock.now() + timedelta(days=1), clock.now() + timedelta(days=2)
        await open_survey(session, survey_id, clock.now(), ends, begins)
        for moment, runs in ((clock.now(), False), (begins, True), (ends - timedelta(seconds=1), True), (ends, False)):
            assert bool(await open_surveys(session, moment)) is runs
            found = await survey(session, survey_id)
            assert found is not None
            assert found.takes_answers(moment) is runs
            if not runs:
                with pytest.raises(SurveyClosed):
                    await send_sheet(session, survey_id, new_id(), ANSWERS, False, moment)
        assert await due_for_closing(session, ends - timedelta(seconds=1)) == []
        assert await due_for_closing(session, ends) == [survey_id]
        await close_survey(session, survey_id, ends + timedelta(hours=1))
        with pytest.raises(NotOpen):
            await close_survey(session, survey_id, ends)
        found = await survey(session, survey_id)

    assert found is not None
    assert (found.state, found.closes_at) == ("closed", ends)
    assert not found.takes_answers(begins)


async def test_progress_is_told_in_steps_of_ten(sqlite: Database, clock: SetClock) -> None:
    """While a survey runs nobody learns more than: more than 20, more than 30."""
    assert [more_than(n) for n in (0, 1, 19, 20, 21, 30, 31, 40, 101)] == [None, None, None, None, 20, 20, 30, 30, 100]
    survey_id = await opened(sqlite, clock)
    for _ in range(21):
        await send(sqlite, clock, survey_id)
    async with sqlite.reading() as session:
        assert await progress(session, survey_id) == 20
        assert await progress_of_each(session, [survey_id, "other"]) == {survey_id: 20, "other": None}


async def test_sheets_go_when_a_closed_survey_is_released(database: Database, clock: SetClock) -> None:
    """Nothing is put away from an open survey, everything from a closed one."""
    survey_id = await opened(database, clock)
    await send(database, clock, survey_id, {**ANSWERS, "wish": "Ein Garten"})
    async with database.writing() as session:
        with pytest.raises(NotOpen):
            await put_away(session, survey_id)
        await close_survey(session, survey_id, clock.now())
        await put_away(session, survey_id)
        with pytest.raises(AlreadyReleased):
            await put_away(session, survey_id)
        found = await survey(session, survey_id)
        assert found is not None
        assert found.state == "released"

    assert await count(database, SheetRow) == await count(database, WordsRow) == 0
    assert await count(database, LedgerRow) == 1
