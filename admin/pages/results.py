"""Released results: the same stored numbers on the page, as a picture, and in files."""

from __future__ import annotations

from collections.abc import Mapping

from aiohttp import web

from admin.columns import Column, Listing
from admin.keys import parts, visit
from admin.lists import answer, arrange, ask
from admin.looks import language_of, page
from participation.core.text import Sayable, Words, t
from participation.offices.units import units
from participation.planning.queries import outcomes_for
from participation.results import queries
from participation.results.formats.as_csv import as_csv
from participation.results.formats.as_json import as_json
from participation.results.values import Release
from participation.staff.permissions import Permission, scopes_of


async def every(request: web.Request) -> web.StreamResponse:
    mine = scopes_of(visit(request).account.grants, Permission.SEE_RESULTS)
    async with parts(request).database.reading() as session:
        found = await queries.releases(session, None if mine is None else sorted(mine))
        organisations = await units(session, sorted({one.table.heading.organisation for one in found}))
    listing = _listing({unit.id: Words(unit.names) for unit in organisations})
    return await answer(request, "results/every.html", arrange(ask(request, listing), listing, found))


def _listing(organisations: Mapping[str, Sayable]) -> Listing[Release]:
    def asker(one: Release) -> Sayable:
        return organisations.get(one.table.heading.organisation) or one.table.heading.organisation

    return Listing("results", t("Released results"), (
        Column("survey", t("Survey"), lambda one: Words(one.table.heading.title), link=lambda one: f"/staff/results/{one.survey}", head=True),
        Column("organisation", t("Asked by"), asker, code=lambda one: one.table.heading.organisation),
        Column("released", t("Released"), lambda one: one.released_on, days=True),
        Column("answers", t("Answers"), lambda one: t("about {n}", n=one.table.sheets) if one.enough else t("fewer than 20"), order=lambda one: one.table.sheets or 0, css="num"),
    ), order="-released")  # fmt: skip


async def one(request: web.Request) -> web.StreamResponse:
    release = await _release(request)
    async with parts(request).database.reading() as session:
        asker = await units(session, [release.table.heading.organisation])
        outcomes = await outcomes_for(session, [release.survey])
    may_note = visit(request).account.may(Permission.WRITE_FINDINGS) and release.enough
    return page(request, "results/one.html", release=release, asker=asker, outcomes=outcomes, may_note=may_note)


async def csv_file(request: web.Request) -> web.StreamResponse:
    release = await _release(request)
    return _download(as_csv(release, language_of(request)), "text/csv", release, "csv")


async def json_file(request: web.Request) -> web.StreamResponse:
    release = await _release(request)
    return _download(as_json(release).encode(), "application/json", release, "json")


def _download(body: bytes, kind: str, release: Release, ending: str) -> web.Response:
    name = f"{release.table.heading.code}.{ending}"  # a survey's code is plain letters, digits and hyphens
    return web.Response(
        body=body, content_type=kind, charset="utf-8", headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


async def _release(request: web.Request) -> Release:
    async with parts(request).database.reading() as session:
        found = await queries.release(session, request.match_info["survey"])
    if found is None:
        raise web.HTTPNotFound
    return found


ROUTES = [
    web.get("/results", every),
    web.get("/results/{survey}", one),
    web.get("/results/{survey}/csv", csv_file),
    web.get("/results/{survey}/json", json_file),
]
