"""Renders the pages: templates, words in the reader's language, dates, links to static files."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import date, datetime, time
from functools import cache, partial
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from aiohttp import web
from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_datetime, format_time, get_day_names
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from admin.cookies import form_token
from admin.keys import TOKEN, VISIT, parts
from admin.navigation import items
from admin.routes import TABLE
from admin.steps import admitted
from participation.core.clock import BERLIN
from participation.core.languages import best, shipped
from participation.core.text import Sayable, Words, render, t, tn
from participation.staff.queries import IDLE

HERE = Path(__file__).parent
DOMAIN = "staff"


def page(request: web.Request, template: str, *, status: int = 200, **values: Any) -> web.Response:
    """Return *template* as a page for who is signed in, in their language."""
    language, visit = language_of(request), request.get(VISIT)
    text = (
        _environment(language)
        .get_template(template)
        .render(
            me=visit.account if visit else None, items=items(visit.account) if visit and admitted(request) else [], path=request.path,
            path_qs=request.path_qs, back=_back(request), spoken=partial(_spoken, request, values.get("next", "")), token=lambda: _token(request), demo=parts(request).demo, **values,
        )
    )  # fmt: skip
    return web.Response(text=text, content_type="text/html", status=status)


def _back(request: web.Request) -> str:
    """The address of this page. What only takes forms shows none: there it is that of the thing they are about."""
    if request.method in {"GET", "HEAD"}:
        return request.path_qs
    resource = request.match_info.route.resource
    path, known = request.rel_url.raw_path, resource.canonical if resource else "/staff"
    while known.startswith("/staff/") and f"GET {known}" not in TABLE:
        path, known = path.rpartition("/")[0], known.rpartition("/")[0]
    return path if known.startswith("/staff/") else "/staff"


def _spoken(request: web.Request, next_: str, language: str) -> str:
    """The same page in another language, for whom no account says theirs."""
    path, given = request.path, dict(request.query)
    if path.startswith("/staff/sign-in/"):  # on an errand to the provider, which is over
        path, given = "/staff/sign-in", {}
    return f"{path}?{urlencode(given | ({'next': next_} if next_ else {}) | {'lang': language})}"


def language_of(request: web.Request) -> str:
    """The language of the account; before signing in that of the address, then of the browser."""
    known = shipped(DOMAIN)
    if visit := request.get(VISIT):
        return visit.account.language if visit.account.language in known else "de"
    wanted = [request.query.get("lang", ""), *request.headers.get("Accept-Language", "")[:500].split(",")]
    return next((code for tag in wanted if (code := tag.strip()[:2].lower()) in known), "de")


def say(text: Sayable, language: str) -> str:
    return render(text, language, domain=DOMAIN)


@cache
def _environment(language: str) -> Environment:
    """One per language, so that macros know it too."""
    made = Environment(
        loader=FileSystemLoader(HERE / "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    locale = Locale.parse(language)
    filters: dict[str, Callable[..., Any]] = {
        "say": lambda text: say(text, language),
        "best": lambda texts: best(texts, language),
        "long_day": lambda day: format_date(day, "full" if language == "de" else "EEEE, d MMMM y", locale=language),
        "short_day": lambda day: format_date(day, "EEEEEE, " + ("dd.MM." if language == "de" else "d MMM"), locale=language),
        "date": lambda day: day_text(day, language),
        "moment": lambda at: moment_text(at, language),
        "clock": lambda at: clock_text(at, language),
        "weekday": lambda number: get_day_names("wide", locale=language)[number - 1],
        "direction": direction,
        "language": lambda code: locale.languages.get(code, code) if code else "",
    }  # fmt: skip
    made.filters.update(filters)
    made.globals.update(
        t=lambda one, **places: say(t(one, **places), language),
        tn=lambda one, many, n, **places: say(tn(one, many, n, **places), language),
        static=static, lang=language, idle=round(IDLE.total_seconds() / 60), languages=list(shipped(DOMAIN).values()),
    )  # fmt: skip
    return made


@cache
def language_name(code: str) -> Words:
    """What a language is called in the languages of the pages."""
    return Words({reader: str(Locale.parse(reader).languages.get(code, code)) for reader in shipped(DOMAIN)})


def direction(code: str) -> str:
    """How a language is written; of those we do not know, like ours."""
    try:
        return "rtl" if Locale.parse(code).character_order == "right-to-left" else "ltr"
    except UnknownLocaleError:
        return "ltr"


def day_text(day: date, language: str) -> str:
    return format_date(day, "dd.MM.y" if language == "de" else "d MMM y", locale=language)


def moment_text(at: datetime, language: str) -> str:
    return format_datetime(
        at, ("dd.MM.y" if language == "de" else "d MMM y") + " HH:mm", tzinfo=BERLIN, locale=language
    )


def clock_text(at: datetime | time, language: str) -> str:
    if isinstance(at, datetime):
        return format_time(at.astimezone(BERLIN).time(), "HH:mm", locale=language)
    return format_time(at, "HH:mm", locale=language)


def _token(request: web.Request) -> Markup:
    value = form_token(request[TOKEN]) if TOKEN in request else ""
    return Markup('<input type="hidden" name="token" value="{}">').format(value)


@cache
def static(name: str) -> str:
    """Return the address of a static file; it changes with its content, so that browsers may keep it for ever."""
    version = hashlib.sha256((HERE / "static" / name).read_bytes()).hexdigest()[:10]
    return f"/staff/static/{name}?v={version}"
