"""Reads what a browser sends: the message, the language, where the form stood."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from aiohttp import web

from bot.channels.webchat import transcript
from bot.talk.channel import Incoming
from bot.talk.replies import read_code
from participation.core.languages import FALLBACKS, matching


def incoming_of(form: Any, address: str, language: str, *, greeted: bool) -> Incoming:
    text, choice = form.get("text"), form.get("choice")
    sent = f"{address}:{str(form.get('id') or secrets.token_hex(8))[:40]}"
    if isinstance(choice, str) and choice.startswith("start:"):
        text, choice = f"/start {choice[6:70]}", None
    return Incoming(
        transcript.CHANNEL, address, hashlib.sha256(sent.encode()).hexdigest()[:32],  # outlives the talk: no address
        text=str(text) if isinstance(text, str) and choice is None else None,
        choice=choice[:64] if isinstance(choice, str) else None,
        language=language, greeted=greeted,
    )  # fmt: skip


def language_of(request: web.Request, chosen: str = "") -> str:
    """The language asked for in the address, else the first of the browser's that we speak."""
    wanted = [chosen, request.query.get("lang", "")]
    wanted += [part.split(";")[0].strip() for part in request.headers.get("Accept-Language", "")[:500].split(",")]
    return next((code for tag in wanted if tag and (code := matching(tag))), FALLBACKS[0])


def same_origin(request: web.Request) -> None:
    """Refuse what another site's page sends."""
    origin = request.headers.get("Origin")
    foreign = origin is not None and urlsplit(origin).netloc != request.host
    if foreign or request.headers.get("Sec-Fetch-Site", "same-origin") not in {"same-origin", "none"}:
        raise web.HTTPForbidden(text="This form belongs to another page.")


async def sent(request: web.Request) -> Mapping[str, Any]:
    """Read a form. What is none – bytes in no known writing, a broken envelope – is the sender's mistake and not ours."""
    try:
        return await request.post()
    except (web.HTTPException, ConnectionError):
        raise
    except Exception:  # whatever a parser of forms says to bytes that are none
        raise web.HTTPBadRequest(text="This is no form.") from None


def answers(form: Mapping[str, Any]) -> bool:
    """Whether somebody pressed a button under a question of a talk."""
    pressed = read_code(str(form.get("choice") or ""))
    return pressed is not None and pressed.kind == "option"


def by_script(request: web.Request) -> bool:
    """Whether the page's script asks, which goes on with what it is given."""
    return request.headers.get("X-Requested-With") == "lotse"


def number(given: Any) -> int:
    return int(given) if isinstance(given, str) and given.isascii() and given.isdecimal() and len(given) < 16 else 0
