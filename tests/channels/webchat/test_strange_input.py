"""Whatever is sent to the chat: far too much, script, strange signs, missing fields."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Sequence

import pytest

from bot.talk.models import Heard
from bot.wiring import Wired
from tests.channels.webchat.conftest import Comes, count
from tests.support.shared import shared_data


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
    assert await count(parts, Heard) == 0


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
    naughty = [one for one in strings if one.strip() and not one.startswith("#")]
    assert len(naughty) > 300
    await _paste(visitor, naughty[::3])


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
