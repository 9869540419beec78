"""Several who change one draft at the same moment."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from participation.core.clock import SetClock
from participation.core.db import Database
from participation.planning.errors import FindingChanged
from participation.planning.queries import finding
from participation.planning.services import change_finding
from tests.planning.findings import CONTENT, noted


async def test_of_several_who_change_a_draft_at_once_one_does(database: Database, clock: SetClock) -> None:
    """All were shown the same; the others are told, and what they wrote wipes nothing."""
    id_ = await noted(database, clock)

    async def tries(by: str) -> bool:
        try:
            async with database.writing() as session:
                await change_finding(
                    session, id_, replace(CONTENT, text={"de": by}), by, clock.now(), CONTENT.fingerprint
                )
        except FindingChanged:
            return False
        return True

    won = await asyncio.gather(*(tries(f"planner-{number}") for number in range(10)))
    async with database.reading() as session:
        found = await finding(session, id_)

    assert sum(won) == 1
    assert found is not None
    assert found.text == {"de": f"planner-{won.index(True)}"}
