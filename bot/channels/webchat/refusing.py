"""Says kindly that nothing can be stored at the moment, or that it was too much, wherever in the chat somebody tried."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from aiohttp import web

from bot.channels.webchat.forms import language_of
from bot.channels.webchat.limits import TooManyNewcomers, TooManyPages
from bot.channels.webchat.looks import Looks
from bot.talk.crowd import TooManyMessages
from participation.core.space import NothingStored
from participation.core.text import render

AGAIN, SOON = {"Retry-After": "600"}, {"Retry-After": "30"}
TOO_MUCH = (TooManyMessages, TooManyNewcomers, TooManyPages)
LOOKS = Looks()
SLOWLY = 1.0  # seconds for which whoever floods us waits for the answer: most send nothing more before it
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@web.middleware
async def refusing(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Answer with the refusal: as a line for the script, as a page for everybody else."""
    try:
        return await handler(request)
    except (NothingStored, *TOO_MUCH) as refusal:
        status, again = (503, AGAIN) if isinstance(refusal, NothingStored) else (429, SOON)
        if status == 429:
            await asyncio.sleep(SLOWLY)
        chosen = (await request.post()).get("lang", "") if request.method == "POST" else ""
        language = language_of(request, str(chosen))
        text = render(refusal.text, language)
        if request.headers.get("X-Requested-With") == "lotse":
            return web.Response(status=status, text=text, headers=again)
        response = LOOKS.page("problem.html", language, problem=text, status=status)
        response.headers.update(again)
        return response
