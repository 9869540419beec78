"""Whatever is sent to any page of the chat, nothing of ours breaks: never a 5xx."""

from __future__ import annotations

import io
import itertools
from collections.abc import Callable
from urllib.parse import quote

import pytest
from aiohttp import ClientSession
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.channels.webchat.forms import incoming_of, number
from tests.admin.test_fuzz import BODIES, NAUGHTY, ODD
from tests.channels.webchat.conftest import Visitor

POSTS, GETS = (
    ("/chat", "/chat/link", "/chat/join", "/chat/forget"),
    ("/", "/chat", "/chat/new", "/chat/join", "/chat/forget"),
)


@pytest.mark.parametrize("known", [False, True])
async def test_bodies_that_are_no_forms(visitor: Callable[..., Visitor], known: bool) -> None:
    """Any bytes of any kind, from strangers and from who has a talk."""
    for (body, kind), path in itertools.product(BODIES, POSTS):
        if path == "/chat/forget" and known:
            continue
        somebody = visitor()
        if known:
            await somebody.sends(text="menu")
        async with somebody.http.post(path, data=io.BytesIO(body), headers={"Content-Type": kind}) as answer:
            assert answer.status < 500, (path, kind, body[:60])


async def test_odd_addresses_and_questions(address: str) -> None:
    """Any characters in an address and behind the question mark."""
    async with ClientSession() as http:
        for path, odd in itertools.product(GETS, ODD):
            async with http.get(f"{address}{path.rstrip('/')}/{odd}") as answer:
                assert answer.status < 500, (path, odd)
        for path, string in itertools.product(GETS, NAUGHTY[:-1]):
            asked = "&".join(f"{name}={quote(string[:200])}" for name in ("start", "lang", "after", "key"))
            async with http.get(f"{address}{path}?{asked}") as answer:
                assert answer.status < 500, (path, string)


async def test_odd_cookies_and_headers(address: str) -> None:
    """Any cookie, any language, any origin: at worst somebody is a stranger or refused."""
    values = ["", "x" * 4000, "a=b; lotse=c", "ü€😀", "\t", "%00", '"', "lotse=" + "y" * 101]
    async with ClientSession() as http:
        for name, value in itertools.product(
            ("Cookie", "Accept-Language", "Origin", "Sec-Fetch-Site", "X-Forwarded-For", "Range"), values
        ):
            given_value = f"lotse={value}" if name == "Cookie" else value
            async with http.post(f"{address}/chat/join", data={"key": "x"}, headers={name: given_value}) as answer:
                assert answer.status < 500, (name, value)


@settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(st.sampled_from(["text", "choice", "id", "lang", "after"]), st.text(max_size=300)))
def test_any_form_becomes_a_message(form: dict[str, str]) -> None:
    """Whatever the fields hold, a message comes of it that the talk can bear."""
    read = incoming_of(form, "a" * 32, "en", greeted=True)

    assert len(read.id) == 32
    assert read.choice is None or len(read.choice) <= 64
    read.words.encode("utf-8")


@given(st.one_of(st.none(), st.text(), st.integers(), st.binary()))
def test_a_number_is_read_or_is_none(given_number: object) -> None:
    """What is no place in the order is the beginning."""
    assert 0 <= number(given_number) < 10**16
