"""Pages that people watch: an event stream that says "changed" and nothing else; the page then asks for its part anew.

A watched page is added in three steps: a route `/…/live` whose handler returns `await stream(request, key, look)`, where
*look* reads a text that changes when the page would (pages with the same *key* share one look a second); `data-live="…/live"`
on an element of the template, with `data-part="name"` on what is to be replaced, and live.js as the page's script.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Hashable
from dataclasses import dataclass, field

from aiohttp import web
from sqlalchemy.ext.asyncio import AsyncSession

from admin.keys import TOKEN, parts, visit
from participation.core.waiting import happens
from participation.staff import queries

Look = Callable[[AsyncSession], Awaitable[Hashable]]

MOST_OF_SESSION, MOST = 4, 200  # a browser opens six lines to a server at once, and needs some for its pages
EVERY = 1.0  # seconds between looks
STILL_HERE = 15.0  # seconds after which a line with nothing to say says so: proxies cut what is silent
ASKED_AGAIN = 5.0  # seconds after which it is asked again whether they may watch
AGAIN = 3000  # milliseconds after which a browser whose stream was cut comes back
ASKS_ITSELF = "Lotse-Live"  # the header of a page that asks by itself
HEADERS = {
    "Content-Type": "text/event-stream; charset=utf-8",
    "Cache-Control": "no-store",
    "X-Accel-Buffering": "no",
    "X-Content-Type-Options": "nosniff",
}


def unattended(request: web.Request) -> bool:
    """Whether the page asks by itself: that keeps nobody signed in."""
    return request.path.endswith("/live") or ASKS_ITSELF in request.headers


@dataclass(slots=True)
class Live:
    """The streams of one process."""

    closing: asyncio.Event = field(default_factory=asyncio.Event)
    _open: Counter[str] = field(default_factory=Counter)
    _looks: dict[Hashable, asyncio.Task[Hashable]] = field(default_factory=dict)
    _watching: Counter[Hashable] = field(default_factory=Counter)

    def full(self, session: str) -> bool:
        return self._open[session] >= MOST_OF_SESSION or self._open.total() >= MOST

    def enter(self, session: str, key: Hashable) -> None:
        self._open[session] += 1
        self._watching[key] += 1

    def leave(self, session: str, key: Hashable) -> None:
        self._open -= Counter([session])
        self._watching -= Counter([key])
        if key not in self._watching and (look := self._looks.pop(key, None)):
            look.cancel()

    async def version(self, key: Hashable, look: Callable[[], Awaitable[Hashable]]) -> Hashable:
        """Look at most once within `EVERY`, for everybody who watches the same."""
        if key not in self._looks or self._looks[key].done():
            self._looks[key] = asyncio.create_task(self._rested(look))
        return await asyncio.shield(self._looks[key])

    async def _rested(self, look: Callable[[], Awaitable[Hashable]]) -> Hashable:
        """Rest before looking, unless everything ends."""
        await happens(self.closing, EVERY)
        return await look()

    async def close(self, _app: web.Application) -> None:
        """Let all streams end; browsers come back, to another process if this one is gone."""
        self.closing.set()


LIVE = web.AppKey("live", Live)


async def stream(request: web.Request, key: Hashable, look: Look) -> web.StreamResponse:
    """Tell the page whenever *look* finds something else, until they go, may no longer watch, or the server stops."""
    live, who = request.config_dict[LIVE], visit(request).id
    if live.full(who) or live.closing.is_set():
        return web.Response(status=503)  # the page asks from time to time instead
    response = web.StreamResponse(headers=HEADERS)
    live.enter(who, key)
    try:
        await response.prepare(request)
        await _tell(request, response, key, look)
    except ConnectionError:
        return response  # they closed the page
    finally:
        live.leave(who, key)
    return response


async def _tell(request: web.Request, response: web.StreamResponse, key: Hashable, wanted: Look) -> None:
    loop, live = asyncio.get_running_loop(), request.config_dict[LIVE]

    async def look() -> Hashable:
        async with parts(request).database.reading() as session:
            return await wanted(session)

    known = await look()
    await response.write(f"retry: {AGAIN}\nevent: changed\ndata: {_short(known)}\n\n".encode())
    said_at = asked_at = loop.time()
    while not live.closing.is_set() and request.transport and not request.transport.is_closing():
        found = await live.version(key, look)
        if found != known or loop.time() - asked_at >= ASKED_AGAIN:
            if not await _may(request):
                await response.write(b"event: ended\ndata:\n\n")
                return
            asked_at = loop.time()
        if found != known:
            known, said_at = found, loop.time()
            await response.write(f"event: changed\ndata: {_short(found)}\n\n".encode())
        elif loop.time() - said_at >= STILL_HERE:
            said_at = loop.time()
            await response.write(b": still here\n\n")


async def _may(request: web.Request) -> bool:
    """Whether they are still signed in, with the same roles as when they began."""
    async with parts(request).database.reading() as session:
        now = await queries.visit(session, request[TOKEN], parts(request).clock.now())
    before = visit(request)
    return now is not None and (now.proven, now.account.grants) == (before.proven, before.account.grants)


def _short(version: Hashable) -> str:
    """A number for a version: what it was made from is nobody's business."""
    return f"{hash(version) & 0xFFFFFFFF:08x}"
