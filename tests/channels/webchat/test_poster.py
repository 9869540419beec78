"""The poster."""

from __future__ import annotations

from collections.abc import Callable

from aiohttp.test_utils import TestClient, TestServer
from aiohttp.web import Application

from bot.channels.webchat.looks import Looks
from bot.channels.webchat.poster import code, routes
from participation.core.languages import shipped
from participation.core.text import Words
from tests.channels.webchat.conftest import Visitor


async def test_it_speaks_every_language_and_shows_the_address(visitor: Callable[..., Visitor]) -> None:
    """Each language has its own lines with their direction; without a bot there is one code, drawn into the page."""
    amira = visitor()
    html = await amira.opens("/poster")

    assert amira.status == 200
    assert all(f'<section lang="{one}"' in html for one in shipped())
    assert html.count("<svg") == 1
    assert "style=" not in html


async def test_the_region_is_named_in_the_language_of_the_page() -> None:
    """Who reads Arabic reads the Arabic name; a language without a name of its own shows another."""
    app = Application()
    named = Words({"de": "Kreis Birkental", "ar": "مقاطعة بيركنتال"})
    app.add_routes(routes(Looks(), named, "https://lotse.example", lambda: None))
    async with TestClient(TestServer(app)) as client:
        pages = [await (await client.get(f"/poster?lang={language}")).text() for language in ("ar", "de")]

    assert ["مقاطعة بيركنتال" in page for page in pages] == [True, False]
    assert ["Kreis Birkental" in page for page in pages] == [False, True]


async def test_the_code_for_telegram_begins_the_talk() -> None:
    """The second code is the deep link of the bot; what stands below it can be typed."""
    app = Application()
    app.add_routes(routes(Looks(), "Birkental", "https://lotse.example", lambda: "https://t.me/lotse_bot"))
    async with TestClient(TestServer(app)) as client:
        html = await (await client.get("/poster")).text()

    assert code("https://t.me/lotse_bot?start=poster") in html
    assert code("https://lotse.example/chat") in html
    assert "https://t.me/lotse_bot</bdi>" in html


def test_a_code_is_drawn_as_the_library_draws_it() -> None:
    """An address with signs that mean something in a page does no harm: it is in the drawing only."""
    drawn = code('https://x.example/?a="><script>')

    assert "script" not in drawn


async def test_the_start_page_leads_to_the_poster(visitor: Callable[..., Visitor]) -> None:
    """Whoever wants to tell others finds it where they begin, in their language."""
    page = await visitor().opens("/?lang=en")

    assert '<a class="quiet" href="/poster?lang=en">' in page
