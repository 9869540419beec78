"""One search over everything somebody may open: offices, services, appointments, surveys, findings, accounts."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from aiohttp import web
from sqlalchemy.ext.asyncio import AsyncSession

from admin.asked import clean
from admin.keys import parts, visit
from admin.looks import language_of, page
from admin.pages.bookings import units_of
from admin.pages.bookings_list import STATES
from admin.pages.findings import standing
from admin.pages.surveys.listing import STATES as SURVEYS
from participation.appointments.queries import bookings_numbered
from participation.core.catchwords import Catchwords
from participation.core.clock import BERLIN
from participation.core.text import Sayable, Text, Words, t
from participation.offices import queries as offices
from participation.offices.lookup import look_up
from participation.offices.units import units
from participation.planning.queries import findings
from participation.results.queries import releases
from participation.staff.permissions import Permission, scopes_of
from participation.staff.queries import accounts
from participation.staff.values import Account
from participation.surveys.queries import surveys_of

MOST, SHOWN = 20, 40  # of one kind, and of all
BEFORE = timedelta(days=30)  # so long ago an appointment is still looked for


@dataclass(frozen=True, slots=True)
class Asking:
    """What is looked for, by whom, when."""

    text: str
    language: str
    who: Account
    now: datetime


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found: of which kind, how it is called, a word more on it, and its page."""

    kind: Text
    name: Sayable
    more: Sayable | None
    link: str
    score: float


Seek = Callable[[AsyncSession, Asking], Awaitable[list[Hit]]]


async def search(request: web.Request) -> web.StreamResponse:
    who, text = visit(request).account, clean(request.query.get("q", ""))
    asking = Asking(text, language_of(request), who, parts(request).clock.now())
    hits: list[Hit] = []
    if text:
        async with parts(request).database.reading() as session:
            for permission, seek in SOUGHT:
                hits += await seek(session, asking) if who.may(permission) else []
    best = sorted(hits, key=lambda hit: -hit.score)[:SHOWN]
    return page(request, "search/found.html", searched=text, hits=best)


async def _offices(session: AsyncSession, asking: Asking) -> list[Hit]:
    """Offices, and services: to change for who keeps them, for all others the offices that answer for them."""
    found = await look_up(session, asking.text, asking.language, 2 * MOST)
    there = {
        unit.id: unit
        for unit in await units(session, [key for (kind, key) in (one.key for one in found) if kind == "unit"])
    }
    above = {unit.id: unit for unit in await units(session, [unit.parent for unit in there.values() if unit.parent])}
    services = {service.slug: service for service in await offices.services(session)}
    path = "/staff/keeping/services/" if asking.who.may(Permission.KEEP_OFFICES) else "/staff/offices?service="
    hits = []
    for one in found:
        kind, key = one.key
        if kind == "unit" and key in there:
            unit = there[key]
            over = above.get(unit.parent or "")
            hits.append(
                Hit(
                    t("Office"),
                    Words(unit.names),
                    Words(over.names) if over else None,
                    f"/staff/offices/{key}",
                    one.score,
                )
            )
        elif kind == "service" and key in services:
            hits.append(Hit(t("Service"), Words(services[key].names), None, f"{path}{key}", one.score))
    return hits


async def _bookings(session: AsyncSession, asking: Asking) -> list[Hit]:
    """By number only: no name is kept. Small letters, spaces and no hyphen do no harm."""
    written = re.fullmatch(r"\s*([A-Za-z]?)[\s-]*(\d{2,6})\s*", asking.text)
    if written is None:
        return []
    number = f"{written[1].upper()}-{written[2]}" if written[1] else written[2]
    mine = await units_of(session, asking.who, Permission.SEE_BOOKINGS)
    since = asking.now.astimezone(BERLIN).date() - BEFORE
    found = await bookings_numbered(session, mine, number, since, MOST)
    services = {
        service.slug: Words(service.names)
        for service in await offices.services(session, [one.service for one in found])
    }
    return [
        Hit(
            t("Appointment"), one.number,
            t("{when}, {service}, {state}", when=one.starts_at, service=services.get(one.service) or one.service, state=STATES[one.state]),
            f"/staff/bookings/{one.booking}", 1.0 if number in {one.number, one.number[2:]} else 0.8,
        )
        for one in found
    ]  # fmt: skip


async def _surveys(session: AsyncSession, asking: Asking) -> list[Hit]:
    who, mine = asking.who, scopes_of(asking.who.grants, Permission.SEE_SURVEYS)
    found = await surveys_of(session, None if mine is None else sorted(mine))
    known = {
        one.id: one for one in found if one.state != "draft" or who.may(Permission.WRITE_SURVEYS, one.organisation)
    }
    named = [(one.id, name) for one in known.values() for name in (*one.definition.title.values(), one.code)]
    return [
        Hit(t("Survey"), Words(known[hit.key].definition.title), SURVEYS[known[hit.key].state], f"/staff/surveys/{hit.key}", hit.score)
        for hit in Catchwords(named).find(asking.text, MOST)
    ]  # fmt: skip


async def _results(session: AsyncSession, asking: Asking) -> list[Hit]:
    """For who sees no surveys; all others come from the survey to its results."""
    if asking.who.may(Permission.SEE_SURVEYS):
        return []
    mine = scopes_of(asking.who.grants, Permission.SEE_RESULTS)
    known = {one.survey: one.table.heading for one in await releases(session, None if mine is None else sorted(mine))}
    named = [(id_, title) for id_, heading in known.items() for title in heading.title.values()]
    return [
        Hit(t("Results"), Words(known[hit.key].title), None, f"/staff/results/{hit.key}", hit.score)
        for hit in Catchwords(named).find(asking.text, MOST)
    ]


async def _findings(session: AsyncSession, asking: Asking) -> list[Hit]:
    known = {one.id: one for one in await findings(session)}
    named = [(one.id, title) for one in known.values() for title in one.title.values()]
    return [
        Hit(t("Finding"), Words(known[hit.key].title), standing(known[hit.key]), f"/staff/findings/{hit.key}", hit.score)
        for hit in Catchwords(named).find(asking.text, MOST)
    ]  # fmt: skip


async def _accounts(session: AsyncSession, asking: Asking) -> list[Hit]:
    known = {one.id: one for one in await accounts(session)}
    named = [(one.id, name) for one in known.values() for name in (one.shown, one.name)]
    return [
        Hit(t("Account"), known[hit.key].shown, known[hit.key].name, f"/staff/accounts/{hit.key}", hit.score)
        for hit in Catchwords(named).find(asking.text, MOST)
    ]


#: What is looked through, for whom; at equal scores in this order.
SOUGHT: list[tuple[Permission, Seek]] = [
    (Permission.SEE_BOOKINGS, _bookings),
    (Permission.SEE_OFFICES, _offices),
    (Permission.SEE_SURVEYS, _surveys),
    (Permission.SEE_RESULTS, _results),
    (Permission.SEE_FINDINGS, _findings),
    (Permission.KEEP_ACCOUNTS, _accounts),
]

ROUTES = [web.get("/search", search)]
