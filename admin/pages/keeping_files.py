"""Import and export in the browser: a file is shown with what it would change before anything is changed."""

from __future__ import annotations

import io
import tempfile
import zipfile
from datetime import datetime
from pathlib import Path

from aiohttp import web
from sqlalchemy.ext.asyncio import AsyncSession

from admin.forms import Form, posted
from admin.keys import parts, visit
from admin.looks import page
from participation.core.text import t
from participation.offices import queries
from participation.offices.errors import BadTables
from participation.offices.services import CATALOGUE, Report, export_tables, import_tables
from participation.staff import services

SHOWN = 50  # lines of each sort


class _Undo(Exception):
    """A dry run ends here: the transaction is rolled back."""


async def files(request: web.Request) -> web.Response:
    return await _show(request, Form())


async def take(request: web.Request) -> web.Response:
    """Show what the file would change; with the second button change it."""
    form, sent = await posted(request), (await request.post()).get("file")
    content = sent.file.read() if isinstance(sent, web.FileField) else b""
    if not content:
        form.wrong["file"] = t("Please choose a zip file of tables.")
        return await _show(request, form, status=422)
    only_look = not form.ticked("take")
    try:
        report = await _taken(request, form, content, only_look=only_look)
    except BadTables as refused:
        return await _show(request, form, status=422, problems=refused.problems[:SHOWN])
    return await _show(request, form, report=report, looked=only_look)


async def _taken(request: web.Request, form: Form, content: bytes, *, only_look: bool) -> Report:
    now, report = parts(request).clock.now(), None
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "tables.zip"
        path.write_bytes(content)
        try:
            async with parts(request).database.writing() as session:
                source = CATALOGUE if form.ticked("catalogue") else None
                report = await import_tables(session, path, now, source, overwrite=form.ticked("overwrite"))
                if only_look:
                    raise _Undo
                changed = {table: list(counts[:3]) for table, counts in report.counts.items() if any(counts[:3])}
                await services.note(
                    session, visit(request).account.id, "offices-imported", report.source, now, after=changed
                )
        except _Undo:
            pass
    assert report is not None
    return report


async def packed(request: web.Request) -> web.Response:
    """The tables of one source as a zip file."""
    source = request.match_info["source"]
    async with parts(request).database.reading() as session:
        if source not in await queries.sources(session):
            raise web.HTTPNotFound
        content = await _zipped(session, source)
    named = {"Content-Disposition": f'attachment; filename="{source}.zip"'}
    return web.Response(body=content, content_type="application/zip", headers=named)


async def _zipped(session: AsyncSession, source: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        await export_tables(session, source, Path(folder))
        return _zip(Path(folder))


def _zip(folder: Path) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.iterdir()):
            archive.write(path, path.name)
    return made.getvalue()


async def _show(
    request: web.Request, form: Form, *, status: int = 200, report: Report | None = None, looked: bool = True,
    problems: list[str] | None = None,
) -> web.Response:  # fmt: skip
    async with parts(request).database.reading() as session:
        taken: dict[str, datetime] = await queries.imported_at(session)
    return page(
        request, "keeping/files.html", status=status, form=form, taken=taken, report=report, looked=looked,
        problems=problems or [], most=SHOWN,
    )  # fmt: skip


ROUTES = [
    web.get("/keeping/files", files),
    web.post("/keeping/files", take),
    web.get("/keeping/files/{source}", packed),
]
