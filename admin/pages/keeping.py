"""Keeping offices: where to begin, what is missing, what was changed, and undoing it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from aiohttp import web
from sqlalchemy.ext.asyncio import AsyncSession

from admin.keys import parts, visit
from admin.looks import page
from admin.pages.keeping_differences import lines
from admin.pages.keeping_saving import noted
from admin.pages.keeping_words import Names, names
from participation.core.clock import BERLIN
from participation.core.languages import shipped
from participation.core.text import Sayable, Several, Words, t
from participation.offices import gaps, history, keeping, leaves, queries
from participation.offices.keeping import Act
from participation.offices.values import Service
from participation.staff import queries as staff

KINDS = {
    "unit": t("Office"),
    "hours": t("Opening hours"),
    "service": t("Texts of a service"),
    "phrases": t("Phrases of a service"),
    "rules": t("Responsibilities"),
}
PATHS = {"unit": "units", "hours": "hours", "service": "services", "phrases": "services", "rules": "rules"}
SHOWN = 100


async def begin(request: web.Request) -> web.StreamResponse:
    asked = request.query.get("q", "").strip()[:100].casefold()
    async with parts(request).database.reading() as session:
        services = await queries.services(session)
        topics = {topic.id: topic for topic in await queries.topics(session)}
    found = [one for one in services if asked in " ".join([one.slug, *one.names.values()]).casefold()]
    return page(request, "keeping/begin.html", services=found[:SHOWN], count=len(found), topics=topics, asked=asked)


async def record(request: web.Request) -> web.StreamResponse:
    """The history, latest first; of one leaf if the address names one."""
    kind, key = request.query.get("kind", ""), request.query.get("key", "")
    async with parts(request).database.reading() as session:
        only = [leaves.Leaf(kind, key)] if kind in KINDS and key else []
        changes = await history.changes(session, only, SHOWN)
        by = await staff.shown_names(session, [change.account for change in changes])
        known = await names(session)
    return page(
        request, "keeping/history.html", by=by, kinds=KINDS, paths=PATHS,
        changes=[(change, lines(leaves.differences(change.before, change.after), known)) for change in changes],
    )  # fmt: skip


async def undo(request: web.Request) -> web.StreamResponse:
    given = request.match_info["change"]
    if not (given.isascii() and given.isdecimal() and len(given) < 10):
        raise web.HTTPNotFound
    who, now = visit(request).account.id, parts(request).clock.now()
    async with parts(request).database.writing() as session:
        await noted(session, await keeping.undo(session, int(given), Act(who, now)), who)
    raise web.HTTPSeeOther("/staff/keeping/history")


async def lacking(request: web.Request) -> web.StreamResponse:
    """What is missing or contradicts itself, each with the page where it is mended."""
    today = parts(request).clock.now().astimezone(BERLIN).date()
    async with parts(request).database.reading() as session:
        known = await names(session)
        services = await queries.services(session)
        nobody, twice = await _kept(session, services, known, today)
        words = gaps.without_words(services, await queries.phrases(session), list(shipped()))
        old = await queries.imported_at(session)
    units = list(known.units.values())
    return page(
        request, "keeping/gaps.html", nobody=nobody, twice=twice, hours=gaps.without_hours(units),
        contact=gaps.without_contact(units), words=words, old=gaps.old(old, parts(request).clock.now()),
    )  # fmt: skip


_found: dict[tuple[str, date], tuple[list[Mapping[str, object]], list[Mapping[str, object]]]] = {}


async def _kept(
    session: AsyncSession, services: Sequence[Service], known: Names, today: date
) -> tuple[list[Mapping[str, object]], list[Mapping[str, object]]]:
    """Asking for everybody takes a while: once for each state of the data and each day."""
    key = (await queries.data_version(session), today)
    if key not in _found:
        _found.clear()
        _found[key] = await _rules(session, services, known, today)
    return _found[key]


async def _rules(
    session: AsyncSession, services: Sequence[Service], known: Names, today: date
) -> tuple[list[Mapping[str, object]], list[Mapping[str, object]]]:
    nobody: list[Mapping[str, object]] = []
    twice: list[Mapping[str, object]] = []
    every = await queries.rules_by_service(session)
    for service in services:
        rules = every.get(service.slug, [])
        for gap in gaps.nobody(service.slug, rules, known.areas, known.attributes, today):
            places: Sayable | Several = (
                Several([known.area(key) for key in gap.places]) if gap.places else known.area("")
            )
            said = t("{people}, {places}", people=known.people(gap.people), places=places)
            nobody.append({"slug": service.slug, "name": Words(service.names), "said": said})
        for double in gaps.twice(rules, today):
            said = t(
                "{people}, {places}: {offices}",
                people=known.people(double.when),
                places=known.area(double.area),
                offices=known.offices(double.units),
            )
            twice.append({"slug": service.slug, "name": Words(service.names), "said": said})
    return nobody, twice


ROUTES = [
    web.get("/keeping", begin),
    web.get("/keeping/history", record),
    web.post("/keeping/history/{change}/undo", undo),
    web.get("/keeping/gaps", lacking),
]
