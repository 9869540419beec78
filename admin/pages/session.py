"""Signing in and out, one's own password, where one is signed in, the language of the pages."""

from __future__ import annotations

from aiohttp import web

from admin import cookies
from admin.columns import Column, Listing
from admin.forms import Form, posted
from admin.keys import TOKEN, VISIT, parts, visit
from admin.lists import answer, arrange, ask
from admin.live import unattended
from admin.looks import page
from participation.core.errors import Refused
from participation.core.languages import shipped
from participation.core.text import Sayable, t, tn
from participation.staff import door, passwords, queries, services
from participation.staff.errors import SlowDown, WrongPassword
from participation.staff.values import Visit


async def sign_in_page(request: web.Request) -> web.StreamResponse:
    if VISIT in request:
        raise web.HTTPSeeOther(safe_next(request.query.get("next", "")))
    said = t("You were signed out because nothing was done for a while.") if "ended" in request.query else None
    return sign_in_form(request, Form(), request.query.get("next", ""), said)


async def sign_in(request: web.Request) -> web.StreamResponse:
    form = await posted(request)
    name, password = form.text("name"), form.secret("password")
    if not form.right:
        return sign_in_form(request, form, form.was("next"), status=422)
    known = parts(request)
    try:
        token = await door.sign_in(known.database, known.clock, name, password, request.remote or "")
    except SlowDown as refusal:
        answer = sign_in_form(request, form, form.was("next"), refusal.text, status=429)
        answer.headers["Retry-After"] = str(refusal.places["seconds"])
        return answer
    except Refused as refusal:
        return sign_in_form(request, form, form.was("next"), refusal.text, status=403)
    if old := request.get(TOKEN):
        async with known.database.writing() as session:
            await door.sign_out(session, old)
    response = web.Response(status=303, headers={"Location": safe_next(form.was("next"))})
    cookies.remember(request, response, token)
    return response


async def sign_out(request: web.Request) -> web.StreamResponse:
    async with parts(request).database.writing() as session:
        await door.sign_out(session, request[TOKEN])
    response = web.Response(status=303, headers={"Location": "/staff/sign-in"})
    cookies.forget(request, response)
    response.headers["Clear-Site-Data"] = '"cache", "storage"'  # nothing may come back by the browser's button
    return response


async def me(request: web.Request) -> web.StreamResponse:
    return await _me(request, Form(), done="done" in request.query)


async def left(request: web.Request) -> web.StreamResponse:
    """How many seconds the sign-in lasts, and whether staying makes it longer; to ask for it by oneself is to stay."""
    now, mine = parts(request).clock.now(), visit(request)
    seen = mine.seen_at if unattended(request) or now - mine.seen_at < door.SEEN_EVERY else now
    idle, longest = seen + queries.IDLE - now, mine.started_at + queries.LONGEST - now
    return web.json_response({"seconds": int(min(idle, longest).total_seconds()), "longer": idle < longest})


async def change_password(request: web.Request) -> web.StreamResponse:
    form = await posted(request)
    old, new, again = form.secret("old_password"), form.secret("new_password"), form.secret("again_password")
    if form.right and new != again:
        form.wrong["again_password"] = t("The two are not the same.")
    if not form.right:
        return await _me(request, form, status=422)
    known, mine = parts(request), visit(request)
    try:
        token = await door.change_own_password(
            known.database, known.clock, mine.account, (old, new), request.remote or "", proven=mine.proven
        )
    except (WrongPassword, SlowDown) as refusal:
        wrong = t("This is not your present password.") if isinstance(refusal, WrongPassword) else refusal.text
        form.wrong["old_password"] = wrong
        return await _me(request, form, status=422)
    except Refused as refusal:
        form.wrong["new_password"] = refusal.text
        return await _me(request, form, status=422)
    response = web.Response(status=303, headers={"Location": "/staff/me?done"})
    cookies.remember(request, response, token)
    return response


async def end_sessions(request: web.Request) -> web.StreamResponse:
    """End one sign-in of one's own, or all others."""
    form, mine = await posted(request), visit(request)
    async with parts(request).database.writing() as session:
        if chosen := form.text("visit", needed=False):
            await door.end_visit(session, mine.account.id, chosen)
        else:
            await door.sign_out_everywhere(session, mine.account.id, but=mine.id)
    raise web.HTTPSeeOther("/staff/me")


async def choose_language(request: web.Request) -> web.StreamResponse:
    form = await posted(request)
    chosen = form.choice("lang", shipped("staff"))
    if form.right:
        async with parts(request).database.writing() as session:
            await services.set_language(session, visit(request).account.id, chosen)
    raise web.HTTPSeeOther(safe_next(form.was("next")))


def sign_in_form(
    request: web.Request, form: Form, back: str, said: Sayable | None = None, status: int = 200
) -> web.Response:
    """Return the page of the sign-in, with what went wrong."""
    provider = parts(request).provider is not None
    return page(
        request, "session/sign_in.html", status=status, form=form, next=safe_next(back), said=said, provider=provider
    )


async def _me(request: web.Request, form: Form, status: int = 200, *, done: bool = False) -> web.Response:
    mine = visit(request)
    async with parts(request).database.reading() as session:
        visits = await queries.visits_of(session, mine.account, parts(request).clock.now())
        left = await queries.codes_left(session, mine.account.id)
    listing = _visits(mine.id)
    return await answer(
        request, "session/me.html", arrange(ask(request, listing, "/staff/me"), listing, visits), status=status, form=form, here=mine.id,
        least=passwords.LEAST, done=done, left=left,
    )  # fmt: skip


def _visits(here: str) -> Listing[Visit]:
    return Listing("visits", t("Where you are signed in"), (
        Column("used", t("Last used"), lambda one: one.seen_at, days=True, head=True),
        Column("since", t("Signed in since"), lambda one: one.started_at, days=True),
        Column("desk", t("Counter"), lambda one: one.desk),
        Column("here", t("This browser"), lambda one: t("this browser") if one.id == here else ""),
        Column("end", t("Sign out there"), lambda _one: None, drawn=True, css="act"),
    ), order="-used", prefix="visits-", counted=lambda n: tn("{n} sign-in", "{n} sign-ins", n))  # fmt: skip


def safe_next(path: str) -> str:
    """A page of ours to go on to: an address from outside leads nowhere else."""
    ours = path == "/staff" or path.startswith(("/staff/", "/staff?"))
    return path if ours and "\\" not in path and path.isprintable() and len(path) < 500 else "/staff"


ROUTES = [
    web.get("/sign-in", sign_in_page),
    web.post("/sign-in", sign_in),
    web.post("/sign-out", sign_out),
    web.post("/language", choose_language),
    web.get("/me", me),
    web.get("/me/left", left),
    web.post("/me/password", change_password),
    web.post("/me/sessions", end_sessions),
]
