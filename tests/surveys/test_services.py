"""A survey comes, opens, takes one sheet from each person, closes, and lets go of who took part."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from participation.core.clock import SetClock
from participation.core.db import Database
from participation.core.errors import Refused
from participation.core.ids import new_id
from participation.surveys.definition import Choice, Kind, Question
from participation.surveys.errors import (
    AlreadyOpen,
    AlreadyTookPart,
    AnswersDoNotFit,
    ClosesTooEarly,
    NoSuchSurvey,
    NotComplete,
    NotFinished,
    NotOpen,
    SurveyClosed,
    SurveyCodeTaken,
    UnreadableSurvey,
)
from participation.surveys.models import LedgerRow, SheetRow, WordsRow
from participation.surveys.queries import (
    all_sheets,
    due_for_closing,
    export_person,
    ledger_to_tell,
    more_than,
    open_surveys,
    progress,
    survey,
    survey_by_code,
    surveys_of,
    took_part,
)
from participation.surveys.services import (
    change_survey,
    change_wish,
    close_survey,
    create_survey,
    delete_draft,
    delete_old,
    forget_person,
    note_told,
    open_survey,
    put_away,
    send_sheet,
    send_sheets,
)
from tests.surveys.small import ANSWERS, SMALL, opened, send, words


async def _count(database: Database, table: type[object]) -> int:
    async with database.reading() as session:
        return int((await session.execute(select(func.count()).select_from(table))).scalar_one())


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


async def test_what_is_wrong_is_refused_and_what_is_lacking_only_when_it_is_to_open(
    database: Database, clock: SetClock
) -> None:
    """A draft may lack texts; nobody is asked before every text is there in every declared language."""
    lonely = Question("q", Kind.ONE, {"de": "Frage"}, (Choice("a", words("A")), Choice("a", words("B"))))
    async with database.writing() as session:
        with pytest.raises(UnreadableSurvey, match="another choice has the code a"):
            await create_survey(session, replace(SMALL, questions=(lonely,)), "staff")
        draft = await create_survey(session, replace(SMALL, title={"de": "Titel"}), "staff")
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


async def test_everybody_takes_part_once(database: Database, clock: SetClock) -> None:
    """The second sheet of a person is refused and leaves nothing."""
    survey_id = await opened(database, clock)
    person = await send(database, clock, survey_id, {**ANSWERS, "wish": "Ein Garten"})
    with pytest.raises(AlreadyTookPart):
        await send(database, clock, survey_id, person=person)

    assert (
        await _count(database, SheetRow) == await _count(database, LedgerRow) == await _count(database, WordsRow) == 1
    )
    async with database.reading() as session:
        assert (await all_sheets(session, survey_id)).sheets == [{"course": "yes", "content": 4}]
        assert (await all_sheets(session, survey_id)).texts == {"wish": 1}


async def test_several_sheets_are_taken_all_or_none(database: Database, clock: SetClock) -> None:
    """One who took part before, or one sheet that does not fit, and nothing is taken."""
    survey_id = await opened(database, clock)
    taken = await send(database, clock, survey_id)
    stack = [(new_id(), {**ANSWERS, "wish": "Ein Garten"}, False) for _ in range(50)]
    for spoilt, refusal in (
        ((taken, ANSWERS, True), AlreadyTookPart),
        ((new_id(), {**ANSWERS, "course": "?"}, True), AnswersDoNotFit),
    ):
        with pytest.raises(refusal):
            async with database.writing() as session:
                await send_sheets(session, survey_id, [*stack, spoilt], clock.now())
    assert await _count(database, SheetRow) == 1
    async with database.writing() as session:
        assert await send_sheets(session, survey_id, stack, clock.now()) == 50
        assert (await all_sheets(session, survey_id)).texts == {"wish": 50}
        assert await ledger_to_tell(session, survey_id) == [taken]

    assert await _count(database, SheetRow) == await _count(database, LedgerRow) == 51


async def test_sending_twice_at_once_makes_one_sheet(database: Database, clock: SetClock) -> None:
    """Ten presses of Send in the same moment, and twenty others beside them: one sheet each."""
    survey_id = await opened(database, clock)
    eager = new_id()
    results = await asyncio.gather(
        *(send(database, clock, survey_id, person=eager) for _ in range(10)),
        *(send(database, clock, survey_id) for _ in range(20)),
        return_exceptions=True,
    )

    assert sum(isinstance(result, AlreadyTookPart) for result in results) == 9
    assert sum(isinstance(result, str) for result in results) == 21
    assert await _count(database, SheetRow) == await _count(database, LedgerRow) == 21


async def test_sending_while_it_closes_is_in_time_or_refused(database: Database, clock: SetClock) -> None:
    """Whoever was told that their answers have been taken is in the release; nobody slips in afterwards."""
    survey_id = await opened(database, clock)

    async def close() -> int:
        async with database.writing() as session:
            await close_survey(session, survey_id, clock.now(), "staff")
            return len((await all_sheets(session, survey_id)).sheets)

    results = await asyncio.gather(
        *(send(database, clock, survey_id) for _ in range(8)),
        close(),
        *(send(database, clock, survey_id) for _ in range(8)),
        return_exceptions=True,
    )

    taken = sum(isinstance(result, str) for result in results)
    assert all(isinstance(result, str | int | SurveyClosed) for result in results)
    assert [result for result in results if isinstance(result, int)] == [taken]
    assert await _count(database, SheetRow) == taken


@pytest.mark.parametrize(
    ("answers", "refusal"),
    [
        ({"course": "maybe", "content": 4, "wish": None}, AnswersDoNotFit),
        ({"course": "yes", "content": 6, "wish": None}, AnswersDoNotFit),
        ({"course": "yes", "content": True, "wish": None}, AnswersDoNotFit),
        ({"course": "yes", "content": 4, "wish": "\x00"}, AnswersDoNotFit),
        ({"course": None, "content": 4, "wish": None}, AnswersDoNotFit),
        ({"course": "no", "content": 4, "wish": None}, NotFinished),
        ({"course": "yes"}, NotFinished),
    ],
)
async def test_a_sheet_fits_the_questions(
    sqlite: Database, clock: SetClock, answers: dict[str, str | int | list[str] | None], refusal: type[Refused]
) -> None:
    """Nothing is stored but what was asked."""
    survey_id = await opened(sqlite, clock)
    with pytest.raises(refusal):
        await send(sqlite, clock, survey_id, answers)

    assert await _count(sqlite, LedgerRow) == 0


async def test_only_between_opening_and_closing(database: Database, clock: SetClock) -> None:
    """A survey takes answers from its first to its last moment, and then waits for its release."""
    async with database.writing() as session:
        survey_id = await create_survey(session, SMALL, "staff")
        begins, ends = clock.now() + timedelta(days=1), clock.now() + timedelta(days=2)
        await open_survey(session, survey_id, clock.now(), ends, begins)
        for moment, runs in ((clock.now(), False), (begins, True), (ends - timedelta(seconds=1), True), (ends, False)):
            assert bool(await open_surveys(session, moment)) is runs
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


async def test_what_is_known_about_a_person_is_that_they_took_part(database: Database, clock: SetClock) -> None:
    """The copy of one's data names the survey and the wish; deleting takes the name, and the sheet stays."""
    survey_id = await opened(database, clock)
    person, other = await send(database, clock, survey_id), await send(database, clock, survey_id)
    async with database.writing() as session:
        [taken] = await took_part(session, person)
        assert (taken.survey, taken.wants_to_hear) == (survey_id, True)
        assert await export_person(session, person) == [
            {"survey": taken.code, "title": SMALL.title, "wants_to_hear_the_outcome": True}
        ]
        assert await ledger_to_tell(session, survey_id) == sorted([person, other])
        await change_wish(session, survey_id, other, False)
        assert await ledger_to_tell(session, survey_id) == [person]
        assert await forget_person(session, person) == 1
        assert await took_part(session, person) == []

    assert await _count(database, SheetRow) == 2


