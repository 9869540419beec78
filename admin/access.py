"""Who may do what: every route and what it needs, checked in this one place on every request."""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import Enum
from urllib.parse import quote, urlsplit

from aiohttp import web

from admin import scopes, steps
from admin.cookies import cookie_name, form_token
from admin.forms import sent
from admin.keys import TOKEN, VISIT, parts, visit
from admin.looks import page
from participation.core.errors import Refused
from participation.core.text import t
from participation.staff import door, queries
from participation.staff.permissions import Permission

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
Scope = Callable[[web.Request], Awaitable[list[str]]]

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; frame-ancestors 'none'; "
    "base-uri 'none'"
)

LARGEST_FORM, MOST_FIELDS = 2_000_000, 4000  # bytes and fields of a form, for who is signed in


class Door(Enum):
    """What a route needs that needs no permission."""

    OPEN = "open"  # nobody need be signed in
    SIGNED_IN = "signed in"


@dataclass(frozen=True, slots=True)
class Needs:
    """A permission; with *of* for the unit or organisation that the request is about."""

    permission: Permission
    of: Scope | None = None


#: Every route of the staff pages. `tests/admin/test_access.py` walks it for every role.
TABLE: dict[str, Door | Needs] = {
    "GET /staff/static": Door.OPEN,
    "GET /staff/sign-in": Door.OPEN,
    "POST /staff/sign-in": Door.OPEN,
    "GET /staff/sign-in/provider": Door.OPEN,
    "GET /staff/sign-in/provider/back": Door.OPEN,
    "GET /staff/invitation": Door.OPEN,
    "POST /staff/invitation": Door.OPEN,
    "GET /staff/sign-in/code": Door.SIGNED_IN,
    "POST /staff/sign-in/code": Door.SIGNED_IN,
    "GET /staff/second-factor": Door.SIGNED_IN,
    "POST /staff/second-factor": Door.SIGNED_IN,
    "GET /staff": Door.SIGNED_IN,
    "POST /staff/sign-out": Door.SIGNED_IN,
    "POST /staff/language": Door.SIGNED_IN,
    "GET /staff/me": Door.SIGNED_IN,
    "POST /staff/me/password": Door.SIGNED_IN,
    "POST /staff/me/sessions": Door.SIGNED_IN,
    "GET /staff/bookings": Needs(Permission.SEE_BOOKINGS),
    "POST /staff/bookings/desk": Needs(Permission.SERVE),
    "POST /staff/bookings/next": Needs(Permission.SERVE),
    "GET /staff/bookings/{booking}": Needs(Permission.SEE_BOOKINGS, of=scopes.of_booking),
    "POST /staff/bookings/{booking}/call": Needs(Permission.SERVE, of=scopes.of_booking),
    "POST /staff/bookings/{booking}/outcome": Needs(Permission.SERVE, of=scopes.of_booking),
    "GET /staff/offices": Needs(Permission.SEE_OFFICES),
    "GET /staff/offices/{unit}": Needs(Permission.SEE_OFFICES),
    "GET /staff/keeping": Needs(Permission.KEEP_OFFICES),
    "GET /staff/keeping/history": Needs(Permission.KEEP_OFFICES),
    "POST /staff/keeping/history/{change}/undo": Needs(Permission.KEEP_OFFICES),
    "GET /staff/keeping/misroutings": Needs(Permission.KEEP_OFFICES),
    "GET /staff/keeping/files": Needs(Permission.KEEP_OFFICES),
    "POST /staff/keeping/files": Needs(Permission.KEEP_OFFICES),
    "GET /staff/keeping/files/{source}": Needs(Permission.KEEP_OFFICES),
    "GET /staff/keeping/gaps": Needs(Permission.KEEP_OFFICES),
    "GET /staff/keeping/units/new": Needs(Permission.KEEP_OFFICES),
    "POST /staff/keeping/units/new": Needs(Permission.KEEP_OFFICES),
    "GET /staff/keeping/units/{unit}": Needs(Permission.KEEP_OFFICES),
    "POST /staff/keeping/units/{unit}": Needs(Permission.KEEP_OFFICES),
    "GET /staff/keeping/units/{unit}/close": Needs(Permission.KEEP_OFFICES),
    "POST /staff/keeping/units/{unit}/close": Needs(Permission.KEEP_OFFICES),
    "GET /staff/keeping/hours/{unit}": Needs(Permission.KEEP_OFFICES),
    "POST /staff/keeping/hours/{unit}": Needs(Permission.KEEP_OFFICES),
    "GET /staff/keeping/services/{service}": Needs(Permission.KEEP_OFFICES),
    "POST /staff/keeping/services/{service}": Needs(Permission.KEEP_OFFICES),
    "GET /staff/keeping/rules/{service}": Needs(Permission.KEEP_OFFICES),
    "POST /staff/keeping/rules/{service}": Needs(Permission.KEEP_OFFICES),
    "GET /staff/surveys": Needs(Permission.SEE_SURVEYS),
    "GET /staff/surveys/new": Needs(Permission.WRITE_SURVEYS),
    "POST /staff/surveys/new": Needs(Permission.WRITE_SURVEYS),
    "GET /staff/surveys/file": Needs(Permission.WRITE_SURVEYS),
    "POST /staff/surveys/file": Needs(Permission.WRITE_SURVEYS),
    "GET /staff/surveys/{survey}": Needs(Permission.SEE_SURVEYS, of=scopes.of_survey),
    "GET /staff/surveys/{survey}/edit": Needs(Permission.WRITE_SURVEYS, of=scopes.of_survey),
    "POST /staff/surveys/{survey}/edit": Needs(Permission.WRITE_SURVEYS, of=scopes.of_survey),
    "GET /staff/surveys/{survey}/preview": Needs(Permission.SEE_SURVEYS, of=scopes.of_survey),
    "GET /staff/surveys/{survey}/delete": Needs(Permission.WRITE_SURVEYS, of=scopes.of_survey),
    "POST /staff/surveys/{survey}/delete": Needs(Permission.WRITE_SURVEYS, of=scopes.of_survey),
    "GET /staff/surveys/{survey}/open": Needs(Permission.WRITE_SURVEYS, of=scopes.of_survey),
    "POST /staff/surveys/{survey}/open": Needs(Permission.WRITE_SURVEYS, of=scopes.of_survey),
    "GET /staff/surveys/{survey}/close": Needs(Permission.WRITE_SURVEYS, of=scopes.of_survey),
    "POST /staff/surveys/{survey}/close": Needs(Permission.WRITE_SURVEYS, of=scopes.of_survey),
    "GET /staff/surveys/{survey}/poster": Needs(Permission.SEE_SURVEYS, of=scopes.of_survey),
    "GET /staff/surveys/{survey}/qr": Needs(Permission.SEE_SURVEYS, of=scopes.of_survey),
    "GET /staff/surveys/{survey}/yaml": Needs(Permission.SEE_SURVEYS, of=scopes.of_survey),
    "GET /staff/results": Needs(Permission.SEE_RESULTS),
    "GET /staff/results/{survey}": Needs(Permission.SEE_RESULTS, of=scopes.of_release),
    "GET /staff/results/{survey}/csv": Needs(Permission.SEE_RESULTS, of=scopes.of_release),
    "GET /staff/results/{survey}/json": Needs(Permission.SEE_RESULTS, of=scopes.of_release),
    "GET /staff/findings": Needs(Permission.SEE_FINDINGS),
    "GET /staff/findings/new": Needs(Permission.WRITE_FINDINGS),
    "POST /staff/findings/new": Needs(Permission.WRITE_FINDINGS),
    "GET /staff/findings/{finding}": Needs(Permission.SEE_FINDINGS),
    "POST /staff/findings/{finding}/change": Needs(Permission.WRITE_FINDINGS),
    "POST /staff/findings/{finding}/take-back": Needs(Permission.WRITE_FINDINGS),
    "POST /staff/findings/{finding}/decide": Needs(Permission.DECIDE),
    "POST /staff/findings/{finding}/measures": Needs(Permission.DECIDE),
    "POST /staff/findings/{finding}/measures/{measure}": Needs(Permission.DECIDE),
    "GET /staff/accounts": Needs(Permission.KEEP_ACCOUNTS),
    "GET /staff/accounts/new": Needs(Permission.KEEP_ACCOUNTS),
    "POST /staff/accounts/new": Needs(Permission.KEEP_ACCOUNTS),
    "GET /staff/accounts/{account}": Needs(Permission.KEEP_ACCOUNTS),
    "POST /staff/accounts/{account}/grant": Needs(Permission.KEEP_ACCOUNTS),
    "POST /staff/accounts/{account}/revoke": Needs(Permission.KEEP_ACCOUNTS),
    "POST /staff/accounts/{account}/invite": Needs(Permission.KEEP_ACCOUNTS),
    "POST /staff/accounts/{account}/factor": Needs(Permission.KEEP_ACCOUNTS),
    "POST /staff/accounts/{account}/active": Needs(Permission.KEEP_ACCOUNTS),
    "GET /staff/audit": Needs(Permission.READ_AUDIT),
}


