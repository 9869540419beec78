"""Wrong offices: what people said in the chat and clerks at the desks, in counts too large to point at anybody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from aiohttp import web

from admin.columns import Column, Listing
from admin.keys import parts, today
from admin.lists import answer, arrange, ask
from admin.pages.keeping.words import Names, names
from participation.appointments.queries import not_responsible
from participation.core.text import Sayable, Words, t
from participation.misrouted import queries as misrouted
from participation.misrouted.values import LEAST, Why, Wrong, told
from participation.offices import queries

WHY = {
    Why.SENT_ON: t("sent on to another office"),
    Why.CLOSED: t("closed"),
    Why.NOT_THERE: t("not found at the address"),
    Why.OTHER: t("something else"),
}
SHOWN = timedelta(days=365)

Month = tuple[date, str, str, int | None]  # its first day, service, unit, how often


async def wrong(request: web.Request) -> web.StreamResponse:
    since = (today(request) - SHOWN).replace(day=1)
    async with parts(request).database.reading() as session:
        chats = await misrouted.wrong(session, since)
        desks = _by_month(await not_responsible(session, since))
        words = await misrouted.accounts(session, since)
        known = await names(session)
        named = (
            {one.service for one in chats} | {service for _, service, *_ in desks} | {service for service, *_ in words}
        )
        services: dict[str, Sayable] = {
            one.slug: Words(one.names) for one in await queries.services(session, sorted(named))
        }
    first, second = _chats(services, known), _desks(services, known)
    return await answer(
        request, "keeping/wrong.html", arrange(ask(request, first), first, chats), arrange(ask(request, second), second, desks),
        words=words, known=known, services=services,
    )  # fmt: skip


def _chats(services: Mapping[str, Sayable], known: Names) -> Listing[Wrong]:
    def why(one: Wrong) -> Sequence[Sayable]:
        return [t("{why}: {number}", why=WHY[reason], number=str(count)) for reason, count in one.why]

    return Listing("chats", t("Said in the chat"), (
        Column("service", t("Service"), lambda one: services.get(one.service) or one.service, link=lambda one: f"/staff/keeping/rules/{one.service}", code=lambda one: one.service, head=True),
        Column("month", t("Month"), lambda one: f"{one.month:%m/%Y}", code=lambda one: f"{one.month:%Y-%m}", order=lambda one: one.month),
        Column("area", t("People living in"), lambda one: known.area(one.area) if one.area else t("not said")),
        Column("office", t("Office"), lambda one: known.unit(one.unit), code=lambda one: one.unit),
        Column("number", t("How often"), lambda one: _number(one.count), small=why, order=lambda one: one.count or 0),
    ))  # fmt: skip


def _desks(services: Mapping[str, Sayable], known: Names) -> Listing[Month]:
    return Listing("desks", t("Recorded at the desks"), (
        Column("service", t("Service"), lambda one: services.get(one[1]) or one[1], link=lambda one: f"/staff/keeping/rules/{one[1]}", code=lambda one: one[1], head=True),
        Column("month", t("Month"), lambda one: f"{one[0]:%m/%Y}", code=lambda one: f"{one[0]:%Y-%m}", order=lambda one: one[0]),
        Column("office", t("Office"), lambda one: known.unit(one[2]), code=lambda one: one[2]),
        Column("number", t("How often"), lambda one: _number(one[3]), order=lambda one: one[3] or 0),
    ), prefix="desks-")  # fmt: skip


def _number(count: int | None) -> Sayable:
    return t("fewer than {least}", least=LEAST) if count is None else str(count)


def _by_month(visits: Sequence[tuple[date, str, str]]) -> list[Month]:
    """Counts per month, service and unit; small ones withheld."""
    counted = Counter((day.replace(day=1), service, unit) for day, unit, service in visits)
    return [
        (*key, told(count))
        for key, count in sorted(counted.items(), key=lambda item: (-item[0][0].toordinal(), item[0][1:]))
    ]


ROUTES = [web.get("/keeping/misroutings", wrong)]
