"""A survey in the chat: skips, changes of mind, one sheet, and no trace of the answers in the talk."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlmodel import col

from bot.retention import delete_old
from bot.talk.models import Conversation
from participation.core.clock import SetClock
from participation.core.db import Database
from participation.surveys.definition import Choice, Definition, Kind, Question
from participation.surveys.models import LedgerRow, SheetRow
from participation.surveys.queries import ledger_to_tell, survey
from participation.surveys.services import close_survey
from tests.support.chat import Chatter
from tests.surveys.small import SMALL, opened, send, words

INTRO, COURSE, WHY, SCALE, WISH = "Survey:", "Kurs? (en)", "Warum nicht? (en)", "Zufrieden? (en)", "Was fehlt? (en)"
SUMMARY, THANKS = "These are your answers:", "Thank you! Your answers have been sent."


async def _begins(database: Database, clock: SetClock, definition: Definition = SMALL) -> tuple[Chatter, str]:
    """Somebody who has opened the link of a survey, and its id."""
    survey_id = await opened(database, clock, definition)
    chatter = Chatter(database, clock)
    await chatter.says("/language")
    await chatter.says("English")
    assert INTRO in await _says(chatter, f"/start s_{await _code(database, survey_id)}")
    return chatter, survey_id


async def _code(database: Database, survey_id: str) -> str:
    async with database.reading() as session:
        found = await survey(session, survey_id)
    assert found is not None
    return found.code


async def _says(chatter: Chatter, *texts: str) -> str:
    """Answer one after the other; return what is read after the last."""
    replies = [reply for text in texts for reply in [await chatter.says(text)]][-1]
    return "\n".join(reply.text for reply in replies)


async def _sheets(database: Database) -> list[str]:
    async with database.reading() as session:
        return sorted((await session.execute(select(col(SheetRow.answers)))).scalars())


async def test_a_skip_asks_only_whom_it_concerns(database: Database, clock: SetClock) -> None:
    """Who attends a course is not asked why not; who does not is, and both sheets hold just that."""
    yes, survey_id = await _begins(database, clock)
    assert SCALE in await _says(yes, "1")
    assert WISH in await _says(yes, "4")
    assert SUMMARY in await _says(yes, "Skip this question")
    assert THANKS in await _says(yes, "Send", "no")
    no = Chatter(database, clock)
    await _says(no, "/language", "English", f"/start s_{await _code(database, survey_id)}")
    assert WHY in await _says(no, "Nein (en)")
    assert THANKS in await _says(no, "1, 2", "2", "Ein Garten", "1", "yes")

    assert await _sheets(database) == [
        '{"course":"no","why_not":["time","place"],"content":2}',
        '{"course":"yes","content":4}',
    ]
    async with database.reading() as session:
        assert await ledger_to_tell(session, survey_id) == [await no.person()]


async def test_back_goes_over_a_skip_and_a_changed_answer_asks_what_follows_from_it(
    sqlite: Database, clock: SetClock
) -> None:
    """Back from the scale to the course, and the other way is asked; a change at the end does the same."""
    chatter, _ = await _begins(sqlite, clock)
    assert SCALE in await _says(chatter, "1")
    assert COURSE in await _says(chatter, "/back")
    assert WHY in await _says(chatter, "2")
    assert WHY in await _says(chatter, "1", "/back")
    summary = await _says(chatter, "1", "3", "Skip this question")
    assert "Warum nicht? (en) Keine Zeit (en)" in summary
    changed = await _says(chatter, "Change an answer", "1")
    assert COURSE in changed
    assert SCALE in await _says(chatter, "1")
    assert THANKS in await _says(chatter, "5", "Skip this question", "Send", "no")

    assert await _sheets(sqlite) == ['{"course":"yes","content":5}']


async def test_a_survey_goes_on_where_it_was_left_also_in_another_process(
    database: Database, database_url: str, clock: SetClock
) -> None:
    """Days later, after something else, by the link or from the menu: no answer is asked twice."""
    chatter, survey_id = await _begins(database, clock)
    await _says(chatter, "2", "1", "/menu")
    clock.forward(days=3)
    other = Database(database_url)
    chatter.database = other
    assert SCALE in await _says(chatter, f"/start s_{await _code(database, survey_id)}")
    assert THANKS in await _says(chatter, "3", "Skip this question", "Send", "no")
    await other.close()

    assert await _sheets(database) == ['{"course":"no","why_not":["time"],"content":3}']


async def test_sending_twice_counts_once(database: Database, clock: SetClock) -> None:
    """Two presses at once, and a second try by the link: one sheet, and it is said kindly."""
    chatter, survey_id = await _begins(database, clock)
    await _says(chatter, "1", "4", "Skip this question", "Send")
    await asyncio.gather(*(chatter.says("no") for _ in range(5)))
    assert "You have already taken part" in await _says(chatter, f"/start s_{await _code(database, survey_id)}")
    async with database.reading() as session:
        people = (await session.execute(select(func.count()).select_from(LedgerRow))).scalar_one()

    assert (people, len(await _sheets(database))) == (1, 1)


@pytest.mark.parametrize("at_the_end", [False, True])
async def test_a_survey_that_closes_meanwhile_says_so(sqlite: Database, clock: SetClock, at_the_end: bool) -> None:
    """In the middle or at the last question: nothing is sent, and nothing stays in the talk."""
    chatter, survey_id = await _begins(sqlite, clock)
    await _says(chatter, "1")
    if at_the_end:
        await _says(chatter, "4", "Skip this question", "Send")
    async with sqlite.writing() as session:
        await close_survey(session, survey_id, clock.now(), "clerk")
    said = await _says(chatter, "no" if at_the_end else "4")

    assert "takes no answers at the moment" in said or "No survey is open" in said
    assert "nothing was sent, and your answers are deleted" in said
    assert await _sheets(sqlite) == []


async def test_a_link_to_nothing_is_answered_kindly(sqlite: Database, clock: SetClock) -> None:
    """With and without other surveys that are open."""
    chatter = Chatter(sqlite, clock)
    await _says(chatter, "/language", "English")
    assert "No survey is open at the moment." in await _says(chatter, "/start s_GIBTSNICHT")
    await opened(sqlite, clock)
    assert "This survey takes no answers at the moment." in await _says(chatter, "/start s_GIBTSNICHT")


async def test_own_words_must_be_there_where_they_are_asked_for(sqlite: Database, clock: SetClock) -> None:
    """Spaces are no answer; an optional question takes the button or its words."""
    needed = replace(SMALL, questions=(Question("wish", Kind.TEXT, words("Was fehlt?")),))
    chatter, _ = await _begins(sqlite, clock, needed)
    assert (await _says(chatter, "   ")).endswith(WISH)
    assert SUMMARY in await _says(chatter, "Ein Garten")


async def test_codes_of_choices_do_not_meet_our_own(sqlite: Database, clock: SetClock) -> None:
    """A choice may be called skip or done; skipping is something else."""
    choices = tuple(Choice(code, words(code.upper())) for code in ("skip", "done", "send"))
    tricky = replace(
        SMALL,
        questions=(
            Question("a", Kind.ONE, words("A?"), choices, optional=True),
            Question("b", Kind.SEVERAL, words("B?"), choices),
        ),
    )
    chatter, _ = await _begins(sqlite, clock, tricky)
    await chatter.presses("SKIP (en)")
    await _says(chatter, "2", "Send", "no")

    assert await _sheets(sqlite) == ['{"a":"skip","b":["done"]}']


async def test_no_answer_is_left_in_the_talk_after_sending(
    sqlite: Database, sqlite_file: Path, clock: SetClock
) -> None:
    """The file holds each answer once, on its sheet or among the words: not in journal, outbox or log."""
    chatter, survey_id = await _begins(sqlite, clock)
    await send(sqlite, clock, survey_id)
    await _says(chatter, "2", "1, 2", "3", "Ein Garten hinter der Schule")
    before = _held(sqlite_file)
    await _says(chatter, "Send", "yes")
    shown = " ".join(reply.text for reply in await chatter.reads())

    assert await sqlite.empty_log()
    assert b"Ein Garten" in before
    held = _held(sqlite_file)
    assert held.count(b"Ein Garten hinter der Schule") == 1
    assert held.count(b'["time","place"]') == 1
    assert b"answer.course" not in held
    assert b"Keine Zeit (en) " not in held
    assert "Garten" not in shown


async def test_no_answer_lies_in_the_talk_for_longer_than_a_week(database: Database, clock: SetClock) -> None:
    """Left in the middle and never sent, the answers go, also of somebody who writes about other things every day."""
    chatter, _ = await _begins(database, clock)
    await _says(chatter, "2", "1, 2", "/menu")

    async def kept() -> bool:
        async with database.reading() as session:
            return "answer.course" in (await session.execute(select(col(Conversation.state)))).scalar_one()

    for _ in range(7):
        clock.forward(days=1)
        await chatter.says("/help")
        await delete_old(database, clock.now())
        assert await kept()
    clock.forward(days=1)
    await chatter.says("/help")
    assert not await kept()


@pytest.mark.parametrize("aside", [(), ("/language",)])
async def test_no_answer_is_left_in_the_talk_after_stopping(
    sqlite: Database, clock: SetClock, aside: tuple[str, ...]
) -> None:
    """Who stops instead of sending, also from within an interruption, leaves nothing on the page for whoever comes next."""
    chatter, _ = await _begins(sqlite, clock)
    assert "Ein Garten" in await _says(chatter, "1", "4", "Ein Garten")
    assert "I have stopped here" in await _says(chatter, *aside, "/cancel")

    assert [reply.text for reply in await chatter.reads()] == ["All right, I have stopped here."]
    assert await _sheets(sqlite) == []


def _held(path: Path) -> bytes:
    """Everything in the file and its log."""
    return path.read_bytes() + path.with_name(f"{path.name}-wal").read_bytes()
