"""Wrong offices: what people said in the chat and clerks at the desks, in counts too large to point at anybody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

from aiohttp import web

from admin.keys import parts
from admin.looks import page
from admin.pages.keeping_words import names
from participation.appointments.queries import not_responsible
from participation.core.clock import BERLIN
from participation.core.text import Words, t
from participation.misrouted import queries as misrouted
from participation.misrouted.values import LEAST, Why, told
from participation.offices import queries

WHY = {
    Why.SENT_ON: t("sent on to another office"),
    Why.CLOSED: t("closed"),
    Why.NOT_THERE: t("not found at the address"),
    Why.OTHER: t("something else"),
}
SHOWN = timedelta(days=365)


async def wrong(request: web.Request) -> web.StreamResponse:
    since = (parts(request).clock.now().astimezone(BERLIN).date() - SHOWN).replace(day=1)
    async with parts(request).database.reading() as session:
        chats = await misrouted.wrong(session, since)
        desks = _by_month(await not_responsible(session, since))
        words = await misrouted.accounts(session, since)
        known = await names(session)
        named = (
            {one.service for one in chats} | {service for _, service, *_ in desks} | {service for service, *_ in words}
        )
        services = {one.slug: Words(one.names) for one in await queries.services(session, sorted(named))}
    return page(
        request, "keeping/wrong.html", chats=chats, desks=desks, words=words, known=known, services=services, why=WHY, least=LEAST
    )  # fmt: skip


def _by_month(visits: Sequence[tuple[date, str, str]]) -> list[tuple[date, str, str, int | None]]:
    """Counts per month, service and unit; small ones withheld."""
    counted = Counter((day.replace(day=1), service, unit) for day, unit, service in visits)
    return [
        (*key, told(count))
        for key, count in sorted(counted.items(), key=lambda item: (-item[0][0].toordinal(), item[0][1:]))
    ]


ROUTES = [web.get("/keeping/misroutings", wrong)]
