"""Findings: noted from a release, forwarded to the steering group, decided, followed by measures."""

from __future__ import annotations

from aiohttp import web

from admin.choosing import offices
from admin.columns import Column, Listing
from admin.forms import Form, posted
from admin.keys import parts, visit
from admin.lists import answer, arrange, ask
from admin.looks import language_of, page
from admin.pages.findings_forms import content_of, draft_form, figures_of, plan_of, texts_of
from participation.core.errors import Refused
from participation.core.text import Text, Words, t
from participation.offices.units import search, units
from participation.planning import queries, services
from participation.planning.errors import FindingChanged
from participation.planning.values import Finding, Happened, Plan, Progress, Source, State, Verdict
from participation.results.queries import release
from participation.results.values import Release
from participation.staff.permissions import Permission
from participation.staff.queries import shown_names

VERDICTS = {
    Verdict.ACCEPTED: t("accepted"),
    Verdict.PARTLY: t("accepted in part"),
    Verdict.DECLINED: t("declined"),
}
PROGRESS = {Progress.PLANNED: t("planned"), Progress.RUNNING: t("under way"), Progress.DONE: t("done")}
HAPPENED = {
    Happened.NOTED: t("noted"),
    Happened.CHANGED: t("changed"),
    Happened.FORWARDED: t("forwarded to the steering group"),
    Happened.TAKEN_BACK: t("taken back"),
    Happened.DECIDED: t("decided"),
    Happened.MEASURE_ADDED: t("measure added"),
    Happened.MEASURE_CHANGED: t("measure brought up to date"),
    Happened.TOLD: t("people have been told"),
}
STATES = {
    State.DRAFT: t("Drafts"),
    State.FORWARDED: t("With the steering group"),
    State.DECIDED: t("Decided"),
}


def standing(one: Finding) -> Text:
    """Where a finding stands, in words."""
    return VERDICTS[one.decision.outcome] if one.decision else STATES[one.state]


LISTING: Listing[Finding] = Listing("findings", t("Findings"), (
    Column("finding", t("Finding"), lambda one: Words(one.title), link=lambda one: f"/staff/findings/{one.id}", head=True),
    Column("state", t("State"), standing, code=lambda one: one.state, options={state.value: name for state, name in STATES.items()}),
    Column("noted", t("Noted"), lambda one: one.created_at, days=True),
    Column("forwarded", t("Forwarded"), lambda one: one.forwarded_at, days=True),
    Column("decided", t("Decided"), lambda one: one.decision.decided_at if one.decision else None, days=True),
    Column("measures", t("Measures"), lambda one: len(one.measures), css="num"),
), order="-noted")  # fmt: skip


async def board(request: web.Request) -> web.StreamResponse:
    async with parts(request).database.reading() as session:
        found = await queries.findings(session)
    columns = [(name, [one for one in found if one.state is state]) for state, name in STATES.items()]
    shown = arrange(ask(request, LISTING), LISTING, found)
    board = request.query.get("as") != "list"
    return await answer(request, "findings/board.html", shown, board=board, columns=columns, verdicts=VERDICTS)


async def new(request: web.Request) -> web.StreamResponse:
    return _new_page(request, await _release(request, request.query.get("survey", "")), Form())


async def note(request: web.Request) -> web.StreamResponse:
    form = await posted(request)
    found = await _release(request, form.text("survey"))
    content = content_of(form, found)
    if not form.right:
        return _new_page(request, found, form, status=422)
    heading = found.table.heading
    source = Source(found.survey, heading.organisation, found.sha256, figures_of(found, content.questions))
    who, now = visit(request).account.id, parts(request).clock.now()
    async with parts(request).database.writing() as session:
        finding = await services.note_finding(session, source, content, who, now)
    raise web.HTTPSeeOther(f"/staff/findings/{finding}")


def _new_page(request: web.Request, found: Release, form: Form, status: int = 200) -> web.Response:
    return page(request, "findings/new.html", status=status, release=found, form=form)


async def one(request: web.Request) -> web.StreamResponse:
    return await _one_page(request, Form())


async def _one_page(
    request: web.Request, form: Form, status: int = 200, overtaken: FindingChanged | None = None
) -> web.Response:
    """A finding; where somebody else was faster, what they wrote stands beside the form, and may now be written over."""
    who = visit(request).account
    async with parts(request).database.reading() as session:
        finding = await queries.finding(session, request.match_info["finding"])
        if finding is None:
            raise web.HTTPNotFound
        found = await release(session, finding.survey)
        steps = await queries.history(session, finding.id)
        if overtaken:
            form = Form({**form.given, "seen": finding.content.fingerprint})
        doing = {unit.id: unit for unit in await units(session, [one.unit for one in finding.measures])}
        there = await search(session, "") if _may_decide(request, finding) else []
        names = await shown_names(session, [step.by for step in steps])
    return page(
        request, "findings/one.html", status=status, finding=finding, release=found, steps=steps, doing=doing, form=form,
        offices=offices(there, language_of(request)), happened=HAPPENED, draft=draft_form, verdicts=VERDICTS, progress=PROGRESS, may_write=who.may(Permission.WRITE_FINDINGS),
        may_decide=who.may(Permission.DECIDE), names=names, overtaken=overtaken,
    )  # fmt: skip


