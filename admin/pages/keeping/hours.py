"""Keeping opening hours: periods with their days of validity, exceptions, closures, and the next two weeks."""

from __future__ import annotations

from aiohttp import web

from admin.forms import Form, posted
from admin.keys import parts, today
from admin.looks import page
from admin.pages.keeping.saving import Editing, days, finish
from participation.core.text import Words
from participation.offices import leaves, units
from participation.offices.formats.check import Problem
from participation.offices.formats.tables import columns
from participation.offices.leaves import Cells, Leaf

#: The tables of the form, with the letter its fields begin with and the rows left free for more.
TABLES = {"opening": ("p", 3), "closures": ("c", 2)}
MOST = 200  # rows


async def edit(request: web.Request) -> web.Response:
    async with parts(request).database.reading() as session:
        cells = await leaves.read(session, Leaf("hours", request.match_info["unit"]))
    return await _show(request, Form(_fields(cells) | {"seen": leaves.seen(cells)}))


async def save(request: web.Request) -> web.Response:
    form, id_ = await posted(request), request.match_info["unit"]
    async with parts(request).database.reading() as session:
        unit = await units.unit(session, id_)
        home = (await leaves.read(session, Leaf("unit", id_)))["units"]
        if unit is None or not home:
            raise web.HTTPNotFound
    cells: Cells = {}
    places: dict[tuple[str, int], str] = {}
    for table, (letter, _) in TABLES.items():
        cells[table] = []
        for number, row in _rows(form, table, letter):
            places[table, len(cells[table])] = f"{letter}{number}"
            cells[table].append({"source": home[0]["source"], "unit": id_, **row})

    def field(problem: Problem) -> str:
        return f"{places.get((problem.table, problem.row or 0), 'p0')}-{problem.field or 'counters'}"

    editing = Editing(Words(unit.names), f"/staff/offices/{id_}", _show, field)
    return await finish(request, editing, form, [(Leaf("hours", id_), cells)])


async def _show(request: web.Request, form: Form, status: int = 200) -> web.Response:
    async with parts(request).database.reading() as session:
        unit = await units.unit(session, request.match_info["unit"])
        if unit is None:
            raise web.HTTPNotFound
        own = (await leaves.read(session, Leaf("hours", unit.id)))["opening"]
    counts = {letter: form.rows(f"{letter}-count", MOST) for letter, _ in TABLES.values()}
    return page(
        request, "keeping/hours.html", status=status, form=form, unit=unit, counts=counts, inherited=not own and bool(unit.periods),
        days=days(unit, today(request)),
    )  # fmt: skip


def _fields(cells: Cells) -> dict[str, str]:
    given: dict[str, str] = {}
    for table, (letter, free) in TABLES.items():
        for number, row in enumerate(cells[table]):
            given |= {
                f"{letter}{number}-{name}": value for name, value in row.items() if name not in {"source", "unit"}
            }
        given[f"{letter}-count"] = str(len(cells[table]) + free)
    return given


def _rows(form: Form, table: str, letter: str) -> list[tuple[int, dict[str, str]]]:
    """The rows of which anything is filled in but the weekday, which always is; with their numbers in the form."""
    names = [column.name for column in columns(table) if column.name != "unit"]
    found = []
    for number in range(form.rows(f"{letter}-count", MOST)):
        row = {name: form.text(f"{letter}{number}-{name}", needed=False) for name in names}
        if form.ticked(f"{letter}{number}-out") or not any(row[name] for name in names if name != "weekday"):
            continue
        if table == "opening":
            row["by_appointment"] = row["by_appointment"] or "no"
        else:
            row["last"] = row["last"] or row["first"]
        found.append((number, row))
    return found


ROUTES = [web.get("/keeping/hours/{unit}", edit), web.post("/keeping/hours/{unit}", save)]
