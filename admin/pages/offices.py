"""Offices to look up: search, list, one office."""

from __future__ import annotations

from collections.abc import Mapping

from aiohttp import web

from admin.asked import clean
from admin.columns import Column, Listing
from admin.keys import parts, today
from admin.lists import answer, arrange, ask
from admin.looks import page
from admin.office_kinds import office_kind
from participation.core.text import Sayable, Words, t, tn
from participation.offices import queries, units
from participation.offices.opening import ByAppointment, OpenNow, state_at
from participation.offices.values import Unit

FRONT: dict[str, Sayable] = {"front": t("front office"), "back": t("back office")}


async def find(request: web.Request) -> web.StreamResponse:
    """All offices, or those that answer for the service the address names."""
    async with parts(request).database.reading() as session:
        every = await units.search(session, "")
        service = await queries.service(session, clean(request.query.get("service", "")))
        rules = await queries.rules(session, service.slug) if service else []
    listing, answering = _listing({unit.id: Words(unit.names) for unit in every}), {rule.unit for rule in rules}
    found = [unit for unit in every if unit.id in answering] if service else every
    return await answer(request, "offices/find.html", arrange(ask(request, listing), listing, found), service=service)


def _listing(names: Mapping[str, Sayable]) -> Listing[Unit]:
    return Listing("offices", t("Offices"), (
        Column("name", t("Office"), lambda unit: Words(unit.names), link=lambda unit: f"/staff/offices/{unit.id}", head=True),
        Column("above", t("Belongs to"), lambda unit: names.get(unit.parent or ""), code=lambda unit: unit.parent or ""),
        Column("front", t("Kind"), lambda unit: FRONT[front(unit)], code=front, options=FRONT),
        Column("kind", t("Kind of office"), lambda unit: office_kind(unit.kind), code=lambda unit: unit.kind, shown=False),
        Column("address", t("Address"), lambda unit: f"{unit.street}, {unit.postcode} {unit.city}" if unit.street else ""),
        Column("phone", t("Telephone"), lambda unit: unit.phone, shown=False),
        Column("email", t("E-mail"), lambda unit: unit.email, shown=False),
        Column("website", t("Web page"), lambda unit: unit.website, shown=False),
    ), counted=lambda n: tn("{n} office", "{n} offices", n))  # fmt: skip


def front(unit: Unit) -> str:
    """Whether people come there, as a code of `FRONT`."""
    return "front" if unit.front else "back"


async def one(request: web.Request) -> web.StreamResponse:
    now, day = parts(request).clock.now(), today(request)
    async with parts(request).database.reading() as session:
        unit = await units.unit(session, request.match_info["unit"])
        if unit is None:
            raise web.HTTPNotFound
        above = await units.units(session, (await units.units_above(session, unit.id))[1:])
        below = await units.units(session, [id_ for id_ in await units.units_below(session, unit.id) if id_ != unit.id])
        services = await units.services_of(session, unit.id, day)
    state = state_at(unit, now)
    return page(
        request, "offices/one.html", unit=unit, above=list(reversed(above)), below=below, services=services,
        state=state, open=isinstance(state, OpenNow), by_appointment=isinstance(state, ByAppointment),
        closures=[shut for shut in unit.closures if shut.last >= day],
    )  # fmt: skip


ROUTES = [web.get("/offices", find), web.get("/offices/{unit}", one)]
