"""The page behind an invitation: who was invited chooses a password."""

from __future__ import annotations

from aiohttp import web

from admin import cookies
from admin.forms import Form, posted
from admin.keys import TOKEN, parts
from admin.looks import page
from participation.core.errors import Refused
from participation.core.text import t
from participation.staff import door, invitations, passwords
from participation.staff.errors import InvitationOver


async def invitation(request: web.Request) -> web.StreamResponse:
    return _page(request, Form())


async def accept(request: web.Request) -> web.StreamResponse:
    form, known = await posted(request), parts(request)
    token, new, again = form.text("code", most=100), form.secret("new_password"), form.secret("again_password")
    if form.right and new != again:
        form.wrong["again_password"] = t("The two are not the same.")
    if not form.right:
        return _page(request, form, status=422)
    try:
        visit = await invitations.accept(known.database, known.clock, token, new)
    except Refused as refusal:
        form.wrong["code" if isinstance(refusal, InvitationOver) else "new_password"] = refusal.text
        return _page(request, form, status=422)
    if old := request.get(TOKEN):
        async with known.database.writing() as session:
            await door.sign_out(session, old)
    response = web.Response(status=303, headers={"Location": "/staff"})
    cookies.remember(request, response, visit)
    return response


def _page(request: web.Request, form: Form, status: int = 200) -> web.Response:
    return page(request, "session/invitation.html", status=status, form=form, least=passwords.LEAST)


ROUTES = [web.get("/invitation", invitation), web.post("/invitation", accept)]
