"""Import and export in the browser: a file is handed to a worker, which shows what it would change."""

from __future__ import annotations

import asyncio

from aiohttp import web

from admin.forms import Form, posted
from admin.keys import parts, visit
from admin.looks import page
from participation.core.text import Text, t
from participation.offices import queries
from participation.offices.formats import kinds
from participation.offices.services import rows_of, whole_of
from participation.work import queries as work
from participation.work import services
from participation.work.errors import FileTooLarge, TooMuchWork
from participation.work.values import LOOK, OFFICES, State

#: What the formats are called; one that is missing here has the name it gives itself.
LABELS = {
    "offices": t("Our own tables (a zip of CSV files)"),
    "xlsx": t("Our own tables (one Excel workbook)"),
    "hsds": t("HSDS 3, Open Referral (JSON, or a zip of JSON or CSV files)"),
    "hsds-csv": t("HSDS 3, Open Referral (a zip of CSV files)"),
    "dldb": t("Service database of Berlin (a zip of its JSON files)"),
    "munich": t("Services and offices of Munich (JSON)"),
    "koos": t("Municipal processes, KOOS (TSV, or a zip with the tree of departments)"),
}
STATES = {
    State.WAITING: t("waits for a worker"),
    State.RUNNING: t("is being worked on"),
    State.DONE: t("done"),
    State.REFUSED: t("refused"),
    State.FAILED: t("broken off"),
}


def label(name: str) -> Text:
    return LABELS.get(name) or kinds.FORMATS[name].label


async def files(request: web.Request) -> web.Response:
    return await _show(request, Form({"format": "offices"}))


async def bring(request: web.Request) -> web.Response:
    """Hand a file to the workers; they show what it would change."""
    form, sent = await posted(request), (await request.post()).get("file")
    content = sent.file.read() if isinstance(sent, web.FileField) else b""
    format_ = form.choice("format", kinds.READ)
    if not isinstance(sent, web.FileField) or not content:
        form.wrong["file"] = t("Please choose a file.")
    if not form.right or not isinstance(sent, web.FileField):
        return await _show(request, form, status=422)
    given = {
        "format": format_, "file": sent.filename.replace("\x00", "")[-100:], "overwrite": form.ticked("overwrite"),
        "catalogue": form.ticked("catalogue") and format_ in {"offices", "xlsx"},
    }  # fmt: skip
    who, now = visit(request).account.id, parts(request).clock.now()
    try:
        async with parts(request).database.writing() as session:
            job = await services.ask(session, LOOK, given, who, now, content=content)
    except (FileTooLarge, TooMuchWork) as refused:
        form.wrong["file"] = refused.text
        return await _show(request, form, status=422)
    raise web.HTTPSeeOther(f"/staff/keeping/work/{job}")


async def export(request: web.Request) -> web.Response:
    """What a source brought, as a file of one of the formats."""
    source, name = request.match_info["source"], request.match_info["format"]
    if name not in kinds.GIVEN:
        raise web.HTTPNotFound
    async with parts(request).database.reading() as session:
        if source not in await queries.sources(session):
            raise web.HTTPNotFound
        rows = await (whole_of if kinds.FORMATS[name].whole else rows_of)(session, source)
    given = await asyncio.to_thread(kinds.given, name, rows, source)
    named = {"Content-Disposition": f'attachment; filename="{given.name}"'}
    return web.Response(body=given.content, content_type=given.type, headers=named)


async def _show(request: web.Request, form: Form, *, status: int = 200) -> web.Response:
    async with parts(request).database.reading() as session:
        taken = await queries.imported_at(session)
        jobs = await work.jobs(session, OFFICES)
    suffixes = sorted({suffix for name in kinds.READ for suffix in kinds.FORMATS[name].suffixes})
    return page(
        request, "keeping/files.html", status=status, form=form, taken=taken, jobs=jobs, states=STATES, look=LOOK,
        read=[(name, label(name)) for name in kinds.READ], given=[(name, label(name)) for name in kinds.GIVEN],
        accept=",".join(suffixes),
    )  # fmt: skip


ROUTES = [
    web.get("/keeping/files", files),
    web.post("/keeping/files", bring),
    web.get("/keeping/files/{source}/{format}", export),
]
