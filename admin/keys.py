"""What pages find on the application and on a request."""

from __future__ import annotations

from dataclasses import dataclass

from aiohttp import web

from participation.core.clock import Clock
from participation.core.db import Database
from participation.staff.values import Visit


@dataclass(frozen=True, slots=True)
class Parts:
    """What the pages work with. With *secure* people come by HTTPS; *demo* is said on every page.

    *public_url* stands in links to the chat; empty: the address the page was opened at.
    """

    database: Database
    clock: Clock
    secure: bool
    demo: bool = False
    public_url: str = ""


PARTS = web.AppKey("parts", Parts)
VISIT = web.RequestKey("visit", Visit)  # who is signed in; missing on open pages
TOKEN = web.RequestKey("token", str)  # their cookie, from which the forms' token is made


def parts(request: web.Request) -> Parts:
    return request.config_dict[PARTS]


def visit(request: web.Request) -> Visit:
    """Who is signed in: on every page but the open ones somebody is."""
    return request[VISIT]
