"""Keeping what people bring for a service: which documents, who needs them, and whether everybody who comes does."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from aiohttp import web

from admin.forms import Form, posted
from admin.keys import parts
from admin.looks import page
from admin.pages.keeping.saving import Editing, finish
from admin.pages.keeping.words import names
from participation.core.text import Sayable, Words, t
from participation.offices import leaves, queries
from participation.offices.conditions import parse
from participation.offices.formats.check import Problem
from participation.offices.leaves import Cells, Leaf
from participation.offices.services import CATALOGUE

FREE, MOST = 3, 100  # rows left free for more; rows in all


async def edit(request: web.Request) -> web.Response:
    async with parts(request).database.reading() as session:
        cells = await leaves.read(session, _leaf(request))
    given = {"count": str(len(cells["documents"]) + FREE), "seen": leaves.seen(cells)}
    for number, row in enumerate(cells["documents"]):
        given |= {f"d{number}-{name}": row[name] for name in ("document", "when", "source")}
        given[f"d{number}-per_person"] = "yes" if row["per_person"] == "yes" else ""
    return await _show(request, Form(given))


async def save(request: web.Request) -> web.Response:
    form, slug = await posted(request), request.match_info["service"]
    async with parts(request).database.reading() as session:
        service = await queries.service(session, slug)
        if service is None:
            raise web.HTTPNotFound
        own = await leaves.region_source(session) or CATALOGUE
        sources = {row["source"] for row in (await leaves.read(session, _leaf(request)))["documents"]}
        known = await queries.documents(session)
    rows, places = _rows(form, known), {}
    cells: Cells = {"documents": []}
    for number, row in rows.items():
        places[len(cells["documents"])] = number
        source = form.was(f"d{number}-source")
        cells["documents"].append({"source": source if source in sources else own, "service": slug, **row})

    def field(problem: Problem) -> str:
        return f"d{places.get(problem.row or 0, 0)}-{problem.field or 'document'}"

    editing = Editing(Words(service.names), f"/staff/keeping/services/{slug}", _show, field)
    return await finish(request, editing, form, [(_leaf(request), cells)])


def _rows(form: Form, known: Mapping[str, Any]) -> dict[int, dict[str, str]]:
    """The rows filled in, by their numbers in the form."""
    found = {}
    for number in range(form.rows("count", MOST)):
        document, when = form.text(f"d{number}-document", needed=False), form.text(f"d{number}-when", needed=False)
        everybody = form.ticked(f"d{number}-per_person")
        if form.ticked(f"d{number}-out") or not (document or when or everybody):
            continue
        if not document:
            form.wrong[f"d{number}-document"] = t("Please fill this in.")
        elif document not in known:
            form.wrong[f"d{number}-document"] = t("There is no such document. Please enter its words first.")
        try:
            parse(when)
        except ValueError:
            form.wrong[f"d{number}-when"] = t("This cannot be read; write status=student or age<16, and & between two.")
        found[number] = {"document": document, "per_person": "yes" if everybody else "no", "when": when}
    return found


async def _show(request: web.Request, form: Form, status: int = 200) -> web.Response:
    async with parts(request).database.reading() as session:
        service = await queries.service(session, request.match_info["service"])
        if service is None:
            raise web.HTTPNotFound
        known = await names(session)
    said: dict[int, Sayable] = {}
    for number in range(form.rows("count", MOST)):
        when = form.was(f"d{number}-when")
        if when and f"d{number}-when" not in form.wrong:
            said[number] = known.lines(parse(when))
    return page(
        request, "keeping/documents.html", status=status, form=form, service=service, count=form.rows("count", MOST), said=said,
        documents=known.documents,
    )  # fmt: skip


def _leaf(request: web.Request) -> Leaf:
    return Leaf("documents", request.match_info["service"])


ROUTES = [web.get("/keeping/documents/{service}", edit), web.post("/keeping/documents/{service}", save)]
