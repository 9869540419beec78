"""The start page: what needs me today."""

from __future__ import annotations

from aiohttp import web

from admin.keys import parts, today, visit
from admin.looks import page
from admin.pages.home_cards import CARDS, Today


async def home(request: web.Request) -> web.StreamResponse:
    who, now, database = visit(request).account, parts(request).clock.now(), parts(request).database
    async with database.reading() as session:
        asking = Today(session, database, who, now)
        cards = [await make(asking) for permission, make in CARDS if who.may(permission)]
    return page(request, "home/home.html", cards=cards, today=today(request))


ROUTES = [web.get("", home)]
