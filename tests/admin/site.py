"""The staff pages on a real server, and people with a browser each."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from aiohttp import ClientSession, CookieJar, web
from aiohttp.test_utils import TestServer

from admin.app import build_app
from admin.provider import Provider
from participation.appointments import services
from participation.appointments.values import Appointment, Wish
from participation.core.clock import SetClock
from participation.core.db import Database
from tests.staff.people import PASSWORD

KEY = b"k" * 32
OURS = {"Sec-Fetch-Site": "same-origin"}


@dataclass
class Page:
    """What a browser got."""

    status: int
    text: str
    headers: Any
    path: str

    @property
    def words(self) -> str:
        """The page's text without its marks."""
        return " ".join(re.sub(r"<[^>]+>", " ", self.text.replace("&#39;", "'").replace("&amp;", "&")).split())

    @property
    def token(self) -> str:
        found = re.search(r'name="token" value="(\w+)"', self.text)
        return found[1] if found else ""


@dataclass
class Person:
    """Somebody with a browser of their own."""

    site: Site
    browser: ClientSession
    token: str = ""

    async def get(self, path: str, **options: Any) -> Page:
        async with self.browser.get(self.site.address + path, **options) as answer:
            endless = answer.content_type == "text/event-stream"
            page = Page(answer.status, "" if endless else await answer.text(), answer.headers, answer.url.raw_path_qs)
        self.token = page.token or self.token
        return page

    async def post(self, path: str, *, headers: dict[str, str] | None = None, **fields: str) -> Page:
        """Send a form as our page would, with the token of the last page seen."""
        sent = {"token": self.token, **fields}
        async with self.browser.post(self.site.address + path, data=sent, headers=headers or OURS) as answer:
            page = Page(answer.status, await answer.text(), answer.headers, answer.url.raw_path_qs)
        self.token = page.token or self.token
        return page

    async def signs_in(self, name: str, password: str = PASSWORD, next: str = "") -> Page:  # noqa: A002  # the name of the field
        return await self.post("/staff/sign-in", name=name, password=password, next=next)

    @property
    def cookie(self) -> str | None:
        return next((cookie.value for cookie in self.browser.cookie_jar if cookie.key == "lotse-staff"), None)


@dataclass
class Site:
    """A running server with the demo county."""

    database: Database
    clock: SetClock
    address: str
    app: web.Application
    _browsers: list[ClientSession] = field(default_factory=list)

    def person(self) -> Person:
        browser = ClientSession(cookie_jar=CookieJar(unsafe=True), headers={"Accept-Language": "en"})
        self._browsers.append(browser)
        return Person(self, browser)

    async def signed_in(self, name: str) -> Person:
        person = self.person()
        page = await person.signs_in(name)
        assert page.status == 200, page.words
        return person

    async def booking(
        self, unit: str, minutes: int, language: str = "ar", service: str = "register-address"
    ) -> Appointment:
        """An appointment *minutes* after now."""
        at: datetime = self.clock.now() + timedelta(minutes=minutes)
        wish = Wish(unit, service, at, slot_minutes=15, slots=1, seats=9, language=language)
        async with self.database.writing() as session:
            held = await services.hold(session, wish, f"p{minutes}{unit}", self.clock.now())
        async with self.database.writing() as session:
            return await services.confirm(session, held.booking, f"p{minutes}{unit}", self.clock.now())


@asynccontextmanager
async def open_site(
    database: Database, clock: SetClock, *, secure: bool = False, second_factor: bool = False, provider: Provider | None = None
) -> AsyncIterator[Site]:  # fmt: skip
    """Serve the staff pages for the time of the block; a second factor only where it is the subject."""
    staff = build_app(database, clock, secure=secure, key=KEY, second_factor=second_factor, provider=provider)
    app = web.Application()
    app.add_subapp("/staff", staff)
    server = TestServer(app)
    await server.start_server()
    site = Site(database, clock, str(server.make_url("")).rstrip("/"), staff)
    try:
        yield site
    finally:
        for browser in site._browsers:
            await browser.close()
        await server.close()
