"""Keeping the words that several services share: documents and reasons; the questions are shown beside them."""

from __future__ import annotations

from aiohttp import web

from admin.forms import Form, posted
from admin.keys import parts
from admin.looks import page
from admin.pages.keeping.saving import Editing, finish
from admin.pages.keeping.words import names
from participation.core.languages import FALLBACKS, shipped
from participation.core.text import Sayable, t
from participation.offices import leaves, queries
from participation.offices.formats.check import Problem
from participation.offices.leaves import KINDS as TABLES
from participation.offices.leaves import Cells, Leaf
from participation.offices.services import CATALOGUE

KINDS: dict[str, tuple[Sayable, Sayable]] = {  # what one is called, and a new one
    "document": (t("Words of a document"), t("New document")),
    "reason": (t("Words of a reason"), t("New reason")),
}
LONGEST = 500


async def every(request: web.Request) -> web.StreamResponse:
    """Everything there is; questions decide about rules, so that only an import brings them."""
    async with parts(request).database.reading() as session:
        known = await names(session)
        reasons = await queries.reasons(session)
    return page(request, "keeping/texts.html", documents=known.documents, reasons=reasons, known=known)


async def edit(request: web.Request) -> web.Response:
    leaf = _leaf(request)
    async with parts(request).database.reading() as session:
        cells = await leaves.read(session, leaf)
    _, rows = _rows(cells)
    if leaf.key and not rows:
        raise web.HTTPNotFound
    said = {f"text-{row['language']}": row["text"] for row in rows}
    return await _show(request, Form(said | {"seen": leaves.seen(cells)}))


async def save(request: web.Request) -> web.Response:
    form, leaf = await posted(request), _leaf(request)
    new = not leaf.key
    leaf = Leaf(leaf.kind, form.short_name("id")) if new else leaf
    async with parts(request).database.reading() as session:
        cells = await leaves.read(session, leaf)
        own = await leaves.region_source(session) or CATALOGUE
    table, rows = _rows(cells)
    if not new and not rows:
        raise web.HTTPNotFound
    if new and rows:
        form.wrong["id"] = t("There is one with this short name already.")
    if not any(form.was(f"text-{code}").strip() for code in FALLBACKS):
        form.wrong["text-de"] = t("Please fill this in.")
    wanted = {table: _said(form, rows, {leaf.tables[table]: leaf.key, "source": rows[0]["source"] if rows else own})}
    editing = Editing(leaf.key, "/staff/keeping/texts", _show, _field)
    return await finish(request, editing, form, [(leaf, wanted)])


def _said(form: Form, rows: list[dict[str, str]], new: dict[str, str]) -> list[dict[str, str]]:
    """A row for each language with words; those of languages the form does not show stay."""
    there = {row["language"]: row for row in rows}
    said = {code: form.text(f"text-{code}", needed=False, most=LONGEST) for code in shipped()}
    kept = [row for row in rows if row["language"] not in shipped()]
    return kept + [{**there.get(code, new), "language": code, "text": text} for code, text in said.items() if text]


def _rows(cells: Cells) -> tuple[str, list[dict[str, str]]]:
    """The one table of these leaves."""
    return next(iter(cells.items()))


def _field(problem: Problem) -> str:
    return "id" if problem.field in {"document", "reason"} else "text-de"


def _leaf(request: web.Request) -> Leaf:
    kind = request.match_info["kind"]
    if kind not in KINDS or kind not in TABLES:
        raise web.HTTPNotFound
    return Leaf(kind, request.match_info.get("key", ""))


async def _show(request: web.Request, form: Form, status: int = 200) -> web.Response:
    leaf = _leaf(request)
    title = leaf.key or KINDS[leaf.kind][1]
    return page(
        request, "keeping/text.html", status=status, form=form, title=title, kind=KINDS[leaf.kind][0], new=not leaf.key,
        codes=list(shipped()),
    )  # fmt: skip


ROUTES = [
    web.get("/keeping/texts", every),
    web.get("/keeping/texts/{kind}/new", edit),
    web.post("/keeping/texts/{kind}/new", save),
    web.get("/keeping/texts/{kind}/{key}", edit),
    web.post("/keeping/texts/{kind}/{key}", save),
]
