"""Surveys of self-organisations: list, preview, opening and closing, and the way to each of them."""

from __future__ import annotations

import io
from datetime import datetime, timedelta

import segno
from aiohttp import web
from sqlalchemy.ext.asyncio import AsyncSession

from admin.forms import Form, posted
from admin.keys import parts, visit
from admin.lists import answer, arrange, ask
from admin.looks import page
from admin.pages.surveys.listing import STATES, list_of_surveys
from admin.pages.surveys.problems import missing
from admin.pages.watched import releasing
from participation.core.clock import BERLIN
from participation.core.text import Words, render, t
from participation.offices.units import units
from participation.offices.values import Unit
from participation.staff.permissions import Permission, scopes_of
from participation.staff.services import note
from participation.surveys import queries, services
from participation.surveys.errors import ClosesTooEarly, NotComplete
from participation.surveys.formats.as_yaml import write_survey
from participation.surveys.queries import Survey

USUALLY_OPEN = timedelta(days=14)


async def every(request: web.Request) -> web.StreamResponse:
    who = visit(request).account
    mine = scopes_of(who.grants, Permission.SEE_SURVEYS)
    async with parts(request).database.reading() as session:
        found = await queries.surveys_of(session, None if mine is None else sorted(mine))
        found = [one for one in found if one.state != "draft" or who.may(Permission.WRITE_SURVEYS, one.organisation)]
        counted = await queries.progress_of_each(session, [one.id for one in found if one.state == "open"])
        there = await units(session, sorted({one.organisation for one in found}))
    order = list(STATES)
    listing = list_of_surveys({unit.id: Words(unit.names) for unit in there}, counted)
    shown = arrange(ask(request, listing), listing, sorted(found, key=lambda one: order.index(one.state)))
    return await answer(request, "surveys/every.html", shown, may_write=who.may(Permission.WRITE_SURVEYS))


async def one(request: web.Request) -> web.StreamResponse:
    survey = await _survey(request)
    async with parts(request).database.reading() as session:
        asker = await units(session, [survey.organisation])
        counted = await queries.progress(session, survey.id) if survey.state == "open" else None
        job = await releasing(session, survey.id) if survey.state == "closed" else None
    return page(
        request, "surveys/one.html", survey=survey, asker=asker, counted=counted, job=job, states=STATES,
        missing=list(missing(survey.definition)) if survey.state == "draft" else [], link=_link(request, survey),
        may_write=visit(request).account.may(Permission.WRITE_SURVEYS, survey.organisation),
    )  # fmt: skip


async def preview(request: web.Request) -> web.StreamResponse:
    """What people will see, in each language."""
    survey = await _survey(request)
    async with parts(request).database.reading() as session:
        asker = await units(session, [survey.organisation])
    shown = [(code, _words(survey, code, asker)) for code in survey.definition.languages]
    return page(request, "surveys/preview.html", survey=survey, shown=shown)


async def ask_delete(request: web.Request) -> web.StreamResponse:
    return page(request, "surveys/delete.html", survey=await _survey(request))


async def delete(request: web.Request) -> web.StreamResponse:
    survey = await _survey(request)
    async with parts(request).database.writing() as session:
        await services.delete_draft(session, survey.id)
        await _record(request, session, "survey-deleted", survey)
    raise web.HTTPSeeOther("/staff/surveys")


async def ask_open(request: web.Request) -> web.StreamResponse:
    until = parts(request).clock.now().astimezone(BERLIN) + USUALLY_OPEN
    return await _open_page(request, Form({"day": until.date().isoformat(), "time": "20:00"}))


async def open_(request: web.Request) -> web.StreamResponse:
    """Let people take part until a time of day in Berlin."""
    form, survey = await posted(request), await _survey(request)
    closes_at = _until(form)
    if closes_at is None:
        return await _open_page(request, form, status=422)
    try:
        async with parts(request).database.writing() as session:
            await services.open_survey(session, survey.id, parts(request).clock.now(), closes_at)
            await _record(request, session, "survey-opened", survey)
    except ClosesTooEarly:
        form.wrong["day"] = t("This time is over already. Please give a later one.")
        return await _open_page(request, form, status=422)
    except NotComplete:
        return await _open_page(request, form, status=422)
    raise web.HTTPSeeOther(f"/staff/surveys/{survey.id}")