def check_complete(app: web.Application) -> None:
    """Raise `LookupError` for a route that nobody decided about."""
    for route in app.router.routes():
        resource = route.resource
        key = f"{route.method} /staff{resource.canonical}" if resource else ""
        if route.method != "HEAD" and key not in TABLE:
            raise LookupError(f"{key} is missing in the table of access")


@web.middleware
async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Check who asks and what they may, turn refusals into pages, and tell browsers to be careful."""
    try:
        response = await _answer(request, handler)
    except Refused as refusal:
        response = page(request, "_parts/refused.html", status=409, text=refusal.text)
    except web.HTTPRequestEntityTooLarge:
        response = page(request, "_parts/refused.html", status=413, text=t("This is too large to be taken in."))
    except web.HTTPNotFound:
        response = page(request, "_parts/refused.html", status=404, text=t("There is no such page."))
    except web.HTTPException as error:
        _protect(request, error)
        raise
    _protect(request, response)
    return response


async def _answer(request: web.Request, handler: Handler) -> web.StreamResponse:
    await _recognise(request)
    route = request.match_info.route
    if route.resource is None:  # no such page, or not in this way
        return await handler(request)
    key = f"{'GET' if request.method == 'HEAD' else request.method} {route.resource.canonical}"
    needed = TABLE[key]
    if needed is not Door.OPEN and VISIT not in request:
        raise _to_sign_in(request)
    if VISIT not in request:
        return await _checked(request, key, needed, handler)
    known = request.clone(client_max_size=LARGEST_FORM, client_max_fields=MOST_FIELDS)  # surveys are long
    fields = await sent(known)
    try:
        return await _checked(known, key, needed, handler)
    finally:  # aiohttp does it for its own request only
        for file in fields.values():
            if isinstance(file, web.FileField):
                file.file.close()


async def _checked(request: web.Request, key: str, needed: Door | Needs, handler: Handler) -> web.StreamResponse:
    if request.method == "POST" and not await _meant(request):
        return page(request, "_parts/refused.html", status=403, text=t("This form is too old or belongs to another page. Please go back, load the page anew and try again."))  # fmt: skip
    if VISIT in request and needed is not Door.OPEN and (before := steps.first(request, key)):
        raise web.HTTPSeeOther(before)
    if isinstance(needed, Needs) and not await _allowed(request, needed):
        return page(request, "_parts/refused.html", status=403, text=t("Your roles do not include this page."))
    return await handler(request)


async def _recognise(request: web.Request) -> None:
    known, now = parts(request), parts(request).clock.now()
    token = request.cookies.get(cookie_name(known.secure))
    if token is None:
        return
    async with known.database.reading() as session:
        found = await queries.visit(session, token, now)
    if found is None:
        return
    request[VISIT], request[TOKEN] = found, token
    if now - found.seen_at >= door.SEEN_EVERY:
        async with known.database.writing() as session:
            await door.seen(session, found.id, now)


async def _allowed(request: web.Request, needed: Needs) -> bool:
    who = visit(request).account
    if not who.may(needed.permission):
        return False
    if needed.of is None:
        return True
    about = await needed.of(request)
    if not about:
        raise web.HTTPNotFound
    return who.may(needed.permission, *about)


async def _meant(request: web.Request) -> bool:
    """Whether a form was sent from our page: its origin, and for who is signed in the token in it."""
    origin = request.headers.get("Origin")
    if origin is not None and urlsplit(origin).netloc != request.host:
        return False
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in {"same-origin", "none"}:
        return False
    if VISIT not in request:  # signing in: nothing to forge a token for, so the browser must say where it comes from
        return origin is not None or "Sec-Fetch-Site" in request.headers
    given = (await request.post()).get("token")
    return isinstance(given, str) and hmac.compare_digest(given.encode(), form_token(request[TOKEN]).encode())


def _to_sign_in(request: web.Request) -> web.HTTPException:
    back = request.path_qs if request.method in {"GET", "HEAD"} else "/staff"
    ended = "&ended=1" if cookie_name(parts(request).secure) in request.cookies else ""
    return web.HTTPSeeOther(f"/staff/sign-in?next={quote(back, safe='/')}{ended}")


def _protect(request: web.Request, response: web.StreamResponse) -> None:
    static = request.path.startswith("/staff/static/") and response.status == 200
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable" if static else "no-store"
    response.headers["Referrer-Policy"] = "same-origin"  # with no-referrer a form would not tell its origin
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
