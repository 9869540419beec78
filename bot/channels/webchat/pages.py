"""The routes of the start page and the chat."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from aiohttp import web

from bot.channels.webchat import devices, farewell, files, transcript
from bot.channels.webchat.cookie import Cookie
from bot.channels.webchat.forms import answers, by_script, incoming_of, language_of, number, same_origin, sent
from bot.channels.webchat.limits import Limits
from bot.channels.webchat.looks import Looks
from bot.channels.webchat.news import News
from bot.talk import replies
from bot.talk.channel import Button, Reply
from bot.talk.conversation import House
from bot.talk.desk import Desk
from bot.talk.personal import forget
from participation.core.clock import Clock
from participation.core.db import Database
from participation.core.text import render
from participation.people.queries import contact_at

STATIC = Path(__file__).parent / "static"
ECHOES = 500  # own words waiting to be shown once, to people without script


@dataclass(slots=True)
class WebChat:
    """The chat on our own page."""

    database: Database
    desk: Desk
    clock: Clock
    house: House
    secure: bool
    telegram_link: Callable[[], str | None] = lambda: None
    limits: Limits | None = None
    looks: Looks = field(default_factory=Looks)
    _waiting: News = field(default_factory=News)
    _echoes: dict[str, tuple[str | None, int | None]] = field(default_factory=dict)

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
            *files.routes(self.database, self._cookie.name),
        ]

    async def start_page(self, request: web.Request) -> web.Response:
        language = language_of(request)
        return self.looks.page("start.html", language, telegram=self.telegram_link(), region=self.house.region)

    async def page(self, request: web.Request) -> web.Response:
        """Show the talk as it stands; a stranger sees the greeting, and nothing is stored about them yet."""
        token, address = await self._known(request)
        if address is None or "start" in request.query:
            return await self._stranger(request, address)
        said, first_new = self._echoes.pop(address, (None, None))
        response = await self._show(address, await self._spoken(address, request), said=said, first_new=first_new)
        self._cookie.remember(response, token)
        return response

    async def _stranger(self, request: web.Request, address: str | None) -> web.Response:
        language = language_of(request) if address is None else await self._spoken(address, request)
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
        """Take a message or a press; answer with the new lines if a script asks, else by leading back to the page."""
        same_origin(request)
        try:
            form = await sent(request)
        except web.HTTPRequestEntityTooLarge:
            return self.looks.page("problem.html", await self._page_language(request), status=413)
        token, address = await self._known(request)
        language, cookie = language_of(request, str(form.get("lang", ""))), None
        if address is None:
            if token and answers(form):  # a question of a talk that was deleted: nothing new begins
                return farewell.shown(request, self._cookie, language)
            if self.limits:
                self.limits.newcomer(request.remote)
            async with self.database.writing() as session:
                cookie, address = await devices.new_device(session, self.clock.now())
        incoming = incoming_of(form, address, language, greeted=cookie is not None)
        answered = await self.desk.answer(incoming)
        spoken = await self._kept_language(address)
        if spoken is None and await farewell.deserted(self.database, address):
            self._echoes.pop(address, None)
            said_in = [Reply.from_json(due.payload).language for due in answered]
            return farewell.shown(request, self._cookie, [language, *said_in][-1])
        self._waiting.wake(address)
        if by_script(request):
            response = await self._fragment(address, spoken or language_of(request), number(form.get("after")))
        else:
            self._echo(address, incoming.text, min((due.id for due in answered), default=None))
            response = web.Response(status=303, headers={"Location": "/chat#new"})
        self._cookie.remember(response, cookie or token)
        return response

    def _echo(self, address: str, said: str | None, first_new: int | None) -> None:
        """Keep somebody's words for the page that is loaded next, in memory only: it shows them once."""
        while len(self._echoes) >= ECHOES:
            self._echoes.pop(next(iter(self._echoes)))
        self._echoes[address] = said, first_new

    async def new(self, request: web.Request) -> web.Response:
        """Wait a while for lines after the given one; 204 if none came."""
        _, address = await self._known(request)
        if address is None:
            raise web.HTTPForbidden
        with self.limits.waiting(request.remote, address) if self.limits else nullcontext():
            return await self._news(request, address, number(request.query.get("after")))

    async def _news(self, request: web.Request, address: str, after: int) -> web.Response:
        if not await self._waiting.come(address, lambda: self._lines(address, after)):
            return web.Response(status=204)
        return await self._fragment(address, await self._spoken(address, request), after)

    async def link(self, request: web.Request) -> web.Response:
        """Show a one-time address for another device."""
        same_origin(request)
        _, address = await self._known(request)
        if address is None:
            raise web.HTTPSeeOther("/chat")
        async with self.database.writing() as session:
            token = await devices.offer_link(session, address, self.clock.now())
        language = await self._spoken(address, request)
        scheme = "https" if self.secure else request.scheme  # a proxy may end TLS before us
        joined = f"{scheme}://{request.host}/chat/join?key={token}"
        return self.looks.page("link.html", language, address=joined)

    async def join_page(self, request: web.Request) -> web.Response:
        """Ask for one tap: a preview of the link by a messenger must not use it up."""
        return self.looks.page("join.html", language_of(request), key=request.query.get("key", "")[:100], gone=False)

    async def join(self, request: web.Request) -> web.Response:
        same_origin(request)
        key = str((await sent(request)).get("key", ""))[:100]
        now = self.clock.now()
        async with self.database.writing() as session:
            address = await devices.take_link(session, key, now)
            cookie = (await devices.new_device(session, now, address))[0] if address else None
        if cookie is None:
            return self.looks.page("join.html", language_of(request), key="", gone=True, status=410)
        response = web.Response(status=303, headers={"Location": "/chat"})
        self._cookie.remember(response, cookie)
        return response

    async def forget_page(self, request: web.Request) -> web.Response:
        """Ask once more; who has no talk reads that it is deleted."""
        _, address = await self._known(request)
        return self.looks.page("forget.html", await self._page_language(request), done=address is None)

    async def forget(self, request: web.Request) -> web.Response:
        """Delete everything about this person, and the cookie."""
        same_origin(request)
        _, address = await self._known(request)
        language = await self._page_language(request)
        if address is not None:
            now = self.clock.now()
            async with self.database.writing(anyway=True) as session:
                if contact := await contact_at(session, transcript.CHANNEL, address):
                    await forget(session, contact.id, now)
                await devices.forget_talk(session, address)
            self._echoes.pop(address, None)
        response = self.looks.page("forget.html", language, done=True)
        self._cookie.drop(response)
        return response

    async def _known(self, request: web.Request) -> tuple[str | None, str | None]:
        """The browser's cookie and its talk; the first visit of a day is noted, so that nobody who comes is deleted."""
        token, now = self._cookie.brought(request), self.clock.now()
        async with self.database.reading() as session:
            device = await devices.known(session, token)
        if token and device and device.seen_on < now.date():
            async with self.database.writing(anyway=True) as session:
                await devices.seen(session, token, now)
        return token, device.address if device else None

    async def _page_language(self, request: web.Request) -> str:
        _, address = await self._known(request)
        return language_of(request) if address is None else await self._spoken(address, request)

    async def _spoken(self, address: str, request: web.Request) -> str:
        return await self._kept_language(address) or language_of(request)

    async def _kept_language(self, address: str) -> str | None:
        async with self.database.reading() as session:
            contact = await contact_at(session, transcript.CHANNEL, address)
        return contact.language if contact else None

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

    async def close(self, _app: web.Application) -> None:
        """Let go of everybody who waits for news: the server stops."""
        self._waiting.close()

    @property
    def _cookie(self) -> Cookie:
        return Cookie(self.secure)
