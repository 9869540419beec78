"""The entrance of the web server: who comes, how many at once, how long they may take to say what they want."""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
import resource
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import cast

from aiohttp import web
from aiohttp.typedefs import Middleware

from bot.channels.webchat.forms import language_of
from bot.channels.webchat.limits import ip, network
from bot.channels.webchat.refusing import SLOWLY
from bot.talk.pace import Gauge, Pace, Places, Veil, Verdict
from participation.core.errors import Refused
from participation.core.text import render

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

#: Requests of one address: hundreds of people may share one, and each page is a handful of requests.
REQUESTS = Pace(at_once=400, pause=1 / 40)
LINES_OF_ADDRESS, LINES, SPARE_FILES = 300, 3000, 200
HEAD, BODY = 75, 60.0  # seconds to send a request's head, and its body: enough for two megabytes on a bad line


class TooManyRequests(Refused):
    """Too much is asked for from where you are at the moment. Please try again in a moment."""


def client(remote: str | None, forwarded: Sequence[str], trusted: Sequence[Network]) -> str:
    """Return who asks: the last address in the chain that is none of our own proxies.

    Only what a trusted proxy wrote counts; the rest of the header may be invented.
    """
    last = remote or ""
    hops = [hop.strip() for line in forwarded for hop in line.split(",")]
    while hops and _ours(last, trusted):
        hop = hops.pop()
        if ip(hop) is None:
            break
        last = hop
    return last


def _ours(address: str, trusted: Sequence[Network]) -> bool:
    found = ip(address)
    return found is not None and any(found in one for one in trusted)


@dataclass(slots=True)
class Entrance:
    """What one process remembers of who comes; addresses are in memory only, veiled. *limited* is off for measurements."""

    trusted: tuple[Network, ...] = ()
    limited: bool = True
    unlimited_path: str | None = None  # where Telegram brings updates: it has a secret and comes from few addresses
    requests: Gauge = field(default_factory=lambda: Gauge(REQUESTS))
    body: float = BODY
    slowly: float = SLOWLY
    now: Callable[[], float] = time.monotonic
    _veil: Veil = field(default_factory=Veil)

    def veiled(self, address: str) -> bytes:
        return self._veil(network(address))

    def middleware(self) -> Middleware:
        """What stands before all other middlewares."""

        @web.middleware
        async def enter(request: web.Request, handler: Handler) -> web.StreamResponse:
            return await self._enter(request, handler)

        return enter

    async def _enter(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Say who comes for all that follows, and turn away who comes too often."""
        remote = client(request.remote, request.headers.getall("X-Forwarded-For", []), self.trusted)
        if remote != request.remote:
            request = request.clone(remote=remote)
        counted = self.limited and request.path != self.unlimited_path
        if counted and self.requests.take(self.veiled(remote), self.now()) is not Verdict.GO:
            await asyncio.sleep(self.slowly)
            return _later(request)
        try:
            with _hurry(request, self.body):
                return await handler(request)
        except ConnectionError:
            if request.transport is not None:
                raise
            return web.Response(status=408)  # they hung up, or we did: nobody reads this, and it is no error of ours


def _later(request: web.Request) -> web.Response:
    text = render(TooManyRequests().text, language_of(request))
    return web.Response(status=429, text=text, headers={"Retry-After": "10"})


@contextlib.contextmanager
def _hurry(request: web.Request, patience: float) -> Iterator[None]:
    """Hang up on who does not send the whole body in time."""
    if not request.can_read_body or request.transport is None:
        yield
        return
    timer = asyncio.get_running_loop().call_later(patience, request.transport.abort)
    request.content.on_eof(timer.cancel)
    try:
        yield
    finally:
        timer.cancel()


class Site(web.TCPSite):
    """Listens like any site, and hangs up on whoever holds too many lines at once."""

    def __init__(self, runner: web.BaseRunner, host: str, port: int, entrance: Entrance) -> None:
        super().__init__(runner, host, port, reuse_port=True)
        self._entrance, self._lines = entrance, Places(LINES_OF_ADDRESS, _most_lines())

    async def start(self) -> None:
        await web.BaseSite.start(self)
        server = self._runner.server
        assert server is not None
        loop = asyncio.get_running_loop()

        def line() -> asyncio.Protocol:
            return _Line(server(), self._lines, self._entrance)

        listening = line if self._entrance.limited else server
        self._server = await loop.create_server(listening, self._host, self._port, backlog=128, reuse_port=True)
        self._bound_port = self._server.sockets[0].getsockname()[1]


class _Line(asyncio.Protocol):
    """One connection: it goes on to the web server if there is a place for it."""

    def __init__(self, onward: asyncio.Protocol, lines: Places, entrance: Entrance) -> None:
        self._onward, self._lines, self._entrance = onward, lines, entrance
        self._who: bytes | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        line = cast("asyncio.Transport", transport)  # uvloop's is one, but does not say so
        peer = str((transport.get_extra_info("peername") or [""])[0])
        shared = _ours(peer, self._entrance.trusted)  # a proxy of ours speaks for everybody: each line for itself
        who = self._entrance.veiled(f"{id(self)}" if shared else peer)
        if not self._lines.take(who):
            line.abort()
            return
        self._who = who
        self._onward.connection_made(transport)

    def connection_lost(self, exc: Exception | None) -> None:
        if self._who is not None:
            self._lines.leave(self._who)
            self._onward.connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        self._onward.data_received(data)

    def eof_received(self) -> bool | None:
        return self._onward.eof_received()

    def pause_writing(self) -> None:
        self._onward.pause_writing()

    def resume_writing(self) -> None:
        self._onward.resume_writing()


def _most_lines() -> int:
    """As many as there are files left to open, and no more than we can answer."""
    allowed = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    return max(50, min(LINES, allowed - SPARE_FILES)) if allowed != resource.RLIM_INFINITY else LINES
