"""What pages that people watch wait for: the day at the counter, how a survey stands."""

from __future__ import annotations

from collections.abc import Hashable
from datetime import date

from aiohttp import web
from sqlalchemy.ext.asyncio import AsyncSession

from admin.keys import parts, visit
from admin.live import stream
from admin.pages.bookings import units_of
from participation.appointments.queries import bookings_of_day
from participation.core.clock import BERLIN
from participation.staff.permissions import Permission
from participation.surveys import queries as surveys
from participation.work.queries import jobs
from participation.work.values import RELEASE, Job


async def day(request: web.Request) -> web.StreamResponse:
    """The bookings of a day in the units somebody works for: one more, one called, one done."""
    shown = _day(request.query.get("day", "")) or parts(request).clock.now().astimezone(BERLIN).date()
    async with parts(request).database.reading() as session:
        mine = await units_of(session, visit(request).account, Permission.SEE_BOOKINGS)

    async def look(session: AsyncSession) -> Hashable:
        return tuple(await bookings_of_day(session, mine, shown))

    return await stream(request, ("day", shown, *mine), look)


async def survey(request: web.Request) -> web.StreamResponse:
    """Whether it is open, counted or released, and more than how many took part: never one by one."""
    id_ = request.match_info["survey"]

    async def look(session: AsyncSession) -> Hashable:
        found = await surveys.survey(session, id_)
        if found is None:
            return None
        job = await releasing(session, id_) if found.state == "closed" else None
        return found.state, await surveys.progress(session, id_), job and (job.state, job.version)

    return await stream(request, ("survey", id_), look)


async def releasing(session: AsyncSession, survey_id: str) -> Job | None:
    """The long work that counts and releases a large survey, if there is one."""
    return next((job for job in await jobs(session, (RELEASE,), 100) if job.given["survey"] == survey_id), None)


def _day(given: str) -> date | None:
    try:
        return date.fromisoformat(given)
    except ValueError:
        return None


ROUTES = [
    web.get("/bookings/live", day),
    web.get("/surveys/{survey}/live", survey),
]
