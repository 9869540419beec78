"""Keeping services: a new one, and the end of one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from aiohttp import web
from sqlalchemy.ext.asyncio import AsyncSession

from admin.forms import Form, posted
from admin.keys import parts
from admin.looks import page
from admin.pages.keeping.saving import Editing, finish
from admin.pages.keeping.services import FIELDS, drafts, field
from participation.core.languages import FALLBACKS, shipped
from participation.core.text import Words, t
from participation.offices import leaves, queries
from participation.offices.formats.check import Problem
from participation.offices.formats.tables import columns
from participation.offices.keeping import Draft
from participation.offices.leaves import Cells, Leaf
from participation.offices.services import CATALOGUE
from participation.offices.values import Service

EVERYTHING = ("service", "phrases", "documents", "rules")  # the leaves of a service


async def new(request: web.Request) -> web.Response:
    nothing: list[Cells] = [{"services": [], "service_texts": []}, {"phrases": []}]
    return await _show(request, Form({"seen": leaves.seen(*nothing)}))


async def create(request: web.Request) -> web.Response:
    form = await posted(request)
    slug = form.short_name("slug")
    if not any(form.was(f"name-{code}").strip() for code in FALLBACKS):
        form.wrong["name-de"] = t("Please fill this in.")
    async with parts(request).database.reading() as session:
        own = await leaves.region_source(session) or CATALOGUE
        if slug and await queries.service(session, slug):
            form.wrong["slug"] = t("There is a service with this short name already.")
    row = {column.name: "" for column in columns("services")} | {"slug": slug, "source": own, "urgent": "no"}
    wanted = drafts(slug, {"services": [row], "service_texts": []}, {"phrases": []}, own, form)

    def place(problem: Problem) -> str:
        return "slug" if problem.field == "slug" else field(problem)

    title = Words({code: form.was(f"name-{code}") for code in shipped() if form.was(f"name-{code}")})
    return await finish(request, Editing(title, f"/staff/keeping/documents/{slug}", _show, place), form, wanted)


async def end(request: web.Request) -> web.Response:
    """Ask until which day there is a service."""
    async with parts(request).database.reading() as session:
        service = await _there(session, request)
        shown = leaves.seen(*[cells for _, cells in await _leaves(session, service.slug)])
    return await _show_end(request, Form({"seen": shown}))


async def close(request: web.Request) -> web.Response:
    """End every responsibility on a day; or take out what was a mistake, with all that belongs to it."""
    form = await posted(request)
    out = form.ticked("out")
    last = None if out else form.day("last")
    async with parts(request).database.reading() as session:
        service = await _there(session, request)
        there = await _leaves(session, service.slug)
    if not form.right:
        return await _show_end(request, form, 422)

    back = "/staff/keeping" if out else f"/staff/keeping/rules/{service.slug}"
    editing = Editing(Words(service.names), back, _show_end, lambda _problem: "last")
    return await finish(request, editing, form, [(leaf, _ended(cells, last)) for leaf, cells in there])


def _ended(cells: Cells, last: date | None) -> Cells:
    """Without a last day nothing stays."""
    if last is None:
        return {table: [] for table in cells}
    return {table: leaves.ended(rows, last) if table == "responsibilities" else rows for table, rows in cells.items()}


async def _leaves(session: AsyncSession, slug: str) -> Sequence[Draft]:
    every = [Leaf(kind, slug) for kind in EVERYTHING]
    return [(leaf, await leaves.read(session, leaf)) for leaf in every]


async def _there(session: AsyncSession, request: web.Request) -> Service:
    service = await queries.service(session, request.match_info["service"])
    if service is None:
        raise web.HTTPNotFound
    return service


async def _show(request: web.Request, form: Form, status: int = 200) -> web.Response:
    async with parts(request).database.reading() as session:
        topics = await queries.topics(session)
    return page(
        request, "keeping/service.html", status=status, form=form, service=None, fields=FIELDS, codes=list(shipped()),
        shipped_phrases=dict.fromkeys(shipped(), ()), catalogue=False, topics=topics,
    )  # fmt: skip


async def _show_end(request: web.Request, form: Form, status: int = 200) -> web.Response:
    async with parts(request).database.reading() as session:
        service = await _there(session, request)
    return page(request, "keeping/end_service.html", status=status, form=form, service=service)


ROUTES = [
    web.get("/keeping/services/new", new),
    web.post("/keeping/services/new", create),
    web.get("/keeping/services/{service}/end", end),
    web.post("/keeping/services/{service}/end", close),
]
