"""One sheet from each person, and only one that fits."""

from __future__ import annotations

import asyncio
from collections import Counter

import pytest

from participation.core.clock import SetClock
from participation.core.db import Database
from participation.core.errors import Refused
from participation.core.ids import new_id
from participation.surveys.errors import (
    AlreadyTookPart,
    AnswersDoNotFit,
    NotFinished,
    SurveyClosed,
)
from participation.surveys.logic import Answer
from participation.surveys.models import LedgerRow, SheetRow, WordsRow
from participation.surveys.queries import (
    all_sheets,
    ledger_to_tell,
)
from participation.surveys.services import (
    close_survey,
    send_sheets,
)
from tests.surveys.small import ANSWERS, count, opened, send


async def test_everybody_takes_part_once(database: Database, clock: SetClock) -> None:
    """The second sheet of a person is refused and leaves nothing."""
    survey_id = await opened(database, clock)
    person = await send(database, clock, survey_id, {**ANSWERS, "wish": "Ein Garten"})
    with pytest.raises(AlreadyTookPart):
        await send(database, clock, survey_id, person=person)

    assert await count(database, SheetRow) == await count(database, LedgerRow) == await count(database, WordsRow) == 1
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
    assert await count(database, SheetRow) == 1
    async with database.writing() as session:
        assert await send_sheets(session, survey_id, stack, clock.now()) == 50
        assert (await all_sheets(session, survey_id)).texts == {"wish": 50}
        assert await ledger_to_tell(session, survey_id) == [taken]

    assert await count(database, SheetRow) == await count(database, LedgerRow) == 51


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
    assert await count(database, SheetRow) == await count(database, LedgerRow) == 21


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
    assert await count(database, SheetRow) == taken


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

    assert await count(sqlite, LedgerRow) == 0


async def test_sheets_are_read_in_no_order(sqlite: Database, clock: SetClock) -> None:
    """Whoever reads them twice sees the same sheets and another order."""
    survey_id = await opened(sqlite, clock)
    stack: list[tuple[str, dict[str, Answer], bool]] = [
        (new_id(), {**ANSWERS, "content": n % 5 + 1}, False) for n in range(50)
    ]
    async with sqlite.writing() as session:
        await send_sheets(session, survey_id, stack, clock.now())
        one, other = [(await all_sheets(session, survey_id)).sheets for _ in range(2)]

    assert one != other
    assert Counter(sheet["content"] for sheet in one) == Counter(sheet["content"] for sheet in other)
