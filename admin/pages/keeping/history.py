"""What was changed by hand, latest first, and undoing it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from aiohttp import web
from sqlalchemy.ext.asyncio import AsyncSession

from admin.asked import Asked, Days, clean
from admin.columns import Column, Listing
from admin.forms import number
from admin.keys import parts, visit
from admin.lists import answer, ask, shown
from admin.looks import say
from admin.pages.keeping.differences import Line, lines
from admin.pages.keeping.saving import noted
from admin.pages.keeping.words import Names, names
from participation.core.folding import loosely
from participation.core.text import Lines, Sayable, Words, t, tn
from participation.offices import changed, keeping, leaves, queries
from participation.offices.changed import Wanted, Word
from participation.offices.history import Change
from participation.offices.keeping import Act
from participation.staff import queries as staff

KINDS: dict[str, Sayable] = {
    "unit": t("Office"),
    "hours": t("Opening hours"),
    "service": t("Texts of a service"),
    "phrases": t("Phrases of a service"),
    "rules": t("Responsibilities"),
    "documents": t("Documents to bring"),
    "document": t("Words of a document"),
    "reason": t("Words of a reason"),
}
PATHS = {
    "unit": "units", "hours": "hours", "service": "services", "phrases": "services", "rules": "rules", "documents": "documents",
    "document": "texts/document", "reason": "texts/reason",
}  # fmt: skip


async def record(request: web.Request) -> web.StreamResponse:
    """The history, latest first; of one leaf if the address names its key."""
    async with parts(request).database.reading() as session:
        known = await names(session)
        by = await _people(session)
        called = {one.slug: Words(one.names) for one in await queries.services(session)} | {
            id_: Words(unit.names) for id_, unit in known.units.items()
        }
        listing = _listing(by, called, known)
        asked = ask(request, listing)
        wanted = _wanted(asked, by, called, request.query.get("key", ""))
        count = await changed.count(session, wanted)
        asked = asked.within(count)
        found = await changed.changes(session, wanted, asked.first, asked.most)
    return await answer(
        request, "keeping/history.html", shown(asked, listing, found, count), kinds=KINDS, called=called
    )


async def undo(request: web.Request) -> web.StreamResponse:
    which = number(request.match_info["change"])
    if not which:
        raise web.HTTPNotFound
    who, now = visit(request).account.id, parts(request).clock.now()
    async with parts(request).database.writing() as session:
        for change in await keeping.undo(session, which, Act(who, now)):
            await noted(session, change, who)
    raise web.HTTPSeeOther("/staff/keeping/history")


async def _people(session: AsyncSession) -> dict[str, Sayable]:
    """Everybody who has changed something, by name."""
    ids = await changed.who(session)
    known = await staff.shown_names(session, ids)
    called = {id_: known.get(id_) or (t("an import") if id_ == "import" else t("a former colleague")) for id_ in ids}
    return dict(sorted(called.items(), key=lambda one: loosely(known.get(one[0], ""))))


def _listing(by: Mapping[str, Sayable], called: Mapping[str, Sayable], known: Names) -> Listing[Change]:
    def different(change: Change) -> Lines:
        return Lines([_said(one) for one in lines(leaves.differences(change.before, change.after), known)])

    return Listing("history", t("What was changed"), (
        Column("at", t("When"), lambda one: one.at, days=True),
        Column("who", t("Who"), lambda one: by.get(one.account), options=by, sorts=False),
        Column("kind", t("Kind"), lambda one: KINDS.get(one.leaf.kind, one.leaf.kind), options=KINDS),
        Column("about", t("About"), lambda one: called.get(one.leaf.key) or one.leaf.key, link=_path, head=True, small=lambda one: t("undoes an earlier change") if one.undoes else None),
        Column("different", t("Before and after"), different, sorts=False),
        Column("undo", t("Undo this change"), lambda _one: None, drawn=True, css="noprint act"),
    ), order="-at", counted=lambda n: tn("{n} change", "{n} changes", n))  # fmt: skip


def _path(one: Change) -> str | None:
    return f"/staff/keeping/{PATHS[one.leaf.kind]}/{one.leaf.key}" if one.leaf.kind in PATHS else None


def _said(one: Line) -> Sayable:
    if not one.about:
        return t("{entry}: {before} → {after}", entry=one.what, before=one.before, after=one.after)
    return t(
        "{entry} ({about}): {before} → {after}", entry=one.what, about=one.about, before=one.before, after=one.after
    )


def _wanted(asked: Asked, by: Mapping[str, Sayable], called: Mapping[str, Sayable], key: str) -> Wanted:
    """Offices, services and people are looked for here, where their names are known."""

    def named(word: str, there: Mapping[str, Sayable]) -> Sequence[str]:
        return [id_ for id_, name in there.items() if loosely(word) in loosely(say(name, asked.language))]

    words = [Word(word, named(word, called), named(word, by)) for word in asked.words.split()]
    days, chosen = asked.days.get("at", Days()), asked.chosen
    return Wanted(
        words, chosen.get("kind", ""), clean(key), chosen.get("who", ""), days.begins, days.ends, asked.order, asked.falling
    )  # fmt: skip


ROUTES = [
    web.get("/keeping/history", record),
    web.post("/keeping/history/{change}/undo", undo),
]
