"""The city's identity provider, by OpenID Connect: authorization code with PKCE, state and nonce."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import aiohttp
from yarl import URL

from participation.staff.errors import ProviderSilent, ProviderUnsure
from participation.staff.identities import Vouched, roles_in

if TYPE_CHECKING:  # twenty megabytes that only a city with a provider needs: the functions that do import it
    from joserfc import jwk

ALGORITHMS = ("RS256", "PS256", "ES256")  # only such where nobody but the provider can sign
LEEWAY = 60  # seconds that clocks may differ
KEPT = timedelta(minutes=10)  # so long what the provider published is believed
LARGEST = 1_000_000
_TIMEOUT = aiohttp.ClientTimeout(total=10)


@dataclass(frozen=True, slots=True)
class Terms:
    """What was agreed with the provider. *meant*: which of its words stand for which `role` or `role:scope` here."""

    issuer: str
    client_id: str
    client_secret: str = field(default="", repr=False)
    roles_claim: str = "roles"
    meant: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Errand:
    """One way to the provider and back: all that must match on return follows from a *seed* in the browser's cookie."""

    seed: str
    key: bytes = field(repr=False)

    def word(self, of: str) -> str:
        return _base64(hmac.new(self.key, f"provider {of} {self.seed}".encode(), hashlib.sha256).digest())

    @property
    def challenge(self) -> str:
        return _base64(hashlib.sha256(self.word("verifier").encode()).digest())


@dataclass(slots=True)
class _Known:
    """What the provider publishes about itself."""

    at: datetime
    about: Mapping[str, Any]
    keys: jwk.KeySet


class Provider:
    """Sends people to the provider, and asks it afterwards who they are. Raises `ProviderSilent`, `ProviderUnsure`."""

    def __init__(self, terms: Terms) -> None:
        self.terms = terms
        self._http: aiohttp.ClientSession | None = None
        self._known: _Known | None = None

    async def way(self, errand: Errand, back: str, now: datetime) -> URL:
        """Return the address to send somebody to; *back* is where they come to afterwards.

        The provider is asked anew every time: nobody is sent to one that does not answer.
        """
        self._known = None
        about = (await self._published(now)).about
        return URL(self._endpoint(about, "authorization_endpoint")).update_query(
            response_type="code", client_id=self.terms.client_id, redirect_uri=back, scope="openid profile",
            state=errand.word("state"), nonce=errand.word("nonce"), code_challenge=errand.challenge,
            code_challenge_method="S256",
        )  # fmt: skip

    async def vouch(self, errand: Errand, code: str, back: str, now: datetime) -> Vouched:
        """Exchange the code of who came back for what the provider says about them."""
        about = (await self._published(now)).about
        form = {"grant_type": "authorization_code", "code": code, "redirect_uri": back, "code_verifier": errand.word("verifier")}  # fmt: skip
        headers = {"Accept": "application/json"}
        if self.terms.client_secret:
            pair = quote(self.terms.client_id, safe=""), quote(self.terms.client_secret, safe="")
            headers["Authorization"] = aiohttp.encode_basic_auth(*pair)
        else:
            form["client_id"] = self.terms.client_id
        told = await self._ask("POST", self._endpoint(about, "token_endpoint"), data=form, headers=headers)
        claims = await self._verified(str(told.get("id_token", "")), errand.word("nonce"), now)
        shown = claims.get("name") or claims.get("preferred_username") or ""
        roles = roles_in(claims, self.terms.roles_claim, self.terms.meant)
        return Vouched(self.terms.issuer, claims["sub"], shown if isinstance(shown, str) else "", roles)

    async def close(self) -> None:
        if self._http is not None:
            await self._http.close()

    async def _verified(self, token: str, nonce: str, now: datetime) -> dict[str, Any]:
        known = await self._published(now)
        try:
            return verified(token, known.keys, self.terms, nonce, now)
        except ProviderUnsure:
            if known.at == now:  # these are its newest keys
                raise
        self._known = None  # it may have changed its keys a minute ago
        return verified(token, (await self._published(now)).keys, self.terms, nonce, now)

    async def _published(self, now: datetime) -> _Known:
        from joserfc import jwk
        from joserfc.errors import JoseError

        if self._known is None or now - self._known.at >= KEPT:
            base = self.terms.issuer.rstrip("/")
            about = await self._ask("GET", f"{base}/.well-known/openid-configuration")
            if about.get("issuer") != self.terms.issuer:
                raise ProviderSilent
            published = await self._ask("GET", self._endpoint(about, "jwks_uri"))
            try:
                self._known = _Known(now, about, jwk.KeySet.import_key_set(published))  # type: ignore[arg-type]  # its types know no plain dictionary
            except (JoseError, ValueError, KeyError, TypeError):
                raise ProviderSilent from None
        return self._known

    def _endpoint(self, about: Mapping[str, Any], name: str) -> str:
        """One of its addresses; a provider reached by TLS sends nobody to one without."""
        address = about.get(name)
        if not isinstance(address, str) or not address.startswith(("https://", f"{URL(self.terms.issuer).scheme}://")):
            raise ProviderSilent
        return address

    async def _ask(self, method: str, address: str, **options: Any) -> dict[str, Any]:
        self._http = self._http or aiohttp.ClientSession(timeout=_TIMEOUT, cookie_jar=aiohttp.DummyCookieJar())
        try:
            async with self._http.request(method, address, allow_redirects=False, **options) as answer:
                body = bytearray()
                async for chunk in answer.content.iter_chunked(65536):
                    body += chunk
                    if len(body) > LARGEST:
                        raise ProviderSilent
                if 400 <= answer.status < 500 and method == "POST":
                    raise ProviderUnsure
                told = json.loads(body) if answer.status == 200 else None
        except (aiohttp.ClientError, TimeoutError, ValueError, RecursionError):
            raise ProviderSilent from None
        if not isinstance(told, dict):
            raise ProviderSilent
        return told


def verified(token: str, keys: jwk.KeySet, terms: Terms, nonce: str, now: datetime) -> dict[str, Any]:
    """Return what an ID token says, if the provider signed it for us, for this errand and for now; pure."""
    from joserfc import jwt
    from joserfc.errors import JoseError

    registry = jwt.JWTClaimsRegistry(
        now=int(now.timestamp()), leeway=LEEWAY, iss={"essential": True, "value": terms.issuer},
        aud={"essential": True, "value": terms.client_id}, exp={"essential": True}, iat={"essential": True},
        sub={"essential": True}, nonce={"essential": True, "value": nonce},
    )  # fmt: skip
    try:
        claims = jwt.decode(token, keys, algorithms=list(ALGORITHMS)).claims
        registry.validate(claims)
    except (JoseError, ValueError, TypeError, RecursionError):
        raise ProviderUnsure from None
    several = isinstance(claims["aud"], list) and len(claims["aud"]) > 1
    if (several or "azp" in claims) and claims.get("azp") != terms.client_id:
        raise ProviderUnsure
    if len(claims["sub"]) > 255:
        raise ProviderUnsure
    return claims


def _base64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")
