"""People see what became of their answers, and whoever never took part what became of those of others."""

from __future__ import annotations

from dataclasses import replace

import pytest

from participation.core.clock import SetClock
from participation.core.db import Database
from participation.planning.queries import latest_surveys
from participation.results.services import release
from participation.results.values import Group, Heading, Label, Result, Table
from participation.surveys import queries
from participation.surveys.definition import Definition, loads
from participation.surveys.queries import ledger_to_tell, these_surveys
from participation.surveys.services import close_survey, forget_person, put_away
from tests.planning.findings import decided, forwarded, noted
from tests.support.chat import Chatter
from tests.surveys.small import SMALL, opened, send, words


async def _arrives(database: Database, clock: SetClock, language: str = "en") -> Chatter:
    chatter = Chatter(database, clock, language)
    await chatter.says("/language")
    await chatter.says({"en": "English", "de": "Deutsch"}[language])
    return chatter


async def _opens(chatter: Chatter) -> str:
    """Begin the flow; the menu's button has one code in every language."""
    return (await chatter.chooses("f.what_became_of_it"))[0].text


async def test_the_state_of_a_survey_is_told_at_every_stage(database: Database, clock: SetClock) -> None:
    """Open, ended, public, forwarded, decided with reason and measure: each time one looks, what is so now."""
    asked = await opened(database, clock)
    chatter = await _arrives(database, clock)
    await send(database, clock, asked, person=await chatter.person())

    async def looks() -> str:
        assert "You took part in these surveys" in await _opens(chatter)
        return (await chatter.says("1"))[0].text

    assert "is still open. Others can answer it until Monday" in await looks()
    async with database.writing() as session:
        await close_survey(session, asked, clock.now())
    assert "has ended. Its results are being counted." in await looks()
    async with database.writing() as session:
        await put_away(session, asked)
    text = await looks()
    assert "its results are public" in text
    assert "Nothing has been forwarded" in text
    await noted(database, clock, asked)
    assert "Too few course places" not in await looks()
    await forwarded(database, clock, asked)
    text = await looks()
    assert "You said: Too few course places" in text
    assert "This was forwarded to those who decide, on Monday" in text
    await decided(database, clock, asked)
    text = await looks()
    for part in ("a part of this is taken up", "The reason: There is money", "We do: Two evening courses", "planned"):
        assert part in text


async def test_the_wish_to_hear_is_switched_off_and_on(database: Database, clock: SetClock) -> None:
    """The choice counts at once, and only for that survey."""
    asked, other = await opened(database, clock), await opened(database, clock)
    chatter = await _arrives(database, clock)
    person = await chatter.person()
    for survey in (asked, other):
        await send(database, clock, survey, person=person)

    async def hears() -> set[str]:
        async with database.reading() as session:
            return {survey for survey in (asked, other) if person in await ledger_to_tell(session, survey)}

    await _opens(chatter)
    assert "I will write to you here when something is decided." in (await chatter.says("1"))[0].text
    assert "I will not write" in (await chatter.presses("Do not write to me about it"))[0].text
    assert len(await hears()) == 1
    await _opens(chatter)
    assert "I will not write to you about this survey." in (await chatter.says("1"))[0].text
    assert "I will write to you here" in (await chatter.presses("Tell me here"))[0].text
    assert await hears() == {asked, other}
    await _opens(chatter)
    assert (await chatter.presses("Nothing more, thank you"))[0].text.startswith("All right.")


async def test_the_numbers_are_those_of_the_release(database: Database, clock: SetClock) -> None:
    """Rounded, merged and withheld as stored; below the limit none at all."""
    heading = Heading("", "code", "verein-brücke", words("Titel"), ("de", "en"))
    labels = (Label("yes", words("Ja")), Label("no", words("Nein")))
    results = (
        Result("course", "one", words("Kurs?"), labels, 45, (Group(("yes",), 30), Group(("no",), 15, left_out=True))),
        Result("why", "several", words("Warum?"), labels, 15, (Group(("yes",), None),)),
        Result("content", "scale", words("Zufrieden?"), (), 45, (Group(("4", "5"), 45),), mean=4.5),
        Result("rare", "one", words("Selten?"), labels, None),
        Result("wish", "text", words("Wunsch?"), (), 45, (Group((), 20),)),
    )
    chatter = await _arrives(database, clock)
    for sheets, shown in ((45, results), (None, ())):
        asked = await opened(database, clock)
        await send(database, clock, asked, person=await chatter.person())
        async with database.writing() as session:
            await close_survey(session, asked, clock.now())
            await release(session, Table(replace(heading, survey=asked), sheets, shown), clock.now().date())
            await put_away(session, asked)
        await _opens(chatter)
        said = (await chatter.says("1"))[0].text
        if sheets is None:
            assert "Too few people took part" in said
            continue
        assert "About 45 people took part." in said
        text = (await chatter.says("yes"))[0].text
        for line in (
            "• Ja (en): about 30", "• Nein (en) or no answer: about 15", "• Ja (en): not shown, to protect few",
            "• 4 or 5: about 45", "On average: 4.5", "Too few people answered this to show it.",
            "• wrote in their own words: about 20",
        ):  # fmt: skip
            assert line in text.splitlines()
        await chatter.presses("Tell me here")
        async with database.writing() as session:
            await forget_person(session, await chatter.person())


@pytest.mark.parametrize("language", ["en", "de"])
async def test_who_never_took_part_sees_the_public_outcomes(database: Database, clock: SetClock, language: str) -> None:
    """You said – we did: of released surveys, in one's language; nothing of those that are not."""
    chatter = await _arrives(database, clock, language)
    first = await _opens(chatter)
    asked, hidden = await opened(database, clock), await opened(database, clock)
    async with database.writing() as session:
        await close_survey(session, asked, clock.now())
        await put_away(session, asked)
    await decided(database, clock, asked)
    await forwarded(database, clock, hidden)
    text = await _opens(chatter)

    assert "course" not in first.lower()
    expected = {"en": "Too few course places", "de": "Zu wenig Kursplätze"}[language]
    assert text.count(expected) == 1
    if language == "en":
        assert first.startswith("You have not taken part in a survey, and nothing has been decided")
        assert text.startswith("You have not taken part in a survey. This is what others said")
        assert "Others said: Too few course places" in text


async def test_three_are_shown_however_many_there_are(
    database: Database, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The latest news first; of eight surveys no more are read than of three."""
    chatter, made, read, sizes = await _arrives(database, clock), list[str](), list[str](), list[int]()

    def parsed(document: str) -> Definition:
        read.append(document)
        return loads(document)

    for more in (3, 5):
        for _ in range(more):
            number = len(made)
            made.append(await opened(database, clock, replace(SMALL, title=words(f"Umfrage {number}"))))
            async with database.writing() as session:
                await close_survey(session, made[-1], clock.now())
                await put_away(session, made[-1])
            await decided(database, clock, made[-1])
            clock.forward(hours=1)
        with monkeypatch.context() as patched:
            patched.setattr(queries, "loads", parsed)
            text = await _opens(chatter)
        sizes.append(len(read))
        read.clear()
        shown = [n for n in range(len(made)) if f"“Umfrage {n} (en)”" in text]
        assert shown == list(range(len(made)))[-3:]
        places = [text.index(f"“Umfrage {n} (en)”") for n in shown]
        assert places == sorted(places, reverse=True)

    assert sizes == [3, 3]
    async with database.reading() as session:
        assert [one.id for one in await these_surveys(session, await latest_surveys(session, 1))] == made[-1:]
