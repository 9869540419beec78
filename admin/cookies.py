"""The cookie of a sign-in, and the token that its forms carry."""

from __future__ import annotations

import hashlib
import hmac
from datetime import timedelta

from aiohttp import web

from admin.keys import parts
from participation.staff.queries import LONGEST


def cookie_name(secure: bool) -> str:
    return "__Host-lotse-staff" if secure else "lotse-staff"


def errand_name(secure: bool) -> str:
    return "__Host-lotse-provider" if secure else "lotse-provider"


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


def send_off(request: web.Request, response: web.StreamResponse, seed: str, lasts: timedelta) -> None:
    """Give the browser what it must bring back from the city's identity provider."""
    secure = parts(request).secure
    response.set_cookie(
        errand_name(secure), seed, max_age=int(lasts.total_seconds()), path="/", secure=secure, httponly=True, samesite="Lax"
    )  # fmt: skip


def forget_errand(request: web.Request, response: web.StreamResponse) -> None:
    secure = parts(request).secure
    response.del_cookie(errand_name(secure), path="/", secure=secure, httponly=True, samesite="Lax")