async def test_forgetting_while_others_send_leaves_no_trace(database: Database, clock: SetClock) -> None:
    """Rows of the ledger move when a sheet comes in; whoever wants to be forgotten is, all the same."""
    survey_id = await opened(database, clock)
    leaving = [await send(database, clock, survey_id) for _ in range(8)]

    async def leave(person: str) -> None:
        async with database.writing() as session:
            assert await forget_person(session, person) == 1

    await asyncio.gather(*(work for p in leaving for work in (leave(p), send(database, clock, survey_id))))

    assert await _count(database, LedgerRow) == 8
    assert await _count(database, SheetRow) == 16


async def test_names_go_after_the_feedback(database: Database, clock: SetClock) -> None:
    """Who took part is known until some time after they were told the outcome, or two years at most."""
    survey_id = await opened(database, clock)
    await send(database, clock, survey_id)
    async with database.writing() as session:
        await close_survey(session, survey_id, clock.now())
        await note_told(session, survey_id, clock.now())
        assert await delete_old(session, clock.now() + timedelta(days=89)) == 0
        assert await delete_old(session, clock.now() + timedelta(days=91)) == 1
    untold = await opened(database, clock)
    await send(database, clock, untold)
    async with database.writing() as session:
        assert await delete_old(session, clock.now() + timedelta(days=3000)) == 0  # still open: not over
        await close_survey(session, untold, clock.now())
        assert await delete_old(session, clock.now() + timedelta(days=731)) == 1


async def test_sheets_go_when_a_closed_survey_is_released(database: Database, clock: SetClock) -> None:
    """Nothing is put away from an open survey, everything from a closed one."""
    survey_id = await opened(database, clock)
    await send(database, clock, survey_id, {**ANSWERS, "wish": "Ein Garten"})
    async with database.writing() as session:
        with pytest.raises(NotOpen):
            await put_away(session, survey_id)
        await close_survey(session, survey_id, clock.now())
        await put_away(session, survey_id)

    assert await _count(database, SheetRow) == await _count(database, WordsRow) == 0
    assert await _count(database, LedgerRow) == 1


async def test_progress_is_told_in_steps_of_ten(sqlite: Database, clock: SetClock) -> None:
    """While a survey runs nobody learns more than: more than 20, more than 30."""
    assert [more_than(n) for n in (0, 1, 19, 20, 21, 30, 31, 40, 101)] == [None, None, None, None, 20, 20, 30, 30, 100]
    survey_id = await opened(sqlite, clock)
    for _ in range(21):
        await send(sqlite, clock, survey_id)
    async with sqlite.reading() as session:
        assert await progress(session, survey_id) == 20
