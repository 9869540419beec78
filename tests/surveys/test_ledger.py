"""Who took part is known to the ledger alone, and it lets go of them."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from participation.core.clock import SetClock
from participation.core.db import Database
from participation.core.ids import new_id
from participation.surveys.models import LedgerRow, SheetRow
from participation.surveys.queries import (
    export_person,
    ledger_to_tell,
    took_part,
)
from participation.surveys.services import (
    change_wish,
    close_survey,
    delete_old,
    forget_person,
    note_told,
    send_sheet,
)
from tests.support.locks import waits
from tests.surveys.small import ANSWERS, SMALL, count, opened, send


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
        first, second = sorted([person, other])
        assert await ledger_to_tell(session, survey_id) == [first, second]
        assert await ledger_to_tell(session, survey_id, limit=1) == [first]
        assert await ledger_to_tell(session, survey_id, after=first) == [second]
        await change_wish(session, survey_id, other, False)
        assert await ledger_to_tell(session, survey_id) == [person]
        assert await forget_person(session, person) == 1
        assert await took_part(session, person) == []

    assert await count(database, SheetRow) == 2


async def test_forgetting_while_others_send_leaves_no_trace(database: Database, clock: SetClock) -> None:
    """Rows of the ledger move when a sheet comes in; whoever wants to be forgotten is, all the same."""
    survey_id = await opened(database, clock)
    leaving = [await send(database, clock, survey_id) for _ in range(8)]

    async def leave(person: str) -> None:
        async with database.writing() as session:
            assert await forget_person(session, person) == 1

    await asyncio.gather(*(work for p in leaving for work in (leave(p), send(database, clock, survey_id))))

    assert await count(database, LedgerRow) == 8
    assert await count(database, SheetRow) == 16


async def test_who_leaves_while_their_entry_moves_is_forgotten(database: Database, clock: SetClock) -> None:
    """A sheet that comes in takes entries out and puts them in again: whoever leaves waits until they are there."""
    survey_id = await opened(database, clock)
    person = await send(database, clock, survey_id)

    async def leave() -> int:
        async with database.writing() as session:
            return await forget_person(session, person)

    async with database.writing() as session:
        await send_sheet(session, survey_id, new_id(), ANSWERS, False, clock.now())
        leaving = asyncio.create_task(leave())
        await waits(database, leaving)

    assert await leaving == 1
    assert await count(database, LedgerRow) == 1


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
