"""The routes of the start page and the chat."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from aiohttp import web

from bot.channels.webchat import devices, transcript
from bot.channels.webchat.looks import Looks
from bot.talk import replies
from bot.talk.channel import Button, Incoming, Reply
from bot.talk.conversation import House
from bot.talk.desk import Desk
from bot.talk.personal import forget
from participation.core.clock import Clock
from participation.core.db import Database
from participation.core.languages import FALLBACKS, matching
from participation.core.text import render
from participation.people.queries import contact_at

STATIC = Path(__file__).parent / "static"
POLL = timedelta(seconds=20)
LOOK_AGAIN = 2.5  # seconds between looks for notices that another process wrote
COOKIE_LIVES = timedelta(days=90)


@dataclass(slots=True)
class WebChat:
    """The chat on our own page."""

    database: Database
    desk: Desk
    clock: Clock
    house: House
    secure: bool
    telegram_link: Callable[[], str | None] = lambda: None
    looks: Looks = field(default_factory=Looks)
    _waiting: dict[str, set[asyncio.Event]] = field(default_factory=dict)

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/", self.start_page),
            web.get("/chat", self.page),
            web.post("/chat", self.message),
            web.get("/chat/new", self.new),
            web.post("/chat/link", self.link),
            web.get("/chat/join", self.join_page),
            web.post("/chat/join", self.join),
            web.get("/chat/forget", self.forget_page),
            web.post("/chat/forget", self.forget),
        ]

    async def start_page(self, request: web.Request) -> web.Response:
        language = _language(request)
        return self.looks.page("start.html", language, telegram=self.telegram_link(), region=self.house.region)

    async def page(self, request: web.Request) -> web.Response:
        """Show the talk as it stands; a stranger sees the greeting, and nothing is stored about them yet."""
        _, address = await self._known(request)
        if address is None or "start" in request.query:
            return await self._stranger(request, address)
        return await self._show(address, await self._spoken(address, request))

    async def _stranger(self, request: web.Request, address: str | None) -> web.Response:
        language = _language(request) if address is None else await self._spoken(address, request)
        start = request.query.get("start", "")[:64]
        if start:  # a deep link asks one tap first, so that no link opened by a machine begins a talk
            buttons: tuple[Button, ...] = (Button("start:" + start, self.looks.word("open_chat", language)),)
        else:
            buttons = replies.menu_buttons(language)
        hello = replies.greeting(self.house.region, self.house.notices.get(transcript.CHANNEL))
        greeting = Reply(render(hello, language) + "\n\n" + render(replies.MENU, language), language, buttons)
        lines = [transcript.Line(0, greeting)]
        return self.looks.page("chat.html", language, lines=lines, fresh=address is None)

    async def message(self, request: web.Request) -> web.Response:
        """Take a message or a press; answer with the whole page, or with the new lines if a script asks."""
        _same_origin(request)
        form = await request.post()
        token, address = await self._known(request)
        cookie = None
        if address is None:
            async with self.database.writing() as session:
                cookie, address = await devices.new_device(session, self.clock.now())
        incoming = _incoming(form, address, _language(request, str(form.get("lang", ""))), greeted=cookie is not None)
        answered = await self.desk.answer(incoming)
        self._wake(address)
        language = await self._spoken(address, request)
        if request.headers.get("X-Requested-With") == "lotse":
            response = await self._fragment(address, language, _number(form.get("after")))
        else:
            first_new = min((due.id for due in answered), default=None)
            response = await self._show(address, language, said=incoming.text, first_new=first_new)
        self._remember(response, cookie or token)
        return response

    async def new(self, request: web.Request) -> web.Response:
        """Wait a while for lines after the given one; 204 if none came."""
        _, address = await self._known(request)
        if address is None:
            raise web.HTTPForbidden
        after = _number(request.query.get("after"))
        event = asyncio.Event()
        self._waiting.setdefault(address, set()).add(event)
        try:
            async with asyncio.timeout(POLL.total_seconds()):
                while not await self._lines(address, after):
                    await _either(event, LOOK_AGAIN)
        except TimeoutError:
            return web.Response(status=204)
        finally:
            self._waiting[address].discard(event)
            if not self._waiting[address]:
                del self._waiting[address]
        return await self._fragment(address, await self._spoken(address, request), after)

    async def link(self, request: web.Request) -> web.Response:
        """Show a one-time address for another device."""
        _same_origin(request)
        _, address = await self._known(request)
        if address is None:
            raise web.HTTPSeeOther("/chat")
        async with self.database.writing() as session:
            token = await devices.offer_link(session, address, self.clock.now())
        language = await self._spoken(address, request)
        joined = f"{request.scheme}://{request.host}/chat/join?key={token}"
        return self.looks.page("link.html", language, address=joined)

    async def join_page(self, request: web.Request) -> web.Response:
        """Ask for one tap: a preview of the link by a messenger must not use it up."""
        return self.looks.page("join.html", _language(request), key=request.query.get("key", "")[:100], gone=False)

    async def join(self, request: web.Request) -> web.Response:
        _same_origin(request)
        key = str((await request.post()).get("key", ""))[:100]
        now = self.clock.now()
        async with self.database.writing() as session:
            address = await devices.take_link(session, key, now)
            cookie = (await devices.new_device(session, now, address))[0] if address else None
        if cookie is None:
            return self.looks.page("join.html", _language(request), key="", gone=True, status=410)
        response = web.Response(status=303, headers={"Location": "/chat"})
        self._remember(response, cookie)
        return response

    async def forget_page(self, request: web.Request) -> web.Response:
        return self.looks.page("forget.html", await self._page_language(request), done=False)

    async def forget(self, request: web.Request) -> web.Response:
        """Delete everything about this person, and the cookie."""
        _same_origin(request)
        _, address = await self._known(request)
        language = await self._page_language(request)
        if address is not None:
            now = self.clock.now()
            async with self.database.writing() as session:
                if contact := await contact_at(session, transcript.CHANNEL, address):
                    await forget(session, contact.id, now)
                await devices.forget_talk(session, address)
        response = self.looks.page("forget.html", language, done=True)
        response.del_cookie(self._cookie_name, path="/", secure=self.secure)
        return response

    async def _known(self, request: web.Request) -> tuple[str | None, str | None]:
        token = request.cookies.get(self._cookie_name)
        async with self.database.reading() as session:
            return token, await devices.talk_of(session, token)

    async def _page_language(self, request: web.Request) -> str:
        _, address = await self._known(request)
        return _language(request) if address is None else await self._spoken(address, request)

    async def _spoken(self, address: str, request: web.Request) -> str:
        async with self.database.reading() as session:
            contact = await contact_at(session, transcript.CHANNEL, address)
        return (contact.language if contact else None) or _language(request)

    async def _lines(self, address: str, after: int = 0) -> list[transcript.Line]:
        async with self.database.reading() as session:
            return await transcript.lines(session, address, after)

    async def _show(self, address: str, language: str, **said: Any) -> web.Response:
        lines = await self._lines(address)
        if not lines:
            text = render(replies.MENU, language)
            lines = [transcript.Line(0, Reply(text, language, replies.menu_buttons(language)))]
        return self.looks.page("chat.html", language, lines=lines, fresh=False, **said)

    async def _fragment(self, address: str, language: str, after: int) -> web.Response:
        return self.looks.page("_lines.html", language, lines=await self._lines(address, after))

    def _wake(self, address: str) -> None:
        for event in self._waiting.get(address, ()):
            event.set()

    @property
    def _cookie_name(self) -> str:
        return "__Host-lotse" if self.secure else "lotse"

    def _remember(self, response: web.Response, token: str | None) -> None:
        if token:
            lives = int(COOKIE_LIVES.total_seconds())
            response.set_cookie(
                self._cookie_name, token, max_age=lives, path="/", secure=self.secure, httponly=True, samesite="Lax"
            )


def _incoming(form: Any, address: str, language: str, *, greeted: bool) -> Incoming:
    text, choice = form.get("text"), form.get("choice")
    id_ = f"{address[:16]}:{str(form.get('id') or secrets.token_hex(8))[:40]}"
    if isinstance(choice, str) and choice.startswith("start:"):
        text, choice = f"/start {choice[6:70]}", None
    return Incoming(
        transcript.CHANNEL, address, id_,
        text=str(text) if isinstance(text, str) and choice is None else None,
        choice=choice[:64] if isinstance(choice, str) else None,
        language=language, greeted=greeted,
    )  # fmt: skip


def _language(request: web.Request, chosen: str = "") -> str:
    """The language asked for in the address, else the first of the browser's that we speak."""
    wanted = [chosen, request.query.get("lang", "")]
    wanted += [part.split(";")[0].strip() for part in request.headers.get("Accept-Language", "")[:500].split(",")]
    return next((code for tag in wanted if tag and (code := matching(tag))), FALLBACKS[0])


def _same_origin(request: web.Request) -> None:
    """Refuse what another site's page sends."""
    origin = request.headers.get("Origin")
    foreign = origin is not None and origin != "null" and urlsplit(origin).netloc != request.host
    if foreign or request.headers.get("Sec-Fetch-Site", "same-origin") not in {"same-origin", "none"}:
        raise web.HTTPForbidden(text="This form belongs to another page.")


def _number(given: Any) -> int:
    return int(given) if isinstance(given, str) and given.isascii() and given.isdecimal() and len(given) < 16 else 0


async def _either(event: asyncio.Event, seconds: float) -> None:
    try:
        async with asyncio.timeout(seconds):
            await event.wait()
    except TimeoutError:
        return
    event.clear()
