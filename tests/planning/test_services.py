"""A finding is noted, forwarded, decided exactly once, followed by measures; every step is kept."""

from __future__ import annotations

import asyncio
from datetime import date

import pytest
from sqlalchemy import func, insert, select, update
from sqlmodel import col

from participation.core.clock import SetClock
from participation.core.db import Database
from participation.core.errors import Refused
from participation.planning.errors import (
    AlreadyDecided,
    AlreadyForwarded,
    FindingChanged,
    GermanMissing,
    NoSuchFinding,
    NoSuchMeasure,
    NotForwarded,
    ReasonMissing,
    TextTooLong,
    TooManyMeasures,
)
from participation.planning.models import FindingRow, StepRow
from participation.planning.queries import finding, history, outcomes_for, to_tell
from participation.planning.services import (
    LONGEST_TITLE,
    MOST_MEASURES,
    add_measure,
    change_finding,
    change_measure_state,
    decide,
    finish_telling,
    forward,
    note_finding,
    take_back,
)
from participation.planning.values import Content, Happened, Plan, Progress, State, Verdict
from tests.planning.findings import CONTENT, COURSE, FIGURES, REASON, decided, forwarded, noted, source
from tests.support.locks import waits


async def test_the_whole_way_of_a_finding_is_written_down(database: Database, clock: SetClock) -> None:
    """From the draft to the measure that is done, with who did what when, in order."""
    id_ = await noted(database, clock)
    async with database.writing() as session:
        rewritten = Content({"de": " Neu "}, {"de": "Text", "en": " "})
        await change_finding(session, id_, rewritten, "planner", clock.now(), CONTENT.fingerprint)
        await forward(session, id_, "planner", clock.now())
        await take_back(session, id_, "planner", clock.now())
        await forward(session, id_, "planner-2", clock.now())
        await decide(session, id_, "partly", REASON, "mayor", clock.now(), [COURSE])
        plan = Plan({"de": "Ein Aushang"}, "town-hall", date(2027, 1, 31))
        measure = await add_measure(session, id_, plan, "planner", clock.now())
        await change_measure_state(session, measure, "running", "vhs", clock.now())
        await change_measure_state(session, measure, "running", "vhs", clock.now())
    async with database.reading() as session:
        found, steps = await finding(session, id_), await history(session, id_)

    assert found is not None
    assert (found.title, found.text, found.questions) == ({"de": "Neu"}, {"de": "Text"}, ())
    assert (found.figures, found.release_sha256) == (FIGURES, "ab" * 32)
    assert (found.state, found.forwarded_by, found.forwarded_at) == (State.DECIDED, "planner-2", clock.now())
    assert found.decision is not None
    assert (found.decision.outcome, found.decision.reason, found.decision.decided_by) == ("partly", REASON, "mayor")
    assert [(one.what["de"], one.unit, one.due, one.state) for one in found.measures] == [
        ("Zwei Abendkurse", "vhs", None, Progress.PLANNED),
        ("Ein Aushang", "town-hall", date(2027, 1, 31), Progress.RUNNING),
    ]
    assert [(step.what.value, step.by) for step in steps] == [
        ("noted", "planner"), ("changed", "planner"), ("forwarded", "planner"), ("taken-back", "planner"),
        ("forwarded", "planner-2"), ("decided", "mayor"), ("measure-added", "mayor"), ("measure-added", "planner"),
        ("measure-changed", "vhs"),
    ]  # fmt: skip
    assert steps[-1].detail == {"measure": measure, "before": "planned", "after": "running"}


async def test_what_does_not_stand_there_is_refused(database: Database, clock: SetClock) -> None:
    """Each verb says kindly why it is too early or too late."""
    draft, handed, over = await noted(database, clock), await forwarded(database, clock), await decided(database, clock)
    now = clock.now()
    async with database.writing() as session:
        for verb, refusal in (
            (change_finding(session, handed, CONTENT, "p", now, CONTENT.fingerprint), AlreadyForwarded),
            (forward(session, handed, "p", now), AlreadyForwarded),
            (decide(session, draft, "accepted", {}, "p", now), NotForwarded),
            (take_back(session, draft, "p", now), NotForwarded),
            (add_measure(session, draft, COURSE, "p", now), NotForwarded),
            (take_back(session, over, "p", now), AlreadyDecided),
            (decide(session, over, "accepted", {}, "p", now), AlreadyDecided),
            (change_finding(session, over, CONTENT, "p", now, CONTENT.fingerprint), AlreadyDecided),
            (change_finding(session, draft, CONTENT, "p", now, "something else"), FindingChanged),
            (change_finding(session, "none", CONTENT, "p", now, ""), NoSuchFinding),
            (forward(session, "none", "p", now), NoSuchFinding),
            (add_measure(session, "none", COURSE, "p", now), NoSuchFinding),
            (change_measure_state(session, "none", "done", "p", now), NoSuchMeasure),
        ):
            with pytest.raises(refusal):
                await verb


