"""Who may do what: what a route needs (`admin.routes`), checked in this one place on every request."""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Callable
from urllib.parse import quote, urlsplit

from aiohttp import web
from yarl import URL

from admin import steps
from admin.cookies import cookie_name, form_token
from admin.forms import sent
from admin.keys import TOKEN, VISIT, parts, visit
from admin.live import unattended
from admin.looks import page
from admin.pages.session import safe_next
from admin.routes import LARGE, TABLE, Door, Needs
from participation.core.errors import Refused
from participation.core.text import t
from participation.staff import door, queries

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
    "frame-ancestors 'none'; base-uri 'none'"
)

LARGEST_FORM, MOST_FIELDS = 2_000_000, 4000  # bytes and fields of a form, for who is signed in


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
        raise await _to_sign_in(request)
    if VISIT not in request:
        return await _checked(request, key, needed, handler)
    size = LARGE[key] if key in LARGE and isinstance(needed, Needs) and await allowed(request, needed) else LARGEST_FORM
    known = request.clone(client_max_size=size, client_max_fields=MOST_FIELDS)  # surveys are long
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
    if isinstance(needed, Needs) and not await allowed(request, needed):
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
    if now - found.seen_at >= door.SEEN_EVERY and not unattended(request):
        async with known.database.writing() as session:
            await door.seen(session, found.id, now)


async def allowed(request: web.Request, needed: Needs) -> bool:
    """Whether who is signed in may do what the route needs."""
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


async def _to_sign_in(request: web.Request) -> web.HTTPException:
    back = request.path_qs if request.method in {"GET", "HEAD"} else await _form_of(request)
    ended = "&ended=1" if cookie_name(parts(request).secure) in request.cookies else ""
    return web.HTTPSeeOther(f"/staff/sign-in?next={quote(back, safe='/')}{ended}")


async def _form_of(request: web.Request) -> str:
    """The page of ours a form was sent from; where that address only takes forms, the page above it."""
    try:
        came = urlsplit(request.headers.get("Referer", ""))
    except ValueError:  # no address at all
        return "/staff"
    path = safe_next(f"{came.path}?{came.query}" if came.query else came.path)
    while came.netloc == request.host and path.startswith("/staff/"):
        asked = request.clone(method="GET", rel_url=URL(path, encoded=True))
        if (await request.app.router.resolve(asked)).http_exception is None:
            return path
        path = path.rpartition("/")[0]
    return "/staff"


def _protect(request: web.Request, response: web.StreamResponse) -> None:
    static = request.path.startswith("/staff/static/") and response.status == 200
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable" if static else "no-store"
    response.headers["Referrer-Policy"] = "same-origin"  # with no-referrer a form would not tell its origin
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
