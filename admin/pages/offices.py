"""Offices to look up: search, list, one office."""

from __future__ import annotations

from aiohttp import web

from admin.keys import parts
from admin.looks import page
from participation.core.clock import BERLIN
from participation.offices import units
from participation.offices.opening import ByAppointment, Closed, OpenNow, state_at

LEVELS_MOST = 500  # offices on one page


async def find(request: web.Request) -> web.StreamResponse:
    asked = request.query.get("q", "")[:100]
    async with parts(request).database.reading() as session:
        found = await units.search(session, asked)
        above = {unit.id: unit for unit in await units.units(session, [unit.parent for unit in found if unit.parent])}
    return page(request, "offices/find.html", asked=asked, found=found[:LEVELS_MOST], above=above)


async def one(request: web.Request) -> web.StreamResponse:
    now = parts(request).clock.now()
    async with parts(request).database.reading() as session:
        unit = await units.unit(session, request.match_info["unit"])
        if unit is None:
            raise web.HTTPNotFound
        above = await units.units(session, (await units.units_above(session, unit.id))[1:])
        below = await units.units(session, [id_ for id_ in await units.units_below(session, unit.id) if id_ != unit.id])
        services = await units.services_of(session, unit.id)
    today = now.astimezone(BERLIN).date()
    state = state_at(unit, now)
    return page(
        request, "offices/one.html", unit=unit, above=list(reversed(above)), below=below, services=services,
        state=state, open=isinstance(state, OpenNow), by_appointment=isinstance(state, ByAppointment),
        closed=isinstance(state, Closed), closures=[shut for shut in unit.closures if shut.last >= today],
    )  # fmt: skip


ROUTES = [web.get("/offices", find), web.get("/offices/{unit}", one)]
