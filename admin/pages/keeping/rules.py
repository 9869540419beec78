"""Keeping responsibilities: the rules of a service as a table, with add, end and replace."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from aiohttp import web
from sqlalchemy.ext.asyncio import AsyncSession

from admin.choosing import offices
from admin.forms import Form, posted
from admin.keys import parts, today
from admin.looks import language_of, page
from admin.pages.keeping.saving import Editing, finish
from admin.pages.keeping.words import ROLES, Names, names
from participation.core.text import Words, t
from participation.offices import leaves, queries
from participation.offices.conditions import parse
from participation.offices.formats.check import Problem
from participation.offices.leaves import Cells, Leaf
from participation.offices.values import Attribute

Row = dict[str, str]


async def table(request: web.Request) -> web.Response:
    async with parts(request).database.reading() as session:
        cells = await leaves.read(session, _leaf(request))
    return await _show(request, Form({"seen": leaves.seen(cells)}))


async def change(request: web.Request) -> web.Response:
    form = await posted(request)
    async with parts(request).database.reading() as session:
        service = await queries.service(session, request.match_info["service"])
        if service is None:
            raise web.HTTPNotFound
        cells = await leaves.read(session, _leaf(request))
        known = await names(session)
        if field := {"add": "unit", "replace": "instead"}.get(form.was("do")):
            offices(known.units.values(), language_of(request)).chosen(form, field)
        source = await _source(session, form.was("unit")) or await leaves.region_source(session) or ""
    wanted = _changed(form, cells, known, service.slug, source)
    if not form.right or wanted is None:
        return await _show(request, form, 422)

    editing = Editing(
        Words(service.names), request.path, _show, lambda problem: _field(form, problem), counted=("row",)
    )
    return await finish(request, editing, form, [(_leaf(request), wanted)])


def _leaf(request: web.Request) -> Leaf:
    return Leaf("rules", request.match_info["service"])


def _field(form: Form, problem: Problem) -> str:
    """Beside which field of the form whose button was pressed."""
    match form.was("do"), problem.field:
        case "add", "area" if form.was("postcode"):
            return "postcode"
        case "add", field:
            return {"valid_from": "from", "valid_until": "until"}.get(field or "", field or "unit")
        case "end", "valid_from" | "valid_until":
            return "last"
        case "replace", "valid_from" | "valid_until":
            return "since"
        case "replace", "unit":
            return "instead"
    return "row"


async def _show(request: web.Request, form: Form, status: int = 200) -> web.Response:
    async with parts(request).database.reading() as session:
        service = await queries.service(session, request.match_info["service"])
        if service is None:
            raise web.HTTPNotFound
        cells = await leaves.read(session, _leaf(request))
        known = await names(session)
        reasons = await queries.reasons(session)
    rows = [_shown(row, known, today(request)) for row in cells["responsibilities"]]
    return page(
        request, "keeping/rules.html", status=status, form=form, service=service, rows=rows,
        units=offices(known.units.values(), language_of(request)), areas=[(key, known.area(key)) for key in ("", *known.areas)],
        roles=ROLES, attributes=list(known.attributes.values()), known=known, reasons=reasons,
    )  # fmt: skip


def _shown(row: Row, known: Names, day: date) -> Mapping[str, object]:
    first, last = _day(row["valid_from"]), _day(row["valid_until"])
    return {
        "area": known.area(row["area"]), "people": known.lines(parse(row["when"])), "role": row["role"],
        "unit": row["unit"], "office": known.unit(row["unit"]), "first": first, "last": last, "reason": row["reason"],
        "over": last is not None and last < day, "to_come": first is not None and first > day,
    }  # fmt: skip


def _changed(form: Form, cells: Cells, known: Names, service: str, source: str) -> Cells | None:
    """The rows as the pressed button wants them; None if it is no button of ours."""
    rows = list(cells["responsibilities"])
    match form.was("do"):
        case "add":
            return {"responsibilities": [*rows, _new(form, known, service, source)]}
        case "out" if (at := _chosen(form, rows)) is not None:
            return {"responsibilities": rows[:at] + rows[at + 1 :]}
        case "end" if (at := _chosen(form, rows)) is not None:
            last = form.day("last")
            if last and last.isoformat() < rows[at]["valid_from"]:
                form.wrong["last"] = t("This is before the first day.")
            return {"responsibilities": [*rows[:at], rows[at] | {"valid_until": str(last)}, *rows[at + 1 :]]}
        case "replace" if (at := _chosen(form, rows)) is not None:
            begins = form.day("since")
            if begins and "" < rows[at]["valid_until"] < begins.isoformat():
                form.wrong["since"] = t("This line has ended before that day. Please add a new line.")
            replaced = _replaced(rows[at], form.was("instead"), begins) if begins else []
            return {"responsibilities": [*rows[:at], *replaced, *rows[at + 1 :]]}
        case "enter":
            form.wrong["do"] = t("Please press one of these buttons.")
    return None


def _chosen(form: Form, rows: list[Row]) -> int | None:
    given = form.choice("row", [str(number) for number in range(len(rows))])
    if "row" in form.wrong:
        form.wrong["row"] = t("Please choose a line of the table first.")
        return None
    return int(given)


def _replaced(row: Row, unit: str, begins: date) -> list[Row]:
    """The old office until the day before, the new one from then on, as long as the old one would have been."""
    new = row | {"unit": unit, "valid_from": begins.isoformat()}
    if row["valid_from"] >= begins.isoformat():
        return [row | {"unit": unit}]
    return [row | {"valid_until": (begins - timedelta(days=1)).isoformat()}, new]


def _new(form: Form, known: Names, service: str, source: str) -> Row:
    when = [found for one in known.attributes.values() if (found := _condition(form, one))]
    postcode = form.text("postcode", needed=False, most=5)
    return {
        "source": source, "service": service, "area": f"postcode:{postcode}" if postcode else form.text("area", needed=False),
        "when": " & ".join(when), "role": form.choice("role", list(ROLES)), "unit": form.was("unit"),
        "valid_from": form.text("from", needed=False), "valid_until": form.text("until", needed=False),
        "reason": form.text("reason", needed=False),
    }  # fmt: skip


def _condition(form: Form, one: Attribute) -> str:
    """What the form demands of one attribute, as the tables write it; empty if nothing."""
    name = f"when-{one.name}"
    if one.type == "choice":
        chosen = [value for value in one.values if form.ticked(f"{name}-{value}")]
        return f"{one.name}={'|'.join(chosen)}" if chosen else ""
    given = form.text(name, needed=False, most=20)
    if not given:
        return ""
    written = given if one.type == "number" and not given.isdecimal() else f"={given}"
    try:
        parse(f"{one.name}{written}")
    except ValueError:
        form.wrong[name] = t("This cannot be read; write <27, >=65 or A-K.")
    return f"{one.name}{written}"


async def _source(session: AsyncSession, unit: str) -> str | None:
    rows = (await leaves.read(session, Leaf("unit", unit)))["units"]
    return rows[0]["source"] if rows else None


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


ROUTES = [web.get("/keeping/rules/{service}", table), web.post("/keeping/rules/{service}", change)]
