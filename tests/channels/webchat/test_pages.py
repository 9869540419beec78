"""The start page and the chat over real HTTP: cookies, origins, limits, strange input, two devices, forgetting."""

from __future__ import annotations

import asyncio
import html
import io
import re
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlmodel import col

from bot.channels.webchat import devices
from bot.channels.webchat.models import WebDevice
from bot.talk.models import Heard
from bot.wiring import Wired
from participation.core.clock import SetClock
from participation.core.outbox import Owed
from participation.people.models import Contact
from tests.channels.webchat.conftest import Visitor
from tests.channels.webchat.notices import write_to_everybody
from tests.support.shared import shared_data

Comes = Callable[..., Visitor]


async def _count(parts: Wired, table: type) -> int:
    async with parts.database.reading() as session:
        return int((await session.execute(select(func.count()).select_from(table))).scalar_one())


async def test_looking_leaves_no_trace(visitor: Comes, parts: Wired) -> None:
    """Whoever only looks gets no cookie, and nothing is stored about them."""
    somebody = visitor()
    await somebody.opens("/")
    page = await somebody.opens("/chat")

    assert "Hello! I am Lotse" in page
    assert not list(somebody.http.cookie_jar)
    assert await _count(parts, Contact) == await _count(parts, WebDevice) == 0


async def test_the_talk_goes_on_from_page_to_page(visitor: Comes) -> None:
    """Without script each form leads to the next question, and shows once what was said."""
    somebody = visitor()
    await somebody.opens()
    page = await somebody.sends(text="housing benefit", id=somebody.hidden("id"), lang="en")

    assert "Where do you live?" in somebody.last
    assert '<p dir="auto">housing benefit</p>' in page
    assert "housing benefit</p>" not in await somebody.opens()
    await somebody.presses("Lindenau")
    assert "Housing office Lindenau" in somebody.last


async def test_the_cookie_says_nothing_and_is_kept_from_scripts(visitor: Comes, parts: Wired) -> None:
    """The cookie is random, invisible to scripts and other sites; only its hash is stored."""
    somebody = visitor()
    async with somebody.http.post("/chat", data={"text": "menu"}, allow_redirects=False) as response:
        header = response.headers["Set-Cookie"]
        token = response.cookies["lotse"].value

    assert response.status == 303
    assert {"HttpOnly", "Path=/", "SameSite=Lax", "Max-Age=7776000"} <= set(header.split("; "))
    async with parts.database.reading() as session:
        assert (await session.execute(select(col(WebDevice.token_hash)))).scalar_one() != token


