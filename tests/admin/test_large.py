"""The pages in a directory as large as a big city's."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from participation.core.clock import SetClock
from participation.core.db import Database, sqlite_url
from participation.offices import queries, units
from tests.admin.site import Site, open_site
from tests.bench.pages import PAGES, visitor
from tests.support import directory

MOST = 1.0  # seconds; the bench says 200 ms on a core of its own, here others may be at work


@pytest.fixture
async def large(sqlite_file: Path, clock: SetClock) -> AsyncIterator[Site]:
    """1,000 services and 500 units."""
    database = Database(sqlite_url(sqlite_file))
    await directory.settle(database, clock.now())
    await visitor(database)
    async with open_site(database, clock) as opened:
        yield opened
    await database.close()


async def test_every_page_of_a_large_directory_is_quick(large: Site) -> None:
    """Whoever has opened a page once gets every page at once; what is missing is looked for beside the requests."""
    person = await large.signed_in("everything")
    async with large.database.reading() as session:
        sizes = len(await queries.services(session)), len(await units.search(session, ""))
    slow = {}
    for path in PAGES:
        await person.get(f"/staff/{path}".rstrip("/"))
        begun = time.perf_counter()
        page = await person.get(f"/staff/{path}".rstrip("/"))
        taken = time.perf_counter() - begun
        assert page.status == 200, path
        if taken > MOST:
            slow[path] = round(taken, 2)

    assert sizes == (directory.SERVICES, directory.UNITS)
    assert slow == {}


async def test_a_list_does_not_grow_with_the_directory(large: Site) -> None:
    """A page of a list holds as many lines as a page may have, however many there are."""
    person = await large.signed_in("everything")
    for path in ("offices", "keeping", "keeping/responsibilities"):
        page = await person.get(f"/staff/{path}")
        assert page.text.count("<tr") + page.text.count("<li") < 80, path


async def test_nobody_waits_for_what_is_missing(large: Site) -> None:
    """On a new day everything is looked through again: the page answers at once and comes again by itself."""
    large.clock.forward(days=1)
    person = await large.signed_in("everything")
    begun = time.perf_counter()
    page = await person.get("/staff/keeping/gaps")

    assert time.perf_counter() - begun < MOST
    assert page.status == 200
    if "Refresh" in page.headers:
        assert "being looked through anew" in page.words
