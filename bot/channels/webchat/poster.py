"""A poster to print and hang up: what Lotse is, in every language, and two codes for phones."""

from __future__ import annotations

from collections.abc import Callable

from aiohttp import web
from markupsafe import Markup

from bot.channels.webchat.forms import language_of
from bot.channels.webchat.looks import Looks, words_in
from participation.core.languages import shipped
from participation.core.text import Sayable

STARTED_BY = "?start=poster"  # so that one tap in Telegram begins the talk


def routes(
    looks: Looks, region: Sayable, public_url: str, telegram_link: Callable[[], str | None]
) -> list[web.RouteDef]:
    """Return the route of the poster."""

    async def poster(request: web.Request) -> web.Response:
        bot = telegram_link()
        codes = [("open_chat", public_url, code(public_url + "/chat"))]
        codes += [("telegram", bot, code(bot + STARTED_BY))] if bot else []
        shown = [(speech, words_in(speech.code)) for speech in shipped().values()]
        return looks.page("poster.html", language_of(request), shown=shown, codes=codes, region=region)

    return [web.get("/poster", poster)]


def code(address: str) -> Markup:
    """Return the QR code of an address, drawn into the page."""
    import segno  # only who prints needs it

    return Markup(segno.make_qr(address, error="m").svg_inline(scale=6, border=4))  # noqa: S704  the library's drawing
