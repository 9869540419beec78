"""Two models compared, weighted by what people ask for: the page, its files, and what is asked for itself."""

from __future__ import annotations

import asyncio
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace

from aiohttp import web

from admin.asked import SIZES
from admin.columns import Column, Listing
from admin.keys import parts, today
from admin.list_files import KINDS, written
from admin.lists import answer, arrange, ask
from admin.looks import language_of, say
from admin.pages.models.compared import DRAWN, MEASURES, ROLES, Called, Compared, Line, by_place, called, compared, who
from admin.pages.models.saved import TODAY, model_of, title
from participation.core.text import Sayable, Several, Words, t, tn
from participation.demand import queries as demand
from participation.demand.values import LEAST, Cell, Year
from participation.offices.organisation import queries
from participation.offices.organisation.values import NOW, About, Ground, Model
from participation.offices.queries import data_version

KEPT = 16  # comparisons in memory


@dataclass(frozen=True, slots=True)
class Sides:
    """Two models, what differs between them, and how offices are called: *was* in the one before, *known* in the one after."""

    before: Model
    after: Model
    result: Compared
    was: Called
    known: Called
    year: Year
    choices: Sequence[About]


async def compare(request: web.Request) -> web.StreamResponse:
    sides = await _sides(request)
    listing = _moves(sides)
    asked = ask(request, listing)
    if "size" not in request.query:
        asked = replace(asked, size=max(SIZES))  # on paper nobody can turn to the next page
    shown = arrange(asked, listing, sides.result.lines)
    return await answer(
        request, "models/compare.html", shown, before=sides.before.about, after=sides.after.about, title=title,
        result=sides.result, was=sides.was, known=sides.known, year=sides.year, choices=sides.choices, measures=MEASURES, drawn=DRAWN,
        places=[by_place(was, becomes, sides.known.names.areas) for was, becomes in sides.result.pairs],
    )  # fmt: skip


async def csv_file(request: web.Request) -> web.StreamResponse:
    """The table of typical requests, for spreadsheets."""
    sides, language = await _sides(request), language_of(request)
    before, after = sides.before, sides.after
    heads: list[Sayable] = [t("Requests of"), t("What they meet"), title(before.about), title(after.about)]
    rows: list[list[Sayable]] = [
        [Words(was.bundle.name), words, *(t("{number}", number=round(way.mean(what), 1)) for way in (was, becomes))]
        for was, becomes in sides.result.pairs
        for what, words in MEASURES.items()
    ]
    lines = [[say(cell, language) for cell in row] for row in rows]
    body = written("csv", say(t("Typical requests"), language), [say(head, language) for head in heads], lines)
    name = f'attachment; filename="{before.about.id}-{after.about.id}.csv"'
    return web.Response(body=body, headers={"Content-Disposition": name, "Content-Type": KINDS["csv"]})


async def asked_for(request: web.Request) -> web.StreamResponse:
    """What people ask for: services by place, as far as it may be told."""
    async with parts(request).database.reading() as session:
        year = await demand.year(session, today(request))
        known = await called(session)
    listing = _demand(known)
    shown = arrange(ask(request, listing), listing, year.cells)
    return await answer(request, "models/demand.html", shown, year=year, least=LEAST)


async def _sides(request: web.Request) -> Sides:
    day = today(request)
    async with parts(request).database.reading() as session:
        before = await model_of(session, request, request.query.get("before", NOW))
        after = await model_of(session, request, request.query.get("after", NOW))
        year, known = await demand.year(session, day), await called(session, before, after)
        choices = [TODAY, *await queries.models(session)]
        version = await data_version(session)
    ground = Ground(known.names.areas, known.names.attributes, day)
    result = await _result(version, before, after, ground, year)
    return Sides(before, after, result, known.of(before), known, year, choices)


_found: dict[Hashable, Compared] = {}


async def _result(version: str, before: Model, after: Model, ground: Ground, year: Year) -> Compared:
    """Asking for everybody takes a while where there are many services: once for each state of things, beside the others' requests."""
    key = (
        version,
        *((model.about.id, model.about.at, model.about.account) for model in (before, after)),
        ground.day,
        year,
    )
    if key not in _found:
        while len(_found) >= KEPT:
            _found.pop(next(iter(_found)))
        _found[key] = await asyncio.to_thread(compared, before.plan, after.plan, ground, year)
    return _found[key]


def _moves(sides: Sides) -> Listing[Line]:
    was, known = sides.was, sides.known
    return Listing("moves", t("Services that move"), (
        Column("service", t("Service"), lambda line: known.service(line.service), small=lambda line: ROLES[line.move.role], head=True),
        Column("role", t("What moves"), lambda line: ROLES[line.move.role], shown=False, filed=False, code=lambda line: line.move.role, options={role.value: words for role, words in ROLES.items()}),
        Column("who", t("For whom"), lambda line: who(known, line.move)),
        Column("before", t("From"), lambda line: _offices(was, line.move.before)),
        Column("after", t("To"), lambda line: _offices(known, line.move.after)),
        Column("requests", t("Requests a year for the service"), lambda line: line.moved.requests or None, css="num"),
    ), counted=lambda n: tn("{n} move", "{n} moves", n))  # fmt: skip


def _demand(known: Called) -> Listing[Cell]:
    return Listing("demand", t("What people ask for"), (
        Column("service", t("Service"), lambda cell: known.service(cell.service), head=True),
        Column("place", t("Place"), lambda cell: known.area(cell.area) if cell.area else t("not asked"), code=lambda cell: cell.area or "none"),
        Column("count", t("Requests"), lambda cell: cell.count, small=lambda cell: t("fewer than {least}", least=LEAST) if cell.count is None else None, css="num"),
    ), order="-count")  # fmt: skip


def _offices(known: Called, ids: Sequence[str]) -> Sayable:
    return t("{offices}", offices=Several([known.unit(id_) for id_ in ids])) if ids else known.unit("")


ROUTES = [
    web.get("/models/compare", compare),
    web.get("/models/compare/csv", csv_file),
    web.get("/models/demand", asked_for),
]
