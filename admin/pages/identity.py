"""Signing in at the city's identity provider: there and back."""

from __future__ import annotations

import base64
import hmac
import logging
from datetime import datetime, timedelta

from aiohttp import web

from admin import cookies
from admin.forms import Form
from admin.keys import TOKEN, base, parts
from admin.looks import language_of
from admin.pages.session import safe_next, sign_in_form
from admin.provider import Errand, Provider
from participation.core.errors import Refused
from participation.core.ids import new_token
from participation.staff import door, identities
from participation.staff.errors import ProviderSilent, ProviderUnsure

LASTS = timedelta(minutes=10)  # so long somebody may take at the provider
BACK = "/staff/sign-in/provider/back"
log = logging.getLogger(__name__)


async def there(request: web.Request) -> web.StreamResponse:
    """Send somebody to the provider, with a seed in a cookie from which everything follows that must come back."""
    known, provider, next_ = parts(request), _provider(request), safe_next(request.query.get("next", ""))
    now = known.clock.now()
    path = base64.urlsafe_b64encode(next_.encode()).decode().rstrip("=")
    errand = Errand(f"{new_token()}.{int(now.timestamp())}.{path}", known.key)
    try:
        way = await provider.way(errand, base(request) + BACK, now)
    except Refused as refusal:
        return _failed(request, refusal)
    response = web.Response(status=303, headers={"Location": str(way)})
    cookies.send_off(request, response, errand.seed, LASTS)
    return response


async def back(request: web.Request) -> web.StreamResponse:
    """Take in who comes back as whom the provider vouches for."""
    known, provider = parts(request), _provider(request)
    try:
        errand, code = _errand(request, provider, known.clock.now())
        vouched = await provider.vouch(errand, code, base(request) + BACK, known.clock.now())
        async with known.database.writing() as session:
            token = await identities.welcome(session, vouched, language_of(request), known.clock.now())
            if old := request.get(TOKEN):
                await door.sign_out(session, old)
    except Refused as refusal:
        return _failed(request, refusal)
    response = web.Response(status=303, headers={"Location": _next(errand)})
    cookies.forget_errand(request, response)
    cookies.remember(request, response, token)
    return response


def _provider(request: web.Request) -> Provider:
    provider = parts(request).provider
    if provider is None:
        raise web.HTTPNotFound
    return provider


def _errand(request: web.Request, provider: Provider, now: datetime) -> tuple[Errand, str]:
    """Return the errand this browser was sent on, and the code it brings. Raises `ProviderUnsure`."""
    errand = Errand(request.cookies.get(cookies.errand_name(parts(request).secure), "")[:1000], parts(request).key)
    given, code = request.query.get("state", ""), request.query.get("code", "")
    if not hmac.compare_digest(given.encode(), errand.word("state").encode()):
        raise ProviderUnsure
    late = now - datetime.fromtimestamp(int(errand.seed.split(".")[1]), now.tzinfo) > LASTS
    if late or not code or len(code) > 4000 or request.query.get("iss", provider.terms.issuer) != provider.terms.issuer:
        raise ProviderUnsure
    return errand, code


def _next(errand: Errand) -> str:
    path = errand.seed.split(".")[2]
    return safe_next(base64.urlsafe_b64decode(path + "=" * (-len(path) % 4)).decode())


def _failed(request: web.Request, refusal: Refused) -> web.StreamResponse:
    log.warning("a sign-in at the identity provider failed", extra={"action": "sign-in", "why": type(refusal).__name__})
    status = 503 if isinstance(refusal, ProviderSilent) else 403
    answer = sign_in_form(request, Form(), "", refusal.text, status=status)
    cookies.forget_errand(request, answer)
    return answer


ROUTES = [web.get("/sign-in/provider", there), web.get("/sign-in/provider/back", back)]
