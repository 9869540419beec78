"""Devices that share a talk, come back to it, and are forgotten."""

from __future__ import annotations

import re
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from aiohttp import ClientSession, DummyCookieJar
from sqlalchemy import select
from sqlmodel import col

from bot.channels.webchat import devices
from bot.channels.webchat.models import WebDevice, WebHandOver
from bot.settings import read_settings
from bot.wiring import Wired, wired
from participation.core.clock import SetClock
from participation.core.db import sqlite_url
from participation.core.outbox import Owed
from participation.people.models import Contact
from tests.channels.webchat.conftest import Comes, Visitor, content, count, listening


async def test_two_devices_share_a_talk(visitor: Comes) -> None:
    """A one-time link brings a second device into the talk; looking at it does not use it up, a second use fails."""
    phone, tablet, thief = visitor(), visitor("ar"), visitor()
    await phone.sends(text="housing benefit")
    link = re.search(r"/chat/join\?key=([\w-]+)", await phone.sends("/chat/link"))
    assert link
    await tablet.opens(link[0])
    await tablet.opens(link[0])
    await tablet.sends("/chat/join", key=link[1])
    assert "Where do you live?" in tablet.last
    await thief.sends("/chat/join", key=link[1])

    assert thief.status == 410
    assert not list(thief.http.cookie_jar)
    await tablet.presses("Lindenau")
    await phone.opens()
    assert "Housing office Lindenau" in phone.last


async def test_a_link_lives_ten_minutes(visitor: Comes, clock: SetClock) -> None:
    """Afterwards it brings nobody in; a new link ends an earlier one."""
    phone, tablet = visitor(), visitor()
    await phone.sends(text="menu")
    links = [re.findall(r"key=([\w-]+)", await phone.sends("/chat/link"))[0] for _ in range(2)]
    await tablet.sends("/chat/join", key=links[0])
    assert tablet.status == 410
    clock.forward(minutes=11)
    await tablet.sends("/chat/join", key=links[1])
    assert tablet.status == 410


@pytest.mark.parametrize("scheme", ["https", "http"])
async def test_a_link_leads_where_people_come_from(file: Path, clock: SetClock, scheme: str) -> None:
    """A proxy may end TLS before us: the link begins with https all the same. The control: without TLS it does not."""
    settings = read_settings({"LOTSE_DATABASE_URL": sqlite_url(file), "LOTSE_PUBLIC_URL": f"{scheme}://lotse.example"})
    async with (
        wired(settings, clock) as parts,
        listening(parts) as address,
        ClientSession(address, cookie_jar=DummyCookieJar()) as http,
    ):
        async with http.post("/chat", data={"text": "menu"}, allow_redirects=False) as begun:
            [cookie] = begun.cookies.values()
        mine = {"Cookie": f"{cookie.key}={cookie.value}", "Host": "lotse.example"}
        async with http.post("/chat/link", headers=mine) as answer:
            page = await answer.text()

    assert re.findall(r"\w+://[\w.]+/chat/join", page)[0] == f"{scheme}://lotse.example/chat/join"


async def test_forgetting_leaves_nothing_in_the_file(visitor: Comes, parts: Wired, file: Path) -> None:
    """After “close and forget” neither words, address nor cookie are anywhere in the database's files."""
    somebody = visitor()
    secret = "Zwetschgenknödelrezept"
    await somebody.sends(text=secret)
    await somebody.sends(text="housing benefit")
    await somebody.sends(text="Lindenau")
    async with parts.database.reading() as session:
        address = (await session.execute(select(col(Contact.address)))).scalar_one()
    cookie = sha256(next(iter(somebody.http.cookie_jar)).value.encode()).hexdigest()
    traces = [one.encode() for one in (secret, address, address[:16], cookie)]
    assert [trace for trace in traces if trace not in content(file)] == []
    page = await somebody.sends("/chat/forget")

    assert "has been deleted" in page
    assert not list(somebody.http.cookie_jar)
    assert await count(parts, Contact) == await count(parts, WebDevice) == await count(parts, Owed) == 0
    await parts.database.close()
    assert [trace for trace in traces if trace in content(file)] == []


