"""The second factor: asked for at every sign-in, set up at the first, set up anew with the password."""

from __future__ import annotations

import re
import secrets

import segno
from aiohttp import web
from markupsafe import Markup

from admin import cookies
from admin.forms import Form, posted
from admin.keys import TOKEN, VISIT, parts, visit
from admin.looks import page
from admin.pages.session import safe_next
from participation.core.errors import Refused
from participation.core.text import Sayable
from participation.staff import door, factor, queries, totp
from participation.staff.errors import SignsInElsewhere, SlowDown

APP_NAME = "Lotse"  # what the app on the phone calls us


async def code_page(request: web.Request) -> web.StreamResponse:
    if visit(request).proven or not visit(request).account.factor:
        raise web.HTTPSeeOther(safe_next(request.query.get("next", "")))
    return _code(request, Form(), request.query.get("next", ""))


async def give_code(request: web.Request) -> web.StreamResponse:
    form, known = await posted(request), parts(request)
    code = form.text("code", most=40)
    if not form.right:
        return _code(request, form, form.was("next"), status=422)
    try:
        mine = visit(request), code, known.key, request.remote or ""
        token = await factor.prove(known.database, known.clock, *mine)
    except Refused as refusal:
        slow = isinstance(refusal, SlowDown)
        answer = _code(request, Form(wrong={"code": refusal.text}), form.was("next"), status=429 if slow else 403)
        if slow:
            answer.headers["Retry-After"] = str(refusal.places["seconds"])
        return answer
    response = web.Response(status=303, headers={"Location": safe_next(form.was("next"))})
    cookies.remember(request, response, token)
    return response


async def set_up_page(request: web.Request) -> web.StreamResponse:
    return _set_up(request, Form({"salt": secrets.token_hex(16), "next": request.query.get("next", "")}))


async def set_up(request: web.Request) -> web.StreamResponse:
    """Keep the factor once its app shows the right code; who had one before gives the password as well."""
    form, known, who = await posted(request), parts(request), visit(request).account
    code, salt = form.text("code", most=40), form.text("salt", most=40)
    password = form.secret("password") if who.factor else ""
    if not re.fullmatch(r"[0-9a-f]{32}", salt):
        raise web.HTTPSeeOther("/staff/second-factor")
    if not form.right:
        return _set_up(request, form, status=422)
    if who.factor and (wrong := await _wrong_password(request, password)):
        form.wrong["password"] = wrong
        return _set_up(request, form, status=422)
    try:
        async with known.database.writing() as session:
            token, codes = await factor.set_up(session, who, salt, code, known.key, known.clock.now())
    except Refused as refusal:
        form.wrong["code"] = refusal.text
        return _set_up(request, form, status=422)
    return await _codes(request, token, codes, form.was("next"))


async def _wrong_password(request: web.Request, password: str) -> Sayable | None:
    known, who, address = parts(request), visit(request).account, request.remote or ""
    try:
        await door.check_password(known.database, known.clock, who.name, password, address)
    except Refused as refusal:
        return refusal.text
    async with known.database.writing() as session:
        await door.right(session, who.name, address)
    return None


async def _codes(request: web.Request, token: str, codes: list[str], back: str) -> web.StreamResponse:
    """Show the recovery codes, once, as the first page of a new sign-in."""
    async with parts(request).database.reading() as session:
        found = await queries.visit(session, token, parts(request).clock.now())
    assert found is not None
    request[VISIT], request[TOKEN] = found, token
    response = page(request, "factor/codes.html", codes=codes, next=safe_next(back))
    cookies.remember(request, response, token)
    return response


def _code(request: web.Request, form: Form, back: str, status: int = 200) -> web.Response:
    return page(request, "factor/code.html", status=status, form=form, next=safe_next(back))


def _set_up(request: web.Request, form: Form, status: int = 200) -> web.Response:
    who = visit(request).account
    if who.elsewhere:
        raise SignsInElsewhere
    secret = totp.secret_of(parts(request).key, who.id, form.was("salt"))
    drawn = segno.make(totp.address(secret, who.name, APP_NAME), error="m", micro=False)
    picture = Markup(drawn.svg_inline(scale=5, border=4, dark="#000", light="#fff"))  # noqa: S704  segno's own drawing
    return page(
        request, "factor/set_up.html", status=status, form=form, picture=picture, secret=totp.spelled(secret),
        salt=form.was("salt"), next=safe_next(form.was("next")),
    )  # fmt: skip


ROUTES = [
    web.get("/sign-in/code", code_page),
    web.post("/sign-in/code", give_code),
    web.get("/second-factor", set_up_page),
    web.post("/second-factor", set_up),
]
