"""Files of a talk to download: only in the browser whose talk it is, as long as the line that brings them is shown."""

from __future__ import annotations

from aiohttp import web

from bot.channels.webchat import devices, transcript
from bot.channels.webchat.forms import number
from participation.core.db import Database


def routes(database: Database, cookie_name: str) -> list[web.RouteDef]:
    """Return the route of files."""

    async def file(request: web.Request) -> web.Response:
        line = number(request.match_info["line"])
        async with database.reading() as session:
            device = await devices.known(session, request.cookies.get(cookie_name))
            found = await transcript.file(session, device.address, line) if device else None
        if found is None:
            raise web.HTTPNotFound
        shown = "inline" if found.is_picture else "attachment"
        headers = {"Content-Disposition": f'{shown}; filename="{found.name}"'}
        return web.Response(body=found.content, content_type=found.mime, headers=headers)

    return [web.get("/chat/file/{line}", file)]
