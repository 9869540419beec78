"""Keeping what a service says and how people ask for it: own words go before those of the catalogue."""

from __future__ import annotations

from collections.abc import Sequence

from aiohttp import web
from sqlalchemy.ext.asyncio import AsyncSession

from admin.forms import Form, posted
from admin.keys import parts
from admin.looks import page
from admin.pages.keeping.saving import Editing, finish
from participation.core.languages import FALLBACKS, shipped
from participation.core.text import Words, t
from participation.offices import leaves, queries
from participation.offices.formats.check import Problem
from participation.offices.keeping import Draft
from participation.offices.leaves import Cells, Leaf
from participation.offices.services import CATALOGUE
from participation.offices.values import Service

FIELDS = {
    "name": t("Name"),
    "about": t("In one or two plain sentences"),
    "fee": t("A word on the fee"),
    "urgent": t("What to do at once, in danger"),
}
FACTS = {"topic": 60, "leika": 200, "minutes": 10, "fee": 10}  # with the longest of each
LONGEST, LONGEST_PHRASES = 1500, 20_000


async def edit(request: web.Request) -> web.Response:
    async with parts(request).database.reading() as session:
        _, words, phrases = await _there(session, request)
        own = await _own(session, words)
    given = _fields(words, own) | {"seen": leaves.seen(words, phrases)}
    for row in phrases["phrases"]:
        if row["source"] == own:
            name = f"phrases-{row['language']}"
            given[name] = f"{given.get(name, '')}\n{row['phrase']}".strip()
    return await _show(request, Form(given))


async def save(request: web.Request) -> web.Response:
    form = await posted(request)
    async with parts(request).database.reading() as session:
        service, words, phrases = await _there(session, request)
        own = await _own(session, words)
    editing = Editing(Words(service.names), request.path, _show, field)
    return await finish(request, editing, form, drafts(service.slug, words, phrases, own, form))


def drafts(key: str, words: Cells, phrases: Cells, own: str, form: Form) -> list[Draft]:
    """The two leaves as the form wants them."""
    return [
        (Leaf("service", key), _words(words, own, form)),
        (Leaf("phrases", key), _phrases(key, phrases, own, form)),
    ]


def field(problem: Problem) -> str:
    return "phrases-de" if problem.table == "phrases" else problem.field or "name-de"


async def _show(request: web.Request, form: Form, status: int = 200) -> web.Response:
    async with parts(request).database.reading() as session:
        service, words, phrases = await _there(session, request)
        own = await _own(session, words)
        topics = await queries.topics(session)
    shipped_phrases = {
        code: [row["phrase"] for row in phrases["phrases"] if row["source"] != own and row["language"] == code]
        for code in shipped()
    }
    return page(
        request, "keeping/service.html", status=status, form=form, service=service, fields=FIELDS, codes=list(shipped()),
        shipped_phrases=shipped_phrases, catalogue=any(row["source"] != own for row in words["services"]), topics=topics,
    )  # fmt: skip


async def _there(session: AsyncSession, request: web.Request) -> tuple[Service, Cells, Cells]:
    service = await queries.service(session, request.match_info["service"])
    if service is None:
        raise web.HTTPNotFound
    words = await leaves.read(session, Leaf("service", service.slug))
    return service, words, await leaves.read(session, Leaf("phrases", service.slug))


async def _own(session: AsyncSession, words: Cells) -> str:
    """Whose words are changed: of the source that brought the service, or the region's before the catalogue's."""
    brought = [row["source"] for row in words["services"] if row["source"] != CATALOGUE]
    return brought[0] if brought else await leaves.region_source(session) or CATALOGUE


def _fields(words: Cells, own: str) -> dict[str, str]:
    given: dict[str, str] = {}
    for row in sorted(words["services"], key=lambda row: row["source"] == own):
        given |= {name: row[name] for name in FACTS} | {"urgent": "yes" if row["urgent"] == "yes" else ""}
    for row in sorted(words["service_texts"], key=lambda row: row["source"] == own):
        given[f"{row['field']}-{row['language']}"] = row["text"]
    return given


def _words(words: Cells, own: str, form: Form) -> Cells:
    """Own rows only where something else is said than in the catalogue."""
    mine = [row for row in words["services"] if row["source"] == own]
    others = [row for row in words["services"] if row["source"] != own]
    facts = {name: form.text(name, needed=False, most=most) for name, most in FACTS.items()}
    facts["urgent"] = "yes" if form.ticked("urgent") else "no"
    wanted = (mine or others)[0] | facts | {"source": own}
    services = others + ([] if others and {**others[0], "source": own} == wanted else [wanted])
    texts = [row for row in words["service_texts"] if row["source"] != own or row["language"] not in shipped()]
    said = {(row["field"], row["language"]): row["text"] for row in texts}
    for field in FIELDS:
        for code in shipped():
            text = form.text(f"{field}-{code}", needed=False, most=LONGEST).replace("\r\n", "\n")
            if text and said.get((field, code)) != text:
                row = {"source": own, "service": wanted["slug"], "field": field, "language": code, "text": text}
                texts.append(row)
    if form.ticked("urgent") and not any(row["field"] == "urgent" and row["language"] in FALLBACKS for row in texts):
        form.wrong.setdefault("urgent-de", t("Please fill this in."))
    return {"services": services, "service_texts": texts}


def _phrases(service: str, phrases: Cells, own: str, form: Form) -> Cells:
    rows = [row for row in phrases["phrases"] if row["source"] != own or row["language"] not in shipped()]
    for code in shipped():
        phrases_given = _lines(form.text(f"phrases-{code}", needed=False, most=LONGEST_PHRASES))
        rows += [{"source": own, "service": service, "language": code, "phrase": one} for one in phrases_given]
    return {"phrases": rows}


def _lines(text: str) -> Sequence[str]:
    return list(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))


ROUTES = [web.get("/keeping/services/{service}", edit), web.post("/keeping/services/{service}", save)]
