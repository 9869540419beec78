"""A person says that the office was the wrong one."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from participation.core.clock import SetClock
from participation.core.db import Database
from participation.misrouted import queries
from participation.misrouted.models import Misrouted
from tests.offices.kept import settled
from tests.support.chat import Chatter

YEAR = date(2025, 12, 1)


async def test_it_is_counted_and_words_only_with_consent(sqlite: Database, clock: SetClock) -> None:
    """The town, not the district, and the reason are counted once; words are kept only of who said yes."""
    await settled(sqlite)
    for consent in ("No", "Yes"):
        chatter = Chatter(sqlite, clock)
        for text in ("register my address", "Lindenau"):
            await chatter.says(text)
        await chatter.presses("It was the wrong office")
        await chatter.presses("They sent me to another office")
        said = await chatter.presses(consent)
        if consent == "Yes":
            said = await chatter.says("The door was locked.")
        assert "This helps to correct it." in "\n".join(reply.text for reply in said)

    async with sqlite.reading() as session:
        (row,) = (await session.execute(select(Misrouted))).scalars()
        assert (row.area, row.unit, row.why, row.count) == ("059990002002", "buergerbuero-lindenau", "sent-on", 2)
        assert await queries.accounts(session, YEAR) == [
            ("register-address", "buergerbuero-lindenau", "The door was locked.")
        ]
