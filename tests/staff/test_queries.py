"""Who has not finished signing up, counted by the database."""

from __future__ import annotations

from participation.core.db import Database
from participation.staff import queries, services
from tests.staff.people import NOW, somebody


async def test_invited_and_without_a_second_factor(database: Database) -> None:
    """Each open account counts once, as invited or as without second factor; closed ones do not count."""
    async with database.reading() as session:
        assert await queries.waiting(session) == (0, 0)
    await somebody(database, "chief")
    await somebody(database, "invited", provisional=True)
    closed = await somebody(database, "closed")
    async with database.writing() as session:
        await services.deactivate(session, closed.id, "chief", NOW)
    async with database.reading() as session:
        assert await queries.waiting(session) == (1, 1)
