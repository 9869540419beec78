"""The staff pages as one application, mounted under /staff.

A new family of pages is added in four steps:

1. `admin/pages/<family>.py`, or a folder of that name where it has many pages: handlers
   `async def handler(request) -> web.StreamResponse`, and `ROUTES`, a list of `web.get("/surveys", page)` and
   `web.post("/surveys/{survey}/open", open_)` (paths as below /staff).
   A page: `return page(request, "surveys/one.html", survey=…)`; one with a list: see admin/lists.py. A change: read with
   `await posted(request)` (admin/forms.py), do it in `parts(request).database.writing()`, then
   `raise web.HTTPSeeOther("/staff/surveys")`. Who is there: `visit(request).account`. A refusal that is not caught
   becomes a kind page with status 409.
2. `admin/routes.py`: one line per route in `TABLE` – which permission, and `of=` which unit or organisation it is about
   (a small reader in `admin/scopes.py`). A route without a line stops the program at its start.
3. `admin/templates/<family>/*.html`, each beginning `{% extends "_parts/page.html" %}`; words as `{{ t("Whole sentence.") }}`, texts
   made elsewhere as `{{ text|say }}`; every `<form method="post">` holds `{{ token() }}`; fields from `_parts/fields.html`.
4. `FAMILIES` below, `ITEMS` in `admin/navigation.py`, and, if something may wait for people there, a card in `admin/pages/home_cards.py`.

Then `python -m locales.update --domain staff` and the German words in locales/de/LC_MESSAGES/staff.po.
"""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

from aiohttp import web

from admin import access
from admin.keys import PARTS, Parts
from admin.live import LIVE, Live
from admin.pages import (
    accounts,
    audit,
    bookings,
    factor,
    findings,
    home,
    identity,
    invitation,
    keeping,
    mine,
    models,
    offices,
    results,
    search,
    session,
    surveys,
    watched,
)
from admin.provider import Provider
from participation.core.clock import Clock
from participation.core.db import Database

STATIC = Path(__file__).parent / "static"
FAMILIES: tuple[ModuleType, ...] = (
    session, factor, identity, invitation, home, search, watched, bookings, mine, offices, keeping, models, surveys, results,
    findings, accounts, audit,
)  # fmt: skip


def build_app(
    database: Database, clock: Clock, *, secure: bool, key: bytes, demo: bool = False, public_url: str = "",
    second_factor: bool = True, provider: Provider | None = None,
) -> web.Application:  # fmt: skip
    """Build the application; raises `LookupError` when a route has no line in the table of access."""
    app = web.Application(middlewares=[access.guard])
    app[PARTS] = Parts(database, clock, secure, key, demo, public_url, second_factor, provider)
    app[LIVE] = Live()
    app.on_shutdown.append(app[LIVE].close)
    for family in FAMILIES:
        app.add_routes(family.ROUTES)
    app.router.add_static("/static", STATIC)
    access.check_complete(app)
    if provider:
        app.on_cleanup.append(lambda _app: provider.close())
    return app
