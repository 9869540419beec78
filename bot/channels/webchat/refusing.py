"""Says kindly that nothing can be stored or read at the moment, or that it was too much, wherever somebody tried."""

from __future__ import annotations

import asyncio
import logging
import traceback
from collections.abc import Awaitable, Callable

import asyncpg
from aiohttp import web
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from bot.channels.webchat.forms import by_script, language_of
from bot.channels.webchat.limits import TooManyNewcomers, TooManyPages
from bot.channels.webchat.looks import Looks
from bot.talk.crowd import TooManyMessages
from participation.core.errors import Refused
from participation.core.space import NothingStored
from participation.core.text import render

AGAIN, SOON, AT_ONCE = {"Retry-After": "600"}, {"Retry-After": "30"}, {"Retry-After": "5"}
TOO_MUCH = (TooManyMessages, TooManyNewcomers, TooManyPages)
LOOKS = Looks()
SLOWLY = 1.0  # seconds for which whoever floods us waits for the answer: most send nothing more before it
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
#: What a driver says of a server that takes no connection – it starts, it is full – flies past SQLAlchemy as it is.
UNCONNECTED = (PoolTimeout, asyncpg.PostgresError, asyncpg.InterfaceError)
#: PostgreSQL's kinds of trouble that are no statement's fault: the line, what it has too little of, its end, its machine.
AWAY = {"08", "53", "57", "58"}

log = logging.getLogger(__name__)


class OutOfReach(Refused):
    """Lotse cannot look anything up at the moment. Please wait a little and try again."""


@web.middleware
async def refusing(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Answer with the refusal: as a line for the script, as a page for everybody else."""
    try:
        return await handler(request)
    except NothingStored as refusal:
        return await _told(request, refusal, 503, AGAIN)
    except TOO_MUCH as refusal:
        await asyncio.sleep(SLOWLY)
        return await _told(request, refusal, 429, SOON)
    except (DBAPIError, OSError, *UNCONNECTED) as error:
        hung_up = request.transport is None and isinstance(error, ConnectionError)
        if hung_up or not _of_the_database(error):
            raise
        log.error("the database is out of reach: %s", type(error).__name__, extra={"action": "database_away"})
        return await _told(request, OutOfReach(), 503, AT_ONCE)


async def _told(request: web.Request, refusal: Refused, status: int, again: dict[str, str]) -> web.Response:
    chosen = (await request.post()).get("lang", "") if request.method == "POST" else ""
    language = language_of(request, str(chosen))
    text = render(refusal.text, language)
    if by_script(request):
        return web.Response(status=status, text=text, headers=again)
    response = LOOKS.page("problem.html", language, problem=text, status=status)
    response.headers.update(again)
    return response


def _of_the_database(error: Exception) -> bool:
    """Whether the database is away, and not a statement wrong, somebody gone, or a file missing."""
    match error:
        case DBAPIError():
            state = str(getattr(error.orig, "sqlstate", None))[:2]
            embedded = getattr(error.orig, "sqlite_errorname", "SQLITE_ERROR")  # say, a table that is none
            at_fault = isinstance(error, OperationalError) and embedded != "SQLITE_ERROR"
            return error.connection_invalidated or state in AWAY or at_fault
        case OSError():  # a driver that finds nobody raises what the system says
            through = (str(frame.f_globals.get("__name__")) for frame, _ in traceback.walk_tb(error.__traceback__))
            return any(name.partition(".")[0] == "sqlalchemy" for name in through)
        case _:
            return True
