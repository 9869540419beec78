"""What pages find on the application and on a request."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from aiohttp import web

from admin.provider import Provider
from participation.core.clock import BERLIN, Clock
from participation.core.db import Database
from participation.staff.values import Visit


@dataclass(frozen=True, slots=True)
class Parts:
    """What the pages work with. With *secure* people come by HTTPS; *demo* is said on every page.

    *key* is that of the installation. Everybody needs a *second_factor*, but in the demo. *public_url* stands in links
    to us; empty: the address the page was opened at. *provider* is the city's identity provider, if there is one.
    """

    database: Database
    clock: Clock
    secure: bool
    key: bytes = field(repr=False)
    demo: bool = False
    public_url: str = ""
    second_factor: bool = True
    provider: Provider | None = None


PARTS = web.AppKey("parts", Parts)
VISIT = web.RequestKey("visit", Visit)  # who is signed in; missing on open pages
TOKEN = web.RequestKey("token", str)  # their cookie, from which the forms' token is made


def parts(request: web.Request) -> Parts:
    return request.config_dict[PARTS]


def today(request: web.Request) -> date:
    """The day it is in the municipality."""
    return parts(request).clock.now().astimezone(BERLIN).date()


def base(request: web.Request) -> str:
    """The address people reach us at, for links that leave the page."""
    return parts(request).public_url or str(request.url.origin())


def visit(request: web.Request) -> Visit:
    """Who is signed in: on every page but the open ones somebody is."""
    return request[VISIT]
