"""The end of a conversation in which everything was deleted: its browsers are forgotten as well, and a page says so."""

from __future__ import annotations

from aiohttp import web

from bot.channels.webchat import devices, transcript
from bot.channels.webchat.cookie import Cookie
from bot.channels.webchat.forms import by_script
from participation.core.db import Database
from participation.core.outbox import forget_address
from participation.people.queries import contact_at


async def deserted(database: Database, address: str) -> bool:
    """Delete what is left of a talk in which somebody had themselves forgotten; False if they are there, perhaps again."""
    async with database.writing(anyway=True) as session:
        if await contact_at(session, transcript.CHANNEL, address):
            return False
        await devices.forget_talk(session, address)
        await forget_address(session, transcript.CHANNEL, address)  # our last words: the page says them instead
    return True


def shown(request: web.Request, cookie: Cookie, language: str) -> web.Response:
    """Lead to the page that says that all is deleted; the script goes there by itself."""
    if by_script(request):
        response = web.Response(status=205)
    else:
        response = web.Response(status=303, headers={"Location": f"/chat/forget?lang={language}"})
    cookie.drop(response)
    return response
