"""The day at the counter: who comes, call the next, record how it ended."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from aiohttp import web
from sqlalchemy.ext.asyncio import AsyncSession

from admin.forms import Form, posted
from admin.keys import parts, today, visit
from admin.lists import answer, arrange, ask
from admin.looks import page
from admin.pages.bookings_list import STATES, list_of_day
from participation.appointments import desk, queries
from participation.appointments.errors import AlreadyCalled, NotToday
from participation.appointments.values import EXPECTED, OUTCOMES, Entry, State
from participation.core.text import Sayable, Words, t
from participation.offices import queries as offices
from participation.offices.units import search, units, units_below
from participation.staff import door
from participation.staff import queries as staff
from participation.staff.permissions import Permission, scopes_of
from participation.staff.values import Account

#: These need a word on what is missing, or to whom.
NOTED = {
    State.DOCUMENTS_MISSING: t("Please say which documents are missing."),
    State.PASSED_ON: t("Please say to whom this was passed on."),
}


async def day(request: web.Request) -> web.StreamResponse:
    return await _day(request, Form(request.query))


async def sit_down(request: web.Request) -> web.StreamResponse:
    """Remember the counter, so that it is said when a number is called."""
    form = await posted(request)
    counter = form.text("desk", needed=False, most=40)
    if not form.right:
        return await _day(request, form, status=422)
    async with parts(request).database.writing() as session:
        await door.sit_down(session, visit(request).id, counter)
    raise web.HTTPSeeOther("/staff/bookings")


async def call_next(request: web.Request) -> web.StreamResponse:
    """Call who is next. The form names whom the clerk saw there: pressed twice, it calls them once."""
    form, mine, now = await posted(request), visit(request), parts(request).clock.now()
    seen = form.text("seen", needed=False)
    async with parts(request).database.writing() as session:
        mine_to_serve = await units_of(session, mine.account, Permission.SERVE)
        shown = await queries.booking(session, seen) if seen else None
        if shown and (shown.state, shown.clerk) == (State.CALLED, mine.account.id):
            raise web.HTTPSeeOther("/staff/bookings")
        while following := await queries.next_to_call(session, mine_to_serve, now):
            try:
                await desk.call(session, following.booking, mine.account.id, mine.desk, now)
            except AlreadyCalled:  # a colleague was faster: then the one after
                continue
            break
    raise web.HTTPSeeOther("/staff/bookings")


async def call(request: web.Request) -> web.StreamResponse:
    """Call this one; of two clerks one has it, the other is told."""
    mine, id_ = visit(request), request.match_info["booking"]
    try:
        async with parts(request).database.writing() as session:
            await desk.call(session, id_, mine.account.id, mine.desk, parts(request).clock.now())
    except (AlreadyCalled, NotToday) as refusal:
        return await _day(request, Form(), said=refusal.text, status=409)
    raise web.HTTPSeeOther("/staff/bookings")


async def outcome(request: web.Request) -> web.StreamResponse:
    form, mine, id_ = await posted(request), visit(request), request.match_info["booking"]
    ended, note = form.kind("ended", State), form.text("note", needed=False, most=500)
    if ended in NOTED and not note:
        form.wrong["note"] = NOTED[ended]
    if ended is None or ended not in OUTCOMES or not form.right:
        return await _one(request, form, status=422)
    async with parts(request).database.writing() as session:
        entry = await desk.outcome(session, id_, mine.account.id, ended, parts(request).clock.now(), note)
    raise web.HTTPSeeOther(f"/staff/bookings?day={entry.day}")


async def one(request: web.Request) -> web.StreamResponse:
    return await _one(request, Form())


async def of_my_units(session: AsyncSession, who: Account, on: date) -> list[Entry]:
    """Everybody who comes to the units somebody works for."""
    return await queries.bookings_of_day(session, await units_of(session, who, Permission.SEE_BOOKINGS), on)


async def _day(
    request: web.Request, form: Form, *, said: Sayable | None = None, status: int = 200
) -> web.StreamResponse:
    mine, now = visit(request), parts(request).clock.now()
    shown = (form.day("day") if form.was("day") else None) or today(request)
    async with parts(request).database.reading() as session:
        entries = await of_my_units(session, mine.account, shown)
        serving = await units_of(session, mine.account, Permission.SERVE)
        following = await queries.next_to_call(session, serving, now) if shown == today(request) and serving else None
        names = await _names(session, entries)
        at_work = await units(session, sorted(scopes_of(mine.account.grants, Permission.SEE_BOOKINGS) or ()))
    listing = list_of_day(names["services"], names["units"], names["clerks"], now)
    order = [entry for entry in entries if entry.state not in OUTCOMES] + [e for e in entries if e.state in OUTCOMES]
    bookings = arrange(ask(request, listing, "/staff/bookings"), listing, order)
    here = [entry for entry in entries if (entry.state, entry.clerk) == (State.CALLED, mine.account.id)]
    return await answer(
        request, "bookings/day.html", bookings, status=status, form=form, said=said, shown=shown, today=today(request),
        here=here, following=following, at_work=at_work, desk=mine.desk, serving=frozenset(serving),
        before=shown - timedelta(days=1), after=shown + timedelta(days=1),
        waiting=sum(1 for entry in entries if entry.state in EXPECTED), **names,
    )  # fmt: skip


async def _one(request: web.Request, form: Form, status: int = 200) -> web.StreamResponse:
    id_, mine = request.match_info["booking"], visit(request)
    async with parts(request).database.reading() as session:
        entry = await queries.booking(session, id_)
        if entry is None:
            raise web.HTTPNotFound
        steps = await queries.history(session, id_)
        names = await _names(session, [entry], [step.staff for step in steps])
        serving = await units_of(session, mine.account, Permission.SERVE)
    ended = entry.state in OUTCOMES
    if ended and not form.given:  # to be corrected, not written again
        form = Form({"note": steps[-1].note})
    return page(
        request, "bookings/one.html", status=status, form=form, entry=entry, steps=steps,
        may_serve=entry.unit in serving, ended=ended, today=today(request), **names,
    )  # fmt: skip


async def units_of(session: AsyncSession, who: Account, permission: Permission) -> list[str]:
    """The units somebody has a permission for, with all below them; none in particular: every unit there is."""
    held = scopes_of(who.grants, permission)
    if held is None:
        return [unit.id for unit in await search(session, "")]
    return list(dict.fromkeys([below for id_ in sorted(held) for below in await units_below(session, id_)]))


async def _names(session: AsyncSession, entries: Sequence[Entry], others: Sequence[str] = ()) -> dict[str, Any]:
    services = await offices.services(session, sorted({entry.service for entry in entries}))
    there = await units(session, sorted({entry.unit for entry in entries}))
    clerks = await staff.shown_names(session, [entry.clerk for entry in entries] + list(others))
    return {
        "services": {service.slug: Words(service.names) for service in services},
        "units": {unit.id: Words(unit.names) for unit in there},
        "clerks": clerks, "states": STATES, "outcomes": OUTCOMES, "called": State.CALLED, "callable": (*EXPECTED, State.NO_SHOW),
    }  # fmt: skip


ROUTES = [
    web.get("/bookings", day),
    web.post("/bookings/desk", sit_down),
    web.post("/bookings/next", call_next),
    web.get("/bookings/{booking}", one),
    web.post("/bookings/{booking}/call", call),
    web.post("/bookings/{booking}/outcome", outcome),
]
