"""What is missing or contradicts itself in the office data, each with the page where it is mended."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from aiohttp import web

from admin.columns import Column, Listing
from admin.keys import parts
from admin.lists import answer, arrange, ask
from admin.looks import language_name, page
from admin.pages.keeping.words import Names, names
from participation.core.clock import BERLIN
from participation.core.db import Database
from participation.core.languages import shipped
from participation.core.text import Sayable, Several, Text, Words, t, tn
from participation.offices import gaps, queries
from participation.offices.values import Rule, Service

PATIENCE = 0.1  # seconds before people are told that it is still being looked for
SOON = "2"  # seconds after which their browser asks again

KINDS: dict[str, Text] = {
    "nobody": t("Services without an office"),
    "twice": t("Several offices for the same people"),
    "hours": t("Offices without opening hours"),
    "contact": t("Offices without telephone and e-mail"),
    "words": t("Services without a phrase in a language"),
    "old": t("Older than a year"),
}


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing that is missing: what it is about, what is said of it, and where it is mended."""

    kind: str
    about: Sayable
    link: str
    said: Sayable | datetime | None = None


GAPS: Listing[Gap] = Listing("gaps", t("What is missing"), (
    Column("about", t("What"), lambda one: one.about, link=lambda one: one.link, head=True),
    Column("kind", t("Kind"), lambda one: KINDS[one.kind], code=lambda one: one.kind, options=dict(KINDS)),
    Column("said", t("For whom, or which"), lambda one: one.said),
), counted=lambda n: tn("{n} thing is missing", "{n} things are missing", n))  # fmt: skip

_found: dict[tuple[str, date], Sequence[Gap]] = {}
_looking: dict[tuple[str, date], asyncio.Task[list[Gap]]] = {}


async def lacking(request: web.Request) -> web.StreamResponse:
    """Asking for everybody takes a while: once for each state of the data and each day, beside the other requests."""
    every = await found(parts(request).database, parts(request).clock.now())
    if every is None:
        soon = page(request, "keeping/gaps_soon.html")
        soon.headers["Refresh"] = SOON
        return soon
    shown = arrange(ask(request, GAPS), GAPS, every)
    return await answer(request, "keeping/gaps.html", shown, kinds=KINDS, counts=counted(every))


def counted(every: Sequence[Gap]) -> dict[str, int]:
    """How many there are of each kind."""
    return {kind: sum(1 for gap in every if gap.kind == kind) for kind in KINDS}


async def found(database: Database, now: datetime, patience: float = PATIENCE) -> Sequence[Gap] | None:
    """Return every gap of today; None while it is still being looked for."""
    today = now.astimezone(BERLIN).date()
    async with database.reading() as session:
        key = (await queries.data_version(session), today)
        old = gaps.old(await queries.imported_at(session), now)
    if key not in _found and not await _looked(key, database, today, patience):
        return None
    return [*_found[key], *(Gap("old", source, "/staff/keeping/files", at) for source, at in old)]


async def _looked(key: tuple[str, date], database: Database, today: date, patience: float) -> bool:
    """Whether it has been found out in the time that people wait for a page."""
    task = _looking.get(key)
    if task is None or task.get_loop() is not asyncio.get_running_loop():
        task = _looking[key] = asyncio.create_task(_look(database, today))
    await asyncio.wait({task}, timeout=patience)
    if not task.done():
        return False
    _looking.clear()
    _found.clear()
    _found[key] = task.result()
    return True


async def _look(database: Database, today: date) -> list[Gap]:
    async with database.reading() as session:
        known = await names(session)
        services = await queries.services(session)
        rules = await queries.rules_by_service(session)
        spoken = await queries.spoken(session)
    return await asyncio.to_thread(lambda: [
        *_of_rules(services, rules, known, today), *_of_units(known),
        *(_silent(*one) for one in gaps.without_words(services, spoken, list(shipped()))),
    ])  # fmt: skip


def _of_rules(
    services: Sequence[Service], rules: Mapping[str, Sequence[Rule]], known: Names, today: date
) -> Iterator[Gap]:
    for service in services:
        mine, path = rules.get(service.slug, []), f"/staff/keeping/rules/{service.slug}"
        for gap in gaps.nobody(service.slug, mine, known.areas, known.attributes, today):
            places = Several([known.area(key) for key in gap.places]) if gap.places else known.area("")
            said = t("{people}, {places}", people=known.people(gap.people), places=places)
            yield Gap("nobody", Words(service.names), path, said)
        for double in gaps.twice(mine, today):
            said = t(
                "{people}, {places}: {offices}", people=known.people(double.when), places=known.area(double.area),
                offices=known.offices(double.units),
            )  # fmt: skip
            yield Gap("twice", Words(service.names), path, said)


def _of_units(known: Names) -> Iterator[Gap]:
    units = list(known.units.values())
    for one in gaps.without_hours(units):
        yield Gap("hours", Words(one.names), f"/staff/keeping/hours/{one.id}")
    for one in gaps.without_contact(units):
        yield Gap("contact", Words(one.names), f"/staff/keeping/units/{one.id}")


def _silent(service: Service, codes: Sequence[str]) -> Gap:
    said = t("no phrase in {languages}", languages=Several([language_name(code) for code in codes]))
    return Gap("words", Words(service.names), f"/staff/keeping/services/{service.slug}", said)


ROUTES = [web.get("/keeping/gaps", lacking)]
