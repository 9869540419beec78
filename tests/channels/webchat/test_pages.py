"""The start page and the chat over real HTTP: cookies, origins, languages, links, news."""

from __future__ import annotations

import asyncio
import re
from hashlib import sha256
from pathlib import Path

import pytest

from bot.channels.webchat.models import WebDevice
from bot.talk.models import Heard
from bot.wiring import Wired
from participation.people.models import Contact
from tests.channels.webchat.conftest import Comes, content, count
from tests.channels.webchat.notices import write_to_everybody


async def test_looking_leaves_no_trace(visitor: Comes, parts: Wired) -> None:
    """Whoever only looks gets no cookie, and nothing is stored about them."""
    somebody = visitor()
    await somebody.opens("/")
    page = await somebody.opens("/chat")

    assert "Hello! I am Lotse" in page
    assert not list(somebody.http.cookie_jar)
    assert await count(parts, Contact) == await count(parts, WebDevice) == 0


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


async def test_the_cookie_says_nothing_and_is_kept_from_scripts(visitor: Comes, file: Path) -> None:
    """The cookie is random, invisible to scripts and other sites; only its hash is stored."""
    somebody = visitor()
    async with somebody.http.post("/chat", data={"text": "menu"}, allow_redirects=False) as response:
        header = response.headers["Set-Cookie"]
        token = response.cookies["lotse"].value

    assert response.status == 303
    assert {"HttpOnly", "Path=/", "SameSite=Lax", "Max-Age=7776000"} <= set(header.split("; "))
    assert sha256(token.encode()).hexdigest().encode() in content(file)
    assert token.encode() not in content(file)


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
    assert await count(parts, Heard) == 0


async def test_the_same_form_is_heard_once(visitor: Comes, parts: Wired) -> None:
    """A repeated sending changes nothing and shows the talk as it stands; another form is another message."""
    somebody = visitor()
    await somebody.opens()
    number = somebody.hidden("id")
    await somebody.sends(text="housing benefit", id=number)
    lines = somebody.html.count("data-id")
    await somebody.sends(text="housing benefit", id=number)

    assert somebody.html.count("data-id") == lines
    assert await count(parts, Heard) == 1
    await somebody.sends(text="Lindenau", id="another")
    assert await count(parts, Heard) == 2


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
    assert await count(parts, Contact) == 0
    await somebody.presses("Open the chat")
    assert await count(parts, Contact) == 1
