"""The cookie of a sign-in, and the token that its forms carry."""

from __future__ import annotations

import hashlib
import hmac

from aiohttp import web

from admin.keys import parts
from participation.staff.queries import LONGEST


def cookie_name(secure: bool) -> str:
    return "__Host-lotse-staff" if secure else "lotse-staff"


def form_token(token: str) -> str:
    """What every form of a sign-in carries: known to its pages only."""
    return hmac.new(token.encode(), b"form", hashlib.sha256).hexdigest()


def remember(request: web.Request, response: web.StreamResponse, token: str) -> None:
    """Give the browser the token of a sign-in."""
    secure = parts(request).secure
    lives = int(LONGEST.total_seconds())
    response.set_cookie(
        cookie_name(secure), token, max_age=lives, path="/", secure=secure, httponly=True, samesite="Lax"
    )


def forget(request: web.Request, response: web.StreamResponse) -> None:
    secure = parts(request).secure
    response.del_cookie(cookie_name(secure), path="/", secure=secure, httponly=True, samesite="Lax")
