"""Watched pages: told that something changed, not what; bounded, and over when the sign-in is."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest
from aiohttp import ClientResponse

from admin import live
from admin.live import LIVE, MOST_OF_SESSION
from bot.demo import DEMO
from participation.core.clock import SetClock
from participation.core.db import Database
from participation.offices.services import CATALOGUE, CATALOGUE_FOLDER, import_tables
from participation.staff import queries, services
from participation.staff.permissions import Role
from tests.admin.site import Person, Site, open_site
from tests.staff.people import somebody

UNIT = "buergerbuero-birkenstadt"
DAY = "/staff/bookings/live"
PATIENCE = 10


@pytest.fixture
async def clerk(site: Site) -> Person:
    await somebody(site.database, "clerk", Role.FRONT_OFFICE, UNIT)
    return await site.signed_in("clerk")


@asynccontextmanager
async def _watching(person: Person, path: str = DAY) -> AsyncIterator[ClientResponse]:
    async with person.browser.get(person.site.address + path) as answer:
        assert answer.status == 200
        assert await _event(answer) == "changed"  # how it stands at the beginning
        yield answer


async def _event(answer: ClientResponse) -> str | None:
    """The next event, None when the stream has ended."""
    async with asyncio.timeout(PATIENCE):
        while line := await answer.content.readline():
            if line.startswith(b"event: "):
                return line[7:].decode().strip()
    return None


async def _none(answer: ClientResponse, seconds: float) -> bool:
    """Whether nothing comes for a while."""
    try:
        async with asyncio.timeout(seconds):
            return await _event(answer) is None
    except TimeoutError:
        return True


async def test_a_booking_and_an_outcome_are_told(site: Site, clerk: Person) -> None:
    """A new booking, a call and an outcome each come as a change, without a word about them; other offices are silent."""
    async with _watching(clerk) as answer:
        assert answer.content_type == "text/event-stream"
        await site.booking("jobcenter", 60)
        assert await _none(answer, 2.5)
    async with _watching(clerk) as answer:
        booked = await site.booking(UNIT, 60)
        first = await _event(answer)
        await clerk.get("/staff/bookings")
        await clerk.post(f"/staff/bookings/{booked.booking}/call")
        second = await _event(answer)
        await clerk.post(f"/staff/bookings/{booked.booking}/outcome", ended="done")
        third = await _event(answer)

    assert [first, second, third] == ["changed"] * 3


async def test_it_ends_with_the_sign_in_and_with_the_role(site: Site, clerk: Person) -> None:
    """Signed out in another window, or a role taken away: the stream says so and ends within moments."""
    async with _watching(clerk) as answer:
        await clerk.get("/staff")
        await clerk.post("/staff/sign-out")
        assert [await _event(answer), await _event(answer)] == ["ended", None]
    again = await site.signed_in("clerk")
    async with _watching(again) as answer:
        async with site.database.writing() as session:
            who = await queries.account_named(session, "clerk")
            assert who is not None
            await services.revoke(session, who.id, Role.FRONT_OFFICE, UNIT, "chief", site.clock.now())
        assert [await _event(answer), await _event(answer)] == ["ended", None]


async def test_watching_keeps_nobody_signed_in(site: Site, clerk: Person) -> None:
    """Neither the stream nor what the page asks by itself counts as being there; a press does."""
    site.clock.forward(minutes=20)
    async with _watching(clerk):
        await clerk.get("/staff/bookings", headers={live.ASKS_ITSELF: "1"})
    site.clock.forward(minutes=11)
    gone = await clerk.get("/staff/bookings")
    other = await site.signed_in("clerk")
    site.clock.forward(minutes=20)
    await other.get("/staff/bookings")
    site.clock.forward(minutes=11)
    there = await other.get("/staff/bookings")

    assert gone.path.startswith("/staff/sign-in")
    assert there.path == "/staff/bookings"
    assert timedelta(minutes=30) == queries.IDLE


async def test_there_are_only_so_many(site: Site, clerk: Person) -> None:
    """One sign-in watches a few pages at once; whoever closes one may open another."""
    async with _watching(clerk), _watching(clerk), _watching(clerk):
        async with _watching(clerk):
            assert (await clerk.get(DAY)).status == 503
        async with asyncio.timeout(PATIENCE):
            while site.app[LIVE].full(queries.token_hash(clerk.cookie or "")):  # noqa: ASYNC110  the server notices
                await asyncio.sleep(0.05)
        async with _watching(clerk):
            pass
    assert MOST_OF_SESSION == 4


async def test_it_ends_when_the_server_does(site: Site, clerk: Person) -> None:
    """Told to stop, the server lets its streams end at once instead of waiting for them."""
    async with _watching(clerk) as answer:
        begun = time.monotonic()
        await site.app[LIVE].close(site.app)
        assert await _event(answer) is None
    assert time.monotonic() - begun < 3
    assert (await clerk.get(DAY)).status == 503


async def test_many_pages_share_one_look() -> None:
    """However many watch the same, it is looked at once a second."""
    counted = 0
    streams = live.Live()

    async def look() -> int:
        nonlocal counted
        counted += 1
        return 1

    await asyncio.gather(*(streams.version("day", look) for _ in range(50)))
    assert counted == 1


async def test_what_another_process_writes_is_told(database: Database, clock: SetClock) -> None:
    """Two servers on one database, SQLite or PostgreSQL: a booking made at one appears at the other."""
    async with database.writing() as session:
        await import_tables(session, CATALOGUE_FOLDER, clock.now(), CATALOGUE)
        await import_tables(session, DEMO / "county", clock.now())
    await somebody(database, "clerk", Role.FRONT_OFFICE, UNIT)
    other = Database(database.url.render_as_string(hide_password=False))
    async with (
        open_site(database, clock) as here,
        open_site(other, clock) as there,
        _watching(await here.signed_in("clerk")) as answer,
    ):
        await there.booking(UNIT, 60)
        told = await _event(answer)
    await other.close()

    assert told == "changed"
