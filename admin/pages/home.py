"""The start page: what needs me today."""

from __future__ import annotations

from aiohttp import web

from admin.keys import parts, visit
from admin.looks import page
from admin.pages.home_cards import CARDS, Today
from participation.core.clock import BERLIN


async def home(request: web.Request) -> web.StreamResponse:
    who, now, database = visit(request).account, parts(request).clock.now(), parts(request).database
    async with database.reading() as session:
        today = Today(session, database, who, now)
        cards = [await make(today) for permission, make in CARDS if who.may(permission)]
    return page(request, "home/home.html", cards=cards, today=now.astimezone(BERLIN).date())


ROUTES = [web.get("", home)]
