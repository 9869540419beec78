"""Long work on offices: how far it is, the difference it found, taking it in, and beginning anew."""

from __future__ import annotations

from collections.abc import Hashable

from aiohttp import web
from sqlalchemy.ext.asyncio import AsyncSession

from admin.keys import parts, visit
from admin.live import stream
from admin.looks import page
from admin.pages.keeping.differences import TABLES, imported
from admin.pages.keeping.files import STATES, label
from admin.pages.keeping.words import names
from participation.core.text import Sayable, Words, of_json, t
from participation.offices import queries as offices
from participation.offices.formats import kinds
from participation.staff import queries as staff
from participation.work import queries, services
from participation.work.values import LOOK, OFFICES, REPORT, TAKE, UPLOAD, Job, State

TOLD = ("read", "problems", "conflicts", "kept", "skipped")  # sentences of a result
TABLES_SAY = {"new": t("new"), "changed": t("changed"), "gone": t("taken out")}


async def one(request: web.Request) -> web.StreamResponse:
    """How far it is while it runs, what came of it afterwards: the same address, so that a reload does no harm."""
    job = await _job(request)
    async with parts(request).database.reading() as session:
        by = await staff.shown_names(session, [job.asked_by])
        known = await names(session)
        called = {one.slug: Words(one.names) for one in await offices.services(session)}
        has_file = await queries.has_file(session, job.id, UPLOAD)
    name = str(job.given.get("format", ""))
    return page(
        request, "keeping/work.html", job=job, state=STATES[job.state], by=by.get(job.asked_by, ""), has_file=has_file,
        looking=job.kind == LOOK, format=label(name) if name in kinds.FORMATS else name, sorts=TABLES_SAY,
        different=bool(sum(job.result.get("numbers", {}).get(sort, 0) for sort in TABLES_SAY)),
        done=job.state is State.DONE, tables=TABLES, told={name: _told(job, name) for name in TOLD},
        lines={sort: imported(some, known, called) for sort, some in job.result.get("lines", {}).items()},
    )  # fmt: skip


def _told(job: Job, name: str) -> list[Sayable]:
    return [of_json(one) for one in job.result.get(name, ())]


async def live(request: web.Request) -> web.StreamResponse:
    id_ = request.match_info["job"]

    async def look(session: AsyncSession) -> Hashable:
        return await queries.version(session, id_)

    await _job(request)
    return await stream(request, ("job", id_), look)


async def report(request: web.Request) -> web.StreamResponse:
    """Every line of the difference, for a spreadsheet."""
    job = await _job(request)
    async with parts(request).database.reading() as session:
        content = await queries.file(session, job.id, REPORT)
    if content is None:
        raise web.HTTPNotFound
    named = {"Content-Disposition": 'attachment; filename="difference.csv"'}
    return web.Response(body=content, content_type="text/csv", charset="utf-8", headers=named)


async def take(request: web.Request) -> web.StreamResponse:
    """Have a worker take in what was shown, and only that."""
    job = await _job(request)
    if job.kind != LOOK or job.state is not State.DONE:
        raise web.HTTPSeeOther(_path(job.id))
    raise web.HTTPSeeOther(_path(await _follow(request, job, TAKE, _as_shown(job))))


def _as_shown(job: Job) -> dict[str, object]:
    return {**job.given, "mark": job.result["mark"], "shown": job.id}


async def again(request: web.Request) -> web.StreamResponse:
    """Look at the same file anew: the offices may have changed, or we were broken off."""
    job = await _job(request)
    given = {name: value for name, value in job.given.items() if name not in {"mark", "shown"}}
    raise web.HTTPSeeOther(_path(await _follow(request, job, LOOK, given)))


async def drop(request: web.Request) -> web.StreamResponse:
    job = await _job(request)
    async with parts(request).database.writing() as session:
        await services.drop(session, job.id)
    raise web.HTTPSeeOther("/staff/keeping/files")


async def _follow(request: web.Request, job: Job, kind: str, given: dict[str, object]) -> str:
    who, now = visit(request).account.id, parts(request).clock.now()
    async with parts(request).database.writing() as session:
        return await services.follow(session, job.id, kind, given, who, now)


async def _job(request: web.Request) -> Job:
    async with parts(request).database.reading() as session:
        found = await queries.job(session, request.match_info["job"])
    if found is None or found.kind not in OFFICES:
        raise web.HTTPNotFound
    return found


def _path(job: str) -> str:
    return f"/staff/keeping/work/{job}"


ROUTES = [
    web.get("/keeping/work/{job}", one),
    web.get("/keeping/work/{job}/live", live),
    web.get("/keeping/work/{job}/report", report),
    web.post("/keeping/work/{job}/take", take),
    web.post("/keeping/work/{job}/again", again),
    web.post("/keeping/work/{job}/drop", drop),
]
