"""Keeping units: the fields of one, its place in the tree, a new one, and the end of one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from aiohttp import web
from sqlalchemy.ext.asyncio import AsyncSession

from admin.choosing import Offices, offices
from admin.forms import Form, posted
from admin.keys import parts
from admin.looks import language_of, page
from admin.office_kinds import office_kind
from admin.pages.keeping.saving import Editing, finish
from participation.core.languages import shipped
from participation.core.text import Sayable, t
from participation.offices import keeping, leaves
from participation.offices.formats.check import Problem
from participation.offices.formats.tables import columns
from participation.offices.leaves import Cells, Leaf
from participation.offices.units import kinds, search, services_of
from participation.offices.values import Unit

LEVELS = {
    "county": t("County"),
    "municipality": t("Municipality"),
    "department": t("Department"),
    "section": t("Section"),
    "external": t("Another body"),
}
LINES: dict[str, Sayable] = {
    "name": t("Official German name"),
    "street": t("Street and number"),
    "postcode": t("Postcode"),
    "city": t("Town"),
    "phone": t("Telephone"),
    "email": t("E-mail"),
    "website": t("Web page"),
    "languages": t("Languages at the counter, as codes: de en ar"),
    "note": t("Note in German: how to get there, which door"),
}
LONGEST = 1000


async def edit(request: web.Request) -> web.Response:
    async with parts(request).database.reading() as session:
        cells = await _there(session, request)
    return await _show(request, Form(_fields(cells) | {"seen": leaves.seen(cells)}))


async def save(request: web.Request) -> web.Response:
    form, id_ = await posted(request), request.match_info["unit"]
    async with parts(request).database.reading() as session:
        cells = await _there(session, request)
        _choosable(request, await search(session, "")).chosen(form, "parent", needed=False)
    editing = _editing(id_, cells["units"][0]["name"])
    return await finish(request, editing, form, [(Leaf("unit", id_), _changed(cells, form))])


async def new(request: web.Request) -> web.Response:
    blank = {"parent": request.query.get("parent", ""), "level": "section", "front": "front"}
    return await _show(request, Form(blank | {"seen": leaves.seen(_empty())}))


async def create(request: web.Request) -> web.Response:
    form = await posted(request)
    id_ = form.short_name("id")
    async with parts(request).database.reading() as session:
        _choosable(request, await search(session, "")).chosen(form, "parent", needed=False)
        source = await leaves.region_source(session) or ""
        if (await leaves.read(session, Leaf("unit", id_)))["units"]:
            form.wrong["id"] = t("There is an office with this short name already.")
    row = {column.name: "" for column in columns("units")} | {"id": id_, "source": source}
    drafts = [(Leaf("unit", id_), _changed({"units": [row], "unit_texts": []}, form))]
    return await finish(request, _editing(id_, form.was("name") or id_), form, drafts)


async def end(request: web.Request) -> web.Response:
    """Ask until which day an office is there."""
    async with parts(request).database.reading() as session:
        await _there(session, request)
        drafts = await _closing(session, request.match_info["unit"], None)
        shown = leaves.seen(*[cells for _, cells in drafts])
    return await _show_end(request, Form({"seen": shown}))


async def close(request: web.Request) -> web.Response:
    form, id_ = await posted(request), request.match_info["unit"]
    last = form.day("last")
    async with parts(request).database.reading() as session:
        name = (await _there(session, request))["units"][0]["name"]
        drafts = await _closing(session, id_, last)
    if last is None:
        return await _show_end(request, form, 422)
    editing = Editing(t("Close the office {office}", office=name), f"/staff/offices/{id_}", _show_end)
    return await finish(request, editing, form, drafts)


def _choosable(request: web.Request, units: Sequence[Unit]) -> Offices:
    return offices(units, language_of(request))


def _editing(id_: str, name: str) -> Editing:
    return Editing(name, f"/staff/offices/{id_}", _show, _field)


def _field(problem: Problem) -> str:
    return problem.field or "parent"


async def _show(request: web.Request, form: Form, status: int = 200) -> web.Response:
    id_ = request.match_info.get("unit", "")
    async with parts(request).database.reading() as session:
        every = await search(session, "")
        sorts = await kinds(session)
    return page(
        request, "keeping/unit.html", status=status, form=form, id=id_, lines=LINES, levels=LEVELS,
        units=_choosable(request, [unit for unit in every if unit.id != id_]), kinds=[(kind, office_kind(kind)) for kind in sorts], codes=[code for code in shipped() if code != "de"],
    )  # fmt: skip


async def _show_end(request: web.Request, form: Form, status: int = 200) -> web.Response:
    id_ = request.match_info["unit"]
    async with parts(request).database.reading() as session:
        services = await services_of(session, id_)
    return page(request, "keeping/close.html", status=status, form=form, id=id_, services=services)


async def _there(session: AsyncSession, request: web.Request) -> Cells:
    cells = await leaves.read(session, Leaf("unit", request.match_info["unit"]))
    if not cells["units"]:
        raise web.HTTPNotFound
    return cells


def _empty() -> Cells:
    return {"units": [], "unit_texts": []}


def _fields(cells: Cells) -> dict[str, str]:
    texts = {f"{row['field']}-{row['language']}": row["text"] for row in cells["unit_texts"]}
    return cells["units"][0] | texts


def _changed(cells: Cells, form: Form) -> Cells:
    """The leaf as the form wants it; texts in languages the form does not show stay."""
    given = {
        name: form.text(name, needed=False, most=LONGEST)
        for name in (*LINES, "kind", "parent", "level", "front", "wheelchair")
    }
    row = cells["units"][0] | given
    if row["level"] not in LEVELS:
        form.wrong["level"] = t("Please choose one of these.")
    shown = [code for code in shipped() if code != "de"]
    texts = [text for text in cells["unit_texts"] if text["language"] not in shown]
    for name in ("name", "note"):
        said = {code: form.text(f"{name}-{code}", needed=False, most=LONGEST) for code in shown}
        own = {"source": row["source"], "unit": row["id"], "field": name}
        texts += [own | {"language": code, "text": text} for code, text in said.items() if text]
    return {"units": [row], "unit_texts": texts}


async def _closing(session: AsyncSession, id_: str, last: date | None) -> Sequence[keeping.Draft]:
    """The hours of a unit and every service it answers for, as they would end on *last*; without it as they are."""
    touched = [Leaf("hours", id_), *(Leaf("rules", service) for service in sorted(await services_of(session, id_)))]
    drafts = [(leaf, await leaves.read(session, leaf)) for leaf in touched]
    if last is None:
        return drafts
    return [(leaf, {table: _ended(rows, id_, last) for table, rows in cells.items()}) for leaf, cells in drafts]


def _ended(rows: Sequence[dict[str, str]], id_: str, last: date) -> list[dict[str, str]]:
    """The rows of the unit that have days of validity end; closures and those of other units stay."""

    def ends(row: dict[str, str]) -> bool:
        return row["unit"] == id_ and "valid_from" in row

    return [row for row in rows if not ends(row)] + leaves.ended([row for row in rows if ends(row)], last)


ROUTES = [
    web.get("/keeping/units/new", new),
    web.post("/keeping/units/new", create),
    web.get("/keeping/units/{unit}", edit),
    web.post("/keeping/units/{unit}", save),
    web.get("/keeping/units/{unit}/close", end),
    web.post("/keeping/units/{unit}/close", close),
]
