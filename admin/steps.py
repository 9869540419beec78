"""What comes before the pages: the second factor, and a password of one's own."""

from __future__ import annotations

from urllib.parse import quote

from aiohttp import web

from admin.keys import VISIT, parts, visit

CODE, SET_UP, ME = "/staff/sign-in/code", "/staff/second-factor", "/staff/me"
#: What is open at every step.
_ALWAYS = {"POST /staff/sign-out", "POST /staff/language"}


def admitted(request: web.Request) -> bool:
    """Whether somebody is wholly signed in."""
    return VISIT in request and (visit(request).proven or not parts(request).second_factor)


def first(request: web.Request, key: str) -> str | None:
    """Return the page that who is signed in must see first; None if the way to *key* is free."""
    who = visit(request).account
    if not admitted(request):
        page = CODE if who.factor else SET_UP
        return None if key in {f"GET {page}", f"POST {page}", *_ALWAYS} else page + _back(request)
    if who.provisional:
        return None if key in {f"GET {ME}", "POST /staff/me/password", *_ALWAYS} else ME
    return None


def _back(request: web.Request) -> str:
    asked = request.path_qs
    return f"?next={quote(asked, safe='/')}" if request.method == "GET" and asked != "/staff" else ""
