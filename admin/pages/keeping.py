"""Keeping offices: where to begin, what was changed, and undoing it."""

from __future__ import annotations

from aiohttp import web

from admin.keys import parts, visit
from admin.looks import page
from admin.pages.keeping_differences import lines
from admin.pages.keeping_saving import noted
from admin.pages.keeping_words import names
from participation.core.text import t
from participation.offices import history, keeping, leaves, queries
from participation.offices.keeping import Act
from participation.staff import queries as staff

KINDS = {
    "unit": t("Office"),
    "hours": t("Opening hours"),
    "service": t("Texts of a service"),
    "phrases": t("Phrases of a service"),
    "rules": t("Responsibilities"),
}
PATHS = {"unit": "units", "hours": "hours", "service": "services", "phrases": "services", "rules": "rules"}
SHOWN = 100


async def begin(request: web.Request) -> web.StreamResponse:
    asked = request.query.get("q", "").strip()[:100].casefold()
    async with parts(request).database.reading() as session:
        services = await queries.services(session)
        topics = {topic.id: topic for topic in await queries.topics(session)}
    found = [one for one in services if asked in " ".join([one.slug, *one.names.values()]).casefold()]
    return page(request, "keeping/begin.html", services=found[:SHOWN], count=len(found), topics=topics, asked=asked)


async def record(request: web.Request) -> web.StreamResponse:
    """The history, latest first; of one leaf if the address names one."""
    kind, key = request.query.get("kind", ""), request.query.get("key", "")
    async with parts(request).database.reading() as session:
        only = [leaves.Leaf(kind, key)] if kind in KINDS and key else []
        changes = await history.changes(session, only, SHOWN)
        by = await staff.shown_names(session, [change.account for change in changes])
        known = await names(session)
    return page(
        request, "keeping/history.html", by=by, kinds=KINDS, paths=PATHS,
        changes=[(change, lines(leaves.differences(change.before, change.after), known)) for change in changes],
    )  # fmt: skip


async def undo(request: web.Request) -> web.StreamResponse:
    given = request.match_info["change"]
    if not (given.isascii() and given.isdecimal() and len(given) < 10):
        raise web.HTTPNotFound
    who, now = visit(request).account.id, parts(request).clock.now()
    async with parts(request).database.writing() as session:
        await noted(session, await keeping.undo(session, int(given), Act(who, now)), who)
    raise web.HTTPSeeOther("/staff/keeping/history")


ROUTES = [
    web.get("/keeping", begin),
    web.get("/keeping/history", record),
    web.post("/keeping/history/{change}/undo", undo),
]