async def test_people_can_read_what_is_written(database: Database, clock: SetClock) -> None:
    """German is always there, a refusal has its reason, and all of it fits into one message."""
    id_, now = await forwarded(database, clock), clock.now()
    async with database.writing() as session:
        for outcome in (Verdict.DECLINED, Verdict.PARTLY):
            with pytest.raises(ReasonMissing):
                await decide(session, id_, outcome, {"de": "  "}, "mayor", now)
        with pytest.raises(GermanMissing):
            await decide(session, id_, Verdict.DECLINED, {"en": "No money"}, "mayor", now)
        with pytest.raises(GermanMissing):
            await note_finding(session, source(), Content({"en": "Title"}, {"de": "Text"}), "p", now)
        with pytest.raises(TextTooLong):
            await note_finding(session, source(), Content({"de": "x" * (LONGEST_TITLE + 1)}, {"de": "y"}), "p", now)
        await note_finding(session, source(), Content({"de": "x" * LONGEST_TITLE}, {"de": "y"}), "p", now)
        await decide(session, id_, Verdict.ACCEPTED, {}, "mayor", now)
        for _ in range(MOST_MEASURES):
            await add_measure(session, id_, COURSE, "mayor", now)
        with pytest.raises(TooManyMeasures):
            await add_measure(session, id_, COURSE, "mayor", now)


async def test_two_who_decide_at_once_make_one_decision(database: Database, clock: SetClock) -> None:
    """One wins; the other is told that it has been decided, and nothing of theirs stays."""
    id_ = await forwarded(database, clock)

    async def tries(by: str) -> bool:
        try:
            async with database.writing() as session:
                await decide(session, id_, "partly", {"de": by}, by, clock.now(), [COURSE])
        except AlreadyDecided:
            return False
        return True

    won = await asyncio.gather(*(tries(f"mayor-{number}") for number in range(10)))
    async with database.reading() as session:
        found, steps = await finding(session, id_), await history(session, id_)

    assert sum(won) == 1
    assert found is not None
    assert found.decision is not None
    assert found.decision.decided_by == f"mayor-{won.index(True)}"
    assert len(found.measures) == 1
    assert [step.what for step in steps].count(Happened.DECIDED) == 1


async def test_looking_first_and_deciding_then_decides_twice(database: Database, clock: SetClock) -> None:
    """Control: without the condition in the statement itself, everybody who looked in time decides."""
    id_ = await forwarded(database, clock)

    async def looks_and_decides(by: str) -> bool:
        async with database.reading() as session:
            state = select(col(FindingRow.state)).where(col(FindingRow.id) == id_)
            open_ = (await session.execute(state)).scalar_one() == "forwarded"
        await asyncio.sleep(0)
        if open_:
            async with database.writing() as session:
                await session.execute(update(FindingRow).where(col(FindingRow.id) == id_).values(state="decided"))
                line = {"finding": id_, "at": clock.now(), "by": by, "what": "decided", "detail": "{}"}
                await session.execute(insert(StepRow).values(**line))
        return open_

    won = await asyncio.gather(*(looks_and_decides(str(number)) for number in range(10)))
    async with database.reading() as session:
        lines = select(func.count()).select_from(StepRow).where(col(StepRow.what) == "decided")
        decisions = (await session.execute(lines)).scalar_one()

    assert decisions == sum(won) > 1


async def test_the_secret_goes_when_everybody_was_told(database: Database, clock: SetClock) -> None:
    """A survey is told to the end only when none of its findings waits any more; then no secret is left."""
    first, waiting = await decided(database, clock), await forwarded(database, clock)
    await forwarded(database, clock, "another survey")  # whose people wait for something else
    async with database.writing() as session:
        assert [one.finding for one in await to_tell(session)] == [first]
        assert not await finish_telling(session, first, clock.now())
        assert await to_tell(session) == []
        await decide(session, waiting, "accepted", {}, "mayor", clock.now())
        assert await finish_telling(session, waiting, clock.now())
        assert await finish_telling(session, waiting, clock.now())
        secrets = (await session.execute(select(col(FindingRow.secret)))).scalars().all()
        assert [step.what for step in await history(session, waiting)].count(Happened.TOLD) == 1

    assert secrets == [None] * 3


async def test_of_two_told_at_once_the_second_ends_the_telling(database: Database, clock: SetClock) -> None:
    """Two workers finish two findings of a survey at the same moment: one of them learns that nothing more is to be told."""
    first, second = await decided(database, clock), await decided(database, clock)

    async def finish(which: str) -> bool:
        async with database.writing() as session:
            return await finish_telling(session, which, clock.now())

    async with database.writing() as session:
        assert not await finish_telling(session, first, clock.now())
        other = asyncio.create_task(finish(second))
        await waits(database, other)

    assert await other


async def test_everybody_may_know_what_was_handed_on(database: Database, clock: SetClock) -> None:
    """Drafts and other surveys are not told; what waits has its day, what was decided its words, the latest news first."""
    await noted(database, clock)
    await decided(database, clock, "another survey")
    over = await decided(database, clock)
    waiting = await noted(database, clock)
    clock.forward(days=1)
    async with database.writing() as session:
        await forward(session, waiting, "planner", clock.now())
    async with database.reading() as session:
        latest, earlier = await outcomes_for(session, ["survey-1"])

    assert (latest.finding, latest.forwarded_at, latest.verdict) == (waiting, clock.now(), None)
    assert (earlier.finding, earlier.verdict, earlier.reason) == (over, Verdict.PARTLY, REASON)
    assert [measure.what for measure in earlier.measures] == [COURSE.what]


def test_every_refusal_can_be_told() -> None:
    """Its docstring is a sentence with its places filled."""
    for refusal in (GermanMissing("title"), TextTooLong("title", 5), TooManyMeasures(most=5), ReasonMissing()):
        assert isinstance(refusal, Refused)
        assert "{" not in str(refusal)
