"""Offices of one's own: what they answer for, when they are open, who comes today, how often they were the wrong one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date

from aiohttp import web
from sqlalchemy.ext.asyncio import AsyncSession

from admin.columns import Column, Listing
from admin.keys import parts, today, visit
from admin.lists import answer, arrange, ask
from admin.looks import page
from admin.pages.keeping.saving import days
from admin.pages.keeping.words import ROLES, Names, names
from admin.pages.keeping.wrong import SHOWN, WHY
from admin.pages.offices import FRONT, front
from participation.appointments.queries import bookings_of_day, not_responsible
from participation.core.text import Words, t, tn
from participation.misrouted import queries as misrouted
from participation.misrouted.values import LEAST, told
from participation.offices import queries
from participation.offices.units import rules_of, units, units_below
from participation.offices.values import Rule, Unit
from participation.staff.permissions import Permission, scopes_of
from participation.staff.values import Account


async def every(request: web.Request) -> web.StreamResponse:
    async with parts(request).database.reading() as session:
        mine = await _mine(session, visit(request).account)
        expected = await bookings_of_day(session, [unit.id for unit in mine], today(request))
        coming = Counter(entry.unit for entry in expected)
    return await answer(request, "mine/every.html", arrange(ask(request, listing := _listing(coming)), listing, mine))


def _listing(coming: Mapping[str, int]) -> Listing[Unit]:
    return Listing("units", t("My offices"), (
        Column("name", t("Office"), lambda unit: Words(unit.names), link=lambda unit: f"/staff/mine/{unit.id}", head=True),
        Column("front", t("Kind"), lambda unit: FRONT[front(unit)], code=front, options=FRONT),
        Column("coming", t("Appointments today"), lambda unit: coming[unit.id], css="num"),
    ), counted=lambda n: tn("{n} office", "{n} offices", n))  # fmt: skip


async def one(request: web.Request) -> web.StreamResponse:
    day, id_ = today(request), request.match_info["unit"]
    since = (day - SHOWN).replace(day=1)
    async with parts(request).database.reading() as session:
        known = await names(session)
        rules = await rules_of(session, id_)
        chats = await misrouted.wrong(session, since, id_)
        desks = sum(1 for _, unit, _ in await not_responsible(session, since) if unit == id_)
        coming = len(await bookings_of_day(session, [id_], day))
        called = {rule.service for rule in rules} | {wrong.service for wrong in chats}
        services = {one.slug: Words(one.names) for one in await queries.services(session, sorted(called))}
    unit = known.units[id_]
    return page(
        request, "mine/one.html", unit=unit, days=days(unit, day), coming=coming, chats=chats, desks=desks, told=told(desks),
        why=WHY, least=LEAST, services=services, roles=ROLES, rules=[_shown(rule, known, day) for rule in rules],
    )  # fmt: skip


def _shown(rule: Rule, known: Names, day: date) -> dict[str, object]:
    over = rule.valid_until is not None and rule.valid_until < day
    return {"rule": rule, "area": known.area(rule.area), "people": known.lines(rule.when), "over": over}


async def _mine(session: AsyncSession, who: Account) -> list[Unit]:
    """The units that a role was given for, with all below them."""
    held = sorted(scopes_of(who.grants, Permission.SEE_OWN_UNITS) or ())
    return await units(session, list(dict.fromkeys([id_ for one in held for id_ in await units_below(session, one)])))


ROUTES = [web.get("/mine", every), web.get("/mine/{unit}", one)]
