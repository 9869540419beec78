"""A search that came to its end is counted: once, without the person, and never at the expense of the answer."""

from __future__ import annotations

import logging

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from participation.core.clock import SetClock
from participation.core.db import Database
from participation.demand import services as demand
from participation.demand.models import Asked
from tests.offices.kept import settled
from tests.support.chat import Chatter


async def _noted(database: Database) -> list[tuple[str, str]]:
    async with database.reading() as session:
        return sorted((row.service, row.area) for row in (await session.execute(select(Asked))).scalars())


async def test_a_search_is_counted_once(database: Database, clock: SetClock) -> None:
    """What is said afterwards, which plays the talk anew, counts nothing more; the district is kept, the postcode not."""
    await settled(database)
    chatter = Chatter(database, clock)
    await chatter.says("register my address")
    await chatter.says("00102")
    await chatter.says("???")
    await chatter.presses("Nothing more, thank you")

    assert await _noted(database) == [("register-address", "059990001001/hafen")]


async def test_going_back_stays_possible(sqlite: Database, clock: SetClock) -> None:
    """Whoever is told an office may still go back and name another place, and is told that one."""
    await settled(sqlite)
    chatter = Chatter(sqlite, clock)
    await chatter.says("register my address")
    await chatter.says("Lindenau")
    await chatter.says("/back")
    said = await chatter.says("Oberhain")

    assert "Oberhain" in "\n".join(reply.text for reply in said)
    assert await _noted(sqlite) == [("register-address", "059990002002"), ("register-address", "059990004004")]


async def test_whoever_cannot_be_counted_is_answered(
    database: Database, clock: SetClock, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """The answer comes though the database refuses the note; the log says it, without words of people."""
    await settled(database)
    monkeypatch.setattr(demand, "new_id", lambda: None)
    with pytest.raises(IntegrityError):  # the control: by itself it fails
        async with database.writing() as session:
            await demand.count(session, "x", "", clock.now())
    chatter = Chatter(database, clock)
    await chatter.says("register my address")
    with caplog.at_level(logging.WARNING):
        said = await chatter.says("Lindenau")

    assert "Lindenau" in "\n".join(reply.text for reply in said)
    assert "something was not counted: IntegrityError" in caplog.text