async def test_a_page_is_protected(visitor: Comes) -> None:
    """Pages allow nothing foreign, are kept by nobody, and tell other sites nothing."""
    async with visitor().http.get("/chat") as response:
        policy = response.headers["Content-Security-Policy"]

        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert response.headers["Cache-Control"] == "no-store"
        assert response.headers["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("path", ["/chat", "/chat/link", "/chat/join", "/chat/forget"])
@pytest.mark.parametrize(
    "headers", [{"Origin": "https://evil.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}]
)
async def test_forms_of_other_sites_are_refused(
    visitor: Comes, parts: Wired, path: str, headers: dict[str, str]
) -> None:
    """No other site can write, link, join or delete in somebody's name."""
    somebody = visitor()
    await somebody.sends(path, headers=headers, text="menu")

    assert somebody.status == 403
    assert await _count(parts, Heard) == 0


async def test_the_same_form_is_heard_once(visitor: Comes, parts: Wired) -> None:
    """A repeated sending changes nothing and shows the talk as it stands; another form is another message."""
    somebody = visitor()
    await somebody.opens()
    number = somebody.hidden("id")
    await somebody.sends(text="housing benefit", id=number)
    lines = somebody.html.count("data-id")
    await somebody.sends(text="housing benefit", id=number)

    assert somebody.html.count("data-id") == lines
    assert await _count(parts, Heard) == 1
    await somebody.sends(text="Lindenau", id="another")
    assert await _count(parts, Heard) == 2


async def test_four_megabytes_are_turned_down_kindly(visitor: Comes, parts: Wired) -> None:
    """Far too much text gets a page that says so in the reader's language, with a way back."""
    somebody = visitor("de")
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    async with somebody.http.post("/chat", data=io.BytesIO(b"text=" + b"a" * 4_000_000), headers=form) as response:
        page = await response.text()

    assert response.status == 413
    assert 'lang="de"' in page
    assert 'href="/chat"' in page
    assert "Traceback" not in page
    assert await _count(parts, Heard) == 0


PASTED = (
    "<script>alert(1)</script>", "</p></li><img src=x onerror=alert(1)>", '"><svg/onload=alert(1)>', "javascript:alert(1)",
    "{{ 7 * 7 }} {% include x %}", "\u202e\u2066 turned around", "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢", "'; drop table contact; --", "😀" * 200,
)  # fmt: skip


async def test_pasted_texts_are_shown_as_text(visitor: Comes) -> None:
    """Whatever people paste is shown as they wrote it, never as a part of the page."""
    await _paste(visitor, PASTED)


async def test_naughty_strings_are_shown_as_text(visitor: Comes) -> None:
    """The same holds for a well-known list of strings that have broken other programs."""
    strings = shared_data("badinput/strings/blns/blns.txt").read_text(encoding="utf-8").split("\n")
    await _paste(visitor, [one for one in strings if one.strip() and not one.startswith("#")][::3])


async def _paste(visitor: Comes, strings: Sequence[str]) -> None:
    somebody = visitor()
    for place, string in enumerate(strings):
        somebody = visitor() if place % 10 == 9 else somebody  # one alone would be asked to slow down
        page = await somebody.sends(text=string)

        assert somebody.status == 200, string
        said = re.search(r'id="new"><span class="who">You</span><p dir="auto">(.*?)</p>', page, re.DOTALL)
        assert said, string
        assert "<" not in said[1], string
        assert html.unescape(said[1]).split() == string.replace("\x00", "").split(), string
        assert page.count("<script") == 1, string


async def test_strange_fields_do_no_harm(visitor: Comes) -> None:
    """Fields that are missing, repeated, too long or of another kind never end in an error of ours."""
    somebody = visitor()
    await somebody.opens()
    strange: tuple[dict[str, str], ...] = (
        {}, {"choice": ""}, {"choice": "q.zzzzzz.1.0"}, {"choice": "q." + "9" * 500}, {"choice": "f.nothing"},
        {"text": ""}, {"text": "\x00"}, {"text": "x", "lang": "../../etc"}, {"text": "x", "id": "i" * 5000},
        {"text": "x", "after": "-1"}, {"choice": "start:s_" + "x" * 300}, {"choice": "q.1.2.3.4", "text": "both"},
    )  # fmt: skip
    for fields in strange:
        somebody = visitor()
        await somebody.opens()
        await somebody.sends(headers=None, **fields)
        assert somebody.status == 200, fields
    async with somebody.http.post("/chat", data=b"\xff\xfe=%ff", headers={"Content-Type": "text/plain"}) as response:
        assert response.status == 200


@pytest.mark.parametrize("after", ["", "x", "-1", "1e9", "٣", "9" * 400, "0' or 1=1"])
async def test_a_strange_place_to_go_on_from_is_the_beginning(visitor: Comes, after: str) -> None:
    """`after=` that is no number shows everything."""
    somebody = visitor()
    await somebody.sends(text="menu")
    async with somebody.http.get("/chat/new", params={"after": after}) as response:
        assert response.status == 200
        assert "What would you like to do?" in await response.text()


async def test_buttons_of_another_talk_do_nothing(visitor: Comes) -> None:
    """A button taken from somebody else's talk is turned down, and neither talk moves."""
    one, other = visitor(), visitor()
    await one.sends(text="housing benefit")
    await other.sends(text="housing benefit")
    foreign = re.findall(r'value="(q\.[^"]+)"', one.html)[0]
    await other.sends(choice=foreign)

    assert "belongs to another talk" in other.last
    assert "Where do you live?" in other.last


async def test_waiting_ends_when_something_is_said(visitor: Comes, parts: Wired) -> None:
    """A waiting page hears at once what the same person says in another window."""
    somebody = visitor()
    await somebody.sends(text="menu")
    last = max(int(number) for number in re.findall(r'data-id="(\d+)"', somebody.html))
    waiting = asyncio.create_task(somebody.http.get(f"/chat/new?after={last}"))
    await somebody.opens("/healthz")  # the server has begun to wait
    async with asyncio.timeout(2):  # sooner than it looks for notices of other processes
        await somebody.sends(text="help")
        response = await waiting
    assert "These words work at any time" in await response.text()


async def test_a_stranger_cannot_wait(visitor: Comes) -> None:
    """Without a talk there is nothing to wait for."""
    async with visitor().http.get("/chat/new") as response:
        assert response.status == 403


async def test_a_notice_waits_until_somebody_looks(visitor: Comes, parts: Wired) -> None:
    """What another process wrote to a person stands in their page."""
    somebody = visitor()
    await somebody.sends(text="menu")
    await write_to_everybody(parts, "Something was decided.")

    assert "Something was decided." in await somebody.opens()


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


async def test_forgetting_leaves_nothing_in_the_file(visitor: Comes, parts: Wired, file: Path) -> None:
    """After “close and forget” neither words, address nor cookie are anywhere in the database's files."""
    somebody = visitor()
    secret = "Zwetschgenknödelrezept"
    await somebody.sends(text=secret)
    await somebody.sends(text="housing benefit")
    await somebody.sends(text="Lindenau")
    async with parts.database.reading() as session:
        address = (await session.execute(select(col(Contact.address)))).scalar_one()
    assert address.encode() in _bytes(file)
    page = await somebody.sends("/chat/forget")

    assert "has been deleted" in page
    assert not list(somebody.http.cookie_jar)
    assert await _count(parts, Contact) == await _count(parts, WebDevice) == await _count(parts, Owed) == 0
    await parts.database.close()
    assert address.encode() not in _bytes(file)
    assert address[:16].encode() not in _bytes(file)
    assert secret.encode() not in _bytes(file)


def _bytes(file: Path) -> bytes:
    return b"".join(path.read_bytes() for path in file.parent.glob("lotse.db*"))


async def test_who_comes_back_is_not_deleted(visitor: Comes, parts: Wired, clock: SetClock) -> None:
    """The cookie of whoever was here within ninety days works on; of whoever was not, it is forgotten."""
    somebody = visitor()
    await somebody.sends(text="menu")
    for _ in range(4):
        clock.forward(days=60)
        await somebody.opens()
        async with parts.database.writing() as session:
            await devices.delete_old(session, clock.now(), timedelta(days=90))
        assert await _count(parts, WebDevice) == 1
    clock.forward(days=91)
    async with parts.database.writing() as session:
        await devices.delete_old(session, clock.now(), timedelta(days=90))
    assert await _count(parts, WebDevice) == 0


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("ar-EG,ar;q=0.9,en;q=0.8", "ar"), ("fr-FR, en;q=0.5", "en"), ("EN_us", "en"), ("", "de"), ("*", "de"),
        ("xx,yy;q=nan", "de"), (",;,;q=,", "de"), ("de" * 3000, "de"), ("ku, AR", "ar"),
    ],
)  # fmt: skip
async def test_the_browsers_language_is_spoken(visitor: Comes, header: str, language: str) -> None:
    """The first language of the browser that we speak, German where there is none; the address may ask for another."""
    somebody = visitor(header)

    assert f'<html lang="{language}"' in await somebody.opens("/")
    assert f'<html lang="{language}"' in await somebody.opens("/chat")
    assert '<html lang="en"' in await somebody.opens("/?lang=en")
    assert f'<html lang="{language}"' in await somebody.opens("/?lang=nonsense")


async def test_a_deep_link_asks_one_tap_first(visitor: Comes, parts: Wired) -> None:
    """A link opened by a machine begins no talk."""
    somebody = visitor()
    await somebody.opens("/chat?start=s_nosuch")
    assert await _count(parts, Contact) == 0
    await somebody.presses("Open the chat")
    assert await _count(parts, Contact) == 1
