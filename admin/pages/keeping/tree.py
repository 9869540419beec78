"""The tree of offices, and moving one with all below it to another place in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from aiohttp import web

from admin.choosing import offices
from admin.forms import Form, posted
from admin.keys import parts
from admin.looks import language_of, page
from admin.pages.keeping.saving import Editing, finish
from participation.core.text import Words, t
from participation.offices import leaves
from participation.offices.leaves import Cells, Leaf
from participation.offices.tree import Tree, chain, tree
from participation.offices.values import Unit


@dataclass(frozen=True, slots=True)
class Node:
    """A unit with what is below it."""

    unit: Unit
    below: Sequence[Node]


async def every(request: web.Request) -> web.Response:
    async with parts(request).database.reading() as session:
        known = await tree(session)
    return page(request, "keeping/tree.html", nodes=nodes(known), count=len(known))


def nodes(known: Tree) -> Sequence[Node]:
    """The units as they hang together, each level by name; what is above nobody knows stands at the top."""
    below: dict[str, list[Unit]] = defaultdict(list)
    for unit in sorted(known.values(), key=lambda one: one.name):
        below[unit.parent if unit.parent in known and unit.parent else ""].append(unit)

    def made(key: str) -> Sequence[Node]:
        return [Node(unit, made(unit.id)) for unit in below[key]]

    return made("")


async def move(request: web.Request) -> web.Response:
    """Ask where to; once that is said, what would be different. Nothing is saved by looking."""
    cells = await _there(request)
    form = Form({"parent": request.query.get("parent", ""), "seen": leaves.seen(cells)})
    if "parent" not in request.query:
        return await _show(request, form)
    return await _finish(request, form, cells)


async def save(request: web.Request) -> web.Response:
    return await _finish(request, await posted(request), await _there(request))


async def _finish(request: web.Request, form: Form, cells: Cells) -> web.Response:
    id_ = request.match_info["unit"]
    async with parts(request).database.reading() as session:
        known = await tree(session)
    parent = offices(known.values(), language_of(request)).chosen(form, "parent", needed=False)
    if parent in known and id_ in chain(parent, known):
        form.wrong["parent"] = t("This office is below the one that you move. Please choose another one.")

    editing = Editing(Words(known[id_].names), "/staff/keeping/units", _show, lambda _problem: "parent")
    draft = {**cells, "units": [row | {"parent": parent} for row in cells["units"]]}
    return await finish(request, editing, form, [(Leaf("unit", id_), draft)])


async def _there(request: web.Request) -> Cells:
    async with parts(request).database.reading() as session:
        cells = await leaves.read(session, Leaf("unit", request.match_info["unit"]))
    if not cells["units"]:
        raise web.HTTPNotFound
    return cells


async def _show(request: web.Request, form: Form, status: int = 200) -> web.Response:
    id_ = request.match_info["unit"]
    async with parts(request).database.reading() as session:
        known = await tree(session)
    others = sorted((one for one in known.values() if id_ not in chain(one.id, known)), key=lambda one: one.name)
    return page(
        request, "keeping/move.html", status=status, form=form, unit=known[id_], above=known.get(known[id_].parent or ""),
        units=offices(others, language_of(request)), count=len(known) - len(others) - 1,
    )  # fmt: skip


ROUTES = [
    web.get("/keeping/units", every),
    web.get("/keeping/units/{unit}/move", move),
    web.post("/keeping/units/{unit}/move", save),
]