async def ask_close(request: web.Request) -> web.StreamResponse:
    return page(request, "surveys/close.html", survey=await _survey(request))


async def close(request: web.Request) -> web.StreamResponse:
    """End a survey before its time; the worker counts and releases it within moments."""
    survey, who = await _survey(request), visit(request).account.id
    async with parts(request).database.writing() as session:
        await services.close_survey(session, survey.id, parts(request).clock.now(), who)
        await _record(request, session, "survey-closed", survey)
    raise web.HTTPSeeOther(f"/staff/surveys/{survey.id}")


async def poster(request: web.Request) -> web.StreamResponse:
    survey = await _survey(request)
    async with parts(request).database.reading() as session:
        asker = await units(session, [survey.organisation])
    shown = [(code, _words(survey, code, asker)) for code in survey.definition.languages]
    return page(request, "surveys/poster.html", survey=survey, shown=shown, link=_link(request, survey))


async def qr(request: web.Request) -> web.StreamResponse:
    """The link as a picture for phones."""
    drawn = io.BytesIO()
    segno.make(_link(request, await _survey(request)), error="m", micro=False).save(
        drawn, kind="svg", scale=8, dark="#000", light="#fff"
    )
    return web.Response(body=drawn.getvalue(), content_type="image/svg+xml")


async def as_yaml(request: web.Request) -> web.StreamResponse:
    survey = await _survey(request)
    named = {"Content-Disposition": f'attachment; filename="{survey.code}.yaml"'}
    return web.Response(text=write_survey(survey.definition), content_type="application/yaml", headers=named)


async def _survey(request: web.Request) -> Survey:
    """The survey; a draft only for who may write it."""
    async with parts(request).database.reading() as session:
        found = await queries.survey(session, request.match_info["survey"])
    if found is None:
        raise web.HTTPNotFound
    if found.state == "draft" and not visit(request).account.may(Permission.WRITE_SURVEYS, found.organisation):
        raise web.HTTPNotFound
    return found


async def _record(request: web.Request, session: AsyncSession, what: str, survey: Survey) -> None:
    await note(session, visit(request).account.id, what, survey.code, parts(request).clock.now())


async def _open_page(request: web.Request, form: Form, status: int = 200) -> web.StreamResponse:
    survey = await _survey(request)
    lacking = list(missing(survey.definition))
    return page(request, "surveys/open.html", status=status, survey=survey, form=form, missing=lacking)


def _until(form: Form) -> datetime | None:
    day, time = form.day("day"), form.clock("time")
    return datetime.combine(day, time, BERLIN) if day and time is not None else None


def _link(request: web.Request, survey: Survey) -> str:
    origin = parts(request).public_url or f"{request.scheme}://{request.host}"
    return f"{origin}/chat?start=s_{survey.code}"


def _words(survey: Survey, language: str, asker: list[Unit]) -> dict[str, str]:
    """What the chat says around a survey, in its language."""
    said = {
        "title": t("Survey: {title}", title=Words(survey.definition.title)),
        "part": t("Take part in a survey"),
        "skip": t("Skip this question"),
    }
    if asker:
        said["asker"] = t("It is asked by: {organisation}", organisation=Words(asker[0].names))
    return {name: render(text, language) for name, text in said.items()}


ROUTES = [
    web.get("/surveys", every),
    web.get("/surveys/{survey}", one),
    web.get("/surveys/{survey}/preview", preview),
    web.get("/surveys/{survey}/delete", ask_delete),
    web.post("/surveys/{survey}/delete", delete),
    web.get("/surveys/{survey}/open", ask_open),
    web.post("/surveys/{survey}/open", open_),
    web.get("/surveys/{survey}/close", ask_close),
    web.post("/surveys/{survey}/close", close),
    web.get("/surveys/{survey}/poster", poster),
    web.get("/surveys/{survey}/qr", qr),
    web.get("/surveys/{survey}/yaml", as_yaml),
]
