"""Builds the ports once; the only place that picks real adapters."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from aiohttp import web
from aiohttp.typedefs import Middleware

import bot.flows  # noqa: F401  importing it registers the conversations
from admin.app import build_app
from admin.provider import Provider
from bot import forgotten, noted
from bot.channels.console import CHANNEL as CONSOLE
from bot.channels.telegram import CHANNEL as TELEGRAM
from bot.channels.webchat import poster, transcript
from bot.channels.webchat.limits import Limits
from bot.channels.webchat.pages import STATIC, WebChat
from bot.channels.webchat.refusing import refusing
from bot.entrance import HEAD, Entrance, Site
from bot.forgotten import ForgottenFile
from bot.health import Health, measured
from bot.key import installation_key
from bot.noted import Noted
from bot.sending import Sender
from bot.settings import Settings
from bot.talk.channel import Channel
from bot.talk.conversation import House
from bot.talk.crowd import AT_ONCE, Crowd
from bot.talk.desk import Desk
from bot.worker import Worker
from participation.core.clock import Clock, SystemClock
from participation.core.db import Database
from participation.core.space import Space
from participation.core.text import Sayable, t
from participation.offices.finder import Renewing, matcher
from participation.offices.queries import region_name

if TYPE_CHECKING:
    from bot.channels.telegram import service

LINGER = 0.2  # seconds in which those who have just come in can say what they want
GRACE = 20.0  # seconds for those who are being answered when the process is told to stop

CHAT_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
    "frame-ancestors 'none'; base-uri 'none'"
)


@dataclass(slots=True)
class Wired:
    """Everything that runs, put together."""

    settings: Settings
    database: Database
    clock: Clock
    house: House
    desk: Desk
    health: Health
    noted: Noted
    stop: asyncio.Event
    worker: Worker = field(init=False)
    channels: dict[str, Channel] = field(default_factory=dict)
    telegram: service.Telegram | None = None
    space: Space | None = None
    demo: bool = False
    entrance: Entrance = field(default_factory=Entrance)


@contextlib.asynccontextmanager
async def wired(
    settings: Settings, clock: Clock | None = None, stop: asyncio.Event | None = None
) -> AsyncIterator[Wired]:
    """Open database and channels for the time of the block; *stop* is set when the process is told to end."""
    stop = stop or asyncio.Event()
    file = settings.sqlite_file
    space = Space(file.parent / "reserve") if file else None
    database, clock = Database(settings.database_url, space), clock or SystemClock()
    try:
        if space is not None:
            space.keep()
        async with database.reading() as session:
            region = await region_name(session)
            await matcher(session)  # the first person should not wait for the index
        notices: dict[str, Sayable] = {TELEGRAM: _telegram_sees(settings)}
        house = House(region or "Lotse", notices, frozenset({transcript.CHANNEL}))
        health = Health(database, clock, {*house.transcripts, CONSOLE}, space, stop)
        notes = Noted(settings.data / noted.FOLDER)
        parts = Wired(
            settings, database, clock, house, _desk(settings, database, clock, house), health, notes, stop, space=space
        )
        parts.entrance = Entrance(settings.trusted_proxies, settings.limits)
        async with _on_telegram(parts):
            parts.worker = _worker(parts)
            yield parts
    finally:
        await database.close()


@contextlib.asynccontextmanager
async def _on_telegram(parts: Wired) -> AsyncIterator[None]:
    """Add Telegram for the time of the block, if there is a bot; nothing is sent before the first message."""
    settings = parts.settings
    if settings.telegram_token is None:
        yield
        return
    from bot.channels.telegram import service  # 40 MB and a tenth of the start: only who has a bot needs it

    line = service.line(settings.telegram_token, settings.telegram_api)
    parts.channels[TELEGRAM] = line.channel
    sender = Sender(parts.database, parts.clock, parts.channels, parts.noted)
    await sender.recall()
    parts.telegram = service.telegram(
        line, parts.database, parts.desk, sender.deliver,
        parts.house.region, hooked_at=settings.public_url if settings.telegram_mode == "webhook" else None,
        token=settings.telegram_token, key=installation_key(settings.data),
    )  # fmt: skip
    try:
        yield
    finally:
        await line.close()


def _worker(parts: Wired) -> Worker:
    kept = ForgottenFile(parts.settings.data / forgotten.NAME)
    pace = float(parts.settings.telegram_bulk_per_second)
    return Worker(parts.database, parts.clock, parts.channels, parts.space, kept, pace, parts.noted)


def _desk(settings: Settings, database: Database, clock: Clock, house: House) -> Desk:
    return Desk(database, clock, house, Crowd(at_once=4 if database.embedded else AT_ONCE) if settings.limits else None)


def _telegram_sees(settings: Settings) -> Sayable:
    return t(
        "Telegram can read what is written here. The same conversation without Telegram: {address}",
        address=f"{settings.public_url}/chat",
    )


def web_app(parts: Wired) -> web.Application:
    """Put the pages together: start page, chat, staff."""
    app = web.Application(
        middlewares=[parts.entrance.middleware(), _headers(parts.settings.secure), refusing], client_max_size=64 * 1024
    )
    chat = WebChat(
        parts.database, parts.desk, parts.clock, parts.house, parts.settings.secure,
        lambda: parts.telegram.link if parts.telegram else None, Limits() if parts.settings.limits else None,
    )  # fmt: skip
    app.add_routes(chat.routes())
    app.add_routes(poster.routes(chat.looks, parts.house.region, parts.settings.public_url, chat.telegram_link))
    app.on_shutdown.append(chat.close)
    if parts.telegram and parts.telegram.webhook:
        app.add_routes(parts.telegram.webhook.routes())
        parts.entrance.unlimited_path = parts.telegram.webhook.path
    app.router.add_static("/static", STATIC)
    app.router.add_get("/healthz", parts.health.healthz)
    settings = parts.settings
    staff = build_app(
        parts.database, parts.clock, secure=settings.secure, key=installation_key(settings.data), demo=parts.demo,
        public_url=settings.public_url, second_factor=not parts.demo,
        provider=Provider(settings.provider) if settings.provider else None,
    )  # fmt: skip
    app.add_subapp("/staff", staff)
    return app


def _headers(secure: bool) -> Middleware:
    """Every answer carries them, refusals too."""

    @web.middleware
    async def headers(
        request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
    ) -> web.StreamResponse:
        try:
            response = await handler(request)
        except web.HTTPException as error:
            _protect(request, error, secure)
            raise
        _protect(request, response, secure)
        return response

    return headers


def _protect(request: web.Request, response: web.StreamResponse, secure: bool) -> None:
    """What browsers must know of every page; static files may be kept, pages may not."""
    response.headers.setdefault("Content-Security-Policy", CHAT_POLICY)
    response.headers.setdefault("X-Content-Type-Options", "nosniff")
    response.headers.setdefault("Referrer-Policy", "no-referrer")
    keep = "public, max-age=31536000, immutable" if request.path.startswith("/static/") else "no-store"
    response.headers.setdefault("Cache-Control", keep)
    if secure:  # a proxy may end TLS before us: what counts is how people come
        response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")


async def serve(parts: Wired, *, working: bool) -> None:
    """Answer web and Telegram until told to stop; with *working* do the worker's work as well."""
    settings, stop = parts.settings, parts.stop
    runner = web.AppRunner(web_app(parts), access_log=None, shutdown_timeout=GRACE, keepalive_timeout=HEAD)
    await runner.setup()
    jobs = [_close(runner, stop), Renewing(parts.database).run(stop)]
    if working:
        jobs.append(parts.worker.run(stop))
    if parts.telegram:
        jobs.append(parts.telegram.run(stop))
    async with measured(parts.health, settings.metrics_host, settings.metrics_port):
        await Site(runner, settings.host, settings.port, parts.entrance).start()
        try:
            await asyncio.gather(*jobs)
        finally:
            await runner.cleanup()


async def _close(runner: web.AppRunner, stop: asyncio.Event) -> None:
    """Once told to stop: take nobody in any more, let those who are being answered have their answer."""
    await stop.wait()
    await asyncio.sleep(LINGER / 4)  # who has knocked already is let in: to close the door would hang up on them
    for site in list(runner.sites):
        await site.stop()
    await asyncio.sleep(LINGER)
    await runner.cleanup()


async def work(parts: Wired) -> None:
    """Do the worker's work until told to stop."""
    settings = parts.settings
    async with measured(parts.health, settings.metrics_host, settings.metrics_port):
        await parts.worker.run(parts.stop)