@pytest.mark.parametrize("script", [False, True])
async def test_forgetting_in_the_talk_forgets_the_browsers(
    visitor: Comes, parts: Wired, file: Path, script: bool
) -> None:
    """Said in the talk it is as if the page's button was pressed: no browser, no link, no last words, nothing in the file."""
    phone, tablet = visitor(), visitor()
    await phone.sends(text="menu")
    link = re.findall(r"key=([\w-]+)", await phone.sends("/chat/link"))[0]
    await tablet.sends("/chat/join", key=link)
    open_link = re.findall(r"key=([\w-]+)", await tablet.sends("/chat/link"))[0]
    await phone.sends(text="/forget")
    async with parts.database.reading() as session:
        address = (await session.execute(select(col(Contact.address)))).scalar_one()
    cookies = [sha256(next(iter(one.http.cookie_jar)).value.encode()).hexdigest() for one in (phone, tablet)]
    traces = [one.encode() for one in (address, address[:16], *cookies, sha256(open_link.encode()).hexdigest())]
    assert [trace for trace in traces if trace not in content(file)] == []
    assert await count(parts, WebDevice) == 2
    await _presses_yes(phone, script=script)

    assert not list(phone.http.cookie_jar)
    assert [await count(parts, table) for table in (Contact, WebDevice, WebHandOver, Owed)] == [0, 0, 0, 0]
    await parts.database.close()
    assert [trace for trace in traces if trace in content(file)] == []


async def _presses_yes(somebody: Visitor, *, script: bool) -> None:
    yes = re.findall(r'value="(q\.[^"]+)">Yes<', somebody.html)[0]
    if script:
        await somebody.sends(choice=yes, headers={"X-Requested-With": "lotse"})
        assert (somebody.status, somebody.html) == (205, "")
        await somebody.opens("/chat/forget?lang=en")
    else:
        await somebody.sends(choice=yes)
    assert "The conversation has been deleted." in somebody.html
    assert "<form" not in somebody.html


async def test_saying_no_keeps_the_browsers(visitor: Comes, parts: Wired) -> None:
    """The control: whoever only asked, and stays, has the same cookie and the same talk."""
    phone = visitor()
    await phone.sends(text="/forget")
    await phone.presses("No")

    assert "Nothing was deleted." in phone.last
    assert [await count(parts, table) for table in (Contact, WebDevice)] == [1, 1]


async def test_a_press_in_a_talk_that_is_gone_begins_nothing(visitor: Comes, parts: Wired) -> None:
    """Where the talk was deleted on another device, or twice pressed “Yes”, people read so; what they write begins anew."""
    phone, tablet = visitor(), visitor()
    await phone.sends(text="menu")
    link = re.findall(r"key=([\w-]+)", await phone.sends("/chat/link"))[0]
    await tablet.sends("/chat/join", key=link)
    await tablet.sends(text="/forget")
    await phone.sends("/chat/forget")
    await tablet.presses("Yes")
    assert "The conversation has been deleted." in tablet.html
    assert await count(parts, WebDevice) == await count(parts, Contact) == 0

    await tablet.sends(text="menu")
    assert await count(parts, WebDevice) == await count(parts, Contact) == 1


async def test_who_is_turned_away_is_not_forgotten(visitor: Comes, parts: Wired) -> None:
    """Too much at once is no goodbye: the cookie stays, and the talk."""
    somebody = visitor()
    for _ in range(40):
        await somebody.sends(text="menu", headers={"X-Requested-With": "lotse"})
        if somebody.status == 429:
            break

    assert somebody.status == 429
    assert list(somebody.http.cookie_jar)
    assert [await count(parts, table) for table in (Contact, WebDevice)] == [1, 1]


async def test_who_comes_back_is_not_deleted(visitor: Comes, parts: Wired, clock: SetClock) -> None:
    """The cookie of whoever was here within ninety days works on; of whoever was not, it is forgotten."""
    somebody = visitor()
    await somebody.sends(text="menu")
    for _ in range(4):
        clock.forward(days=60)
        await somebody.opens()
        async with parts.database.writing() as session:
            await devices.delete_old(session, clock.now(), timedelta(days=90))
        assert await count(parts, WebDevice) == 1
    clock.forward(days=91)
    async with parts.database.writing() as session:
        await devices.delete_old(session, clock.now(), timedelta(days=90))
    assert await count(parts, WebDevice) == 0