def _may_decide(request: web.Request, finding: Finding) -> bool:
    return finding.state is not State.DRAFT and visit(request).account.may(Permission.DECIDE)


async def change(request: web.Request) -> web.StreamResponse:
    """Save the draft and, if that button was pressed, forward it."""
    form = await posted(request)
    id_, who, now = request.match_info["finding"], visit(request).account.id, parts(request).clock.now()
    finding = await _finding(request)
    found = await _release(request, finding.survey)
    content = content_of(form, found)
    if not form.right:
        return await _one_page(request, form, 422)
    try:
        async with parts(request).database.writing() as session:
            await services.change_finding(session, id_, content, who, now, form.was("seen"))
            if form.ticked("forward"):
                await services.forward(session, id_, who, now)
    except FindingChanged as refusal:
        return await _one_page(request, form, 409, refusal)
    raise web.HTTPSeeOther(f"/staff/findings/{id_}")


async def take_back(request: web.Request) -> web.StreamResponse:
    id_, who = request.match_info["finding"], visit(request).account.id
    async with parts(request).database.writing() as session:
        await services.take_back(session, id_, who, parts(request).clock.now())
    raise web.HTTPSeeOther(f"/staff/findings/{id_}")


async def decide(request: web.Request) -> web.StreamResponse:
    form, finding = await posted(request), await _finding(request)
    verdict = form.kind("verdict", Verdict)
    needed = verdict is not Verdict.ACCEPTED
    reason = texts_of(form, "reason", services.LONGEST_REASON, needed=needed)
    plan = await _plan(request, form, needed=False)
    if not form.right or verdict is None:
        return await _one_page(request, form, 422)
    who, now = visit(request).account.id, parts(request).clock.now()
    async with parts(request).database.writing() as session:
        await services.decide(session, finding.id, verdict, reason, who, now, [plan] if plan else [])
    raise web.HTTPSeeOther(f"/staff/findings/{finding.id}")


async def add_measure(request: web.Request) -> web.StreamResponse:
    form, finding = await posted(request), await _finding(request)
    plan = await _plan(request, form, needed=True)
    if plan is None or not form.right:
        return await _one_page(request, form, 422)
    who, now = visit(request).account.id, parts(request).clock.now()
    try:
        async with parts(request).database.writing() as session:
            await services.add_measure(session, finding.id, plan, who, now)
    except Refused as refusal:
        form.wrong["what-de"] = refusal.text
        return await _one_page(request, form, 422)
    raise web.HTTPSeeOther(f"/staff/findings/{finding.id}#measures")


async def measure(request: web.Request) -> web.StreamResponse:
    """Note how far a measure has come."""
    form, finding = await posted(request), await _finding(request)
    state, wanted = form.kind("state", Progress), request.match_info["measure"]
    if state is None or all(one.id != wanted for one in finding.measures):
        raise web.HTTPNotFound
    who, now = visit(request).account.id, parts(request).clock.now()
    async with parts(request).database.writing() as session:
        await services.change_measure_state(session, wanted, state, who, now)
    raise web.HTTPSeeOther(f"/staff/findings/{finding.id}#measures")


async def _plan(request: web.Request, form: Form, *, needed: bool) -> Plan | None:
    async with parts(request).database.reading() as session:
        offices(await search(session, ""), language_of(request)).chosen(form, "unit", needed=False)
    return plan_of(form, needed=needed)


async def _finding(request: web.Request) -> Finding:
    async with parts(request).database.reading() as session:
        found = await queries.finding(session, request.match_info["finding"])
    if found is None:
        raise web.HTTPNotFound
    return found


async def _release(request: web.Request, survey: str) -> Release:
    async with parts(request).database.reading() as session:
        found = await release(session, survey)
    if found is None or not found.enough:
        raise web.HTTPNotFound
    return found


ROUTES = [
    web.get("/findings", board),
    web.get("/findings/new", new),
    web.post("/findings/new", note),
    web.get("/findings/{finding}", one),
    web.post("/findings/{finding}/change", change),
    web.post("/findings/{finding}/take-back", take_back),
    web.post("/findings/{finding}/decide", decide),
    web.post("/findings/{finding}/measures", add_measure),
    web.post("/findings/{finding}/measures/{measure}", measure),
]
