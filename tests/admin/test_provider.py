"""What an ID token must be before anybody is let in by it, and what a provider may say about itself."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from joserfc import jwk, jwt

from admin.provider import Errand, Provider, Terms, verified
from participation.staff.errors import ProviderSilent, ProviderUnsure

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
AT = int(NOW.timestamp())
TERMS = Terms("https://id.birkental.example", "lotse")
KEY = jwk.RSAKey.generate_key(2048, {"kid": "one"})
STRANGER = jwk.RSAKey.generate_key(2048, {"kid": "one"})
KEYS = jwk.KeySet([jwk.RSAKey.import_key(KEY.as_dict(private=False))])
CLAIMS = {"iss": TERMS.issuer, "aud": "lotse", "sub": "u-17", "nonce": "n", "iat": AT, "exp": AT + 300}


def _signed(claims: dict[str, Any], key: Any = KEY, alg: str = "RS256", **header: Any) -> str:
    return jwt.encode({"alg": alg, "kid": "one", **header}, claims, key, algorithms=[alg])


def test_a_token_for_us_is_taken() -> None:
    """Signed by the provider, for this client, this errand and this moment."""
    assert verified(_signed(CLAIMS), KEYS, TERMS, "n", NOW)["sub"] == "u-17"
    assert verified(_signed({**CLAIMS, "aud": ["lotse"]}), KEYS, TERMS, "n", NOW)
    assert verified(_signed({**CLAIMS, "aud": ["lotse", "x"], "azp": "lotse"}), KEYS, TERMS, "n", NOW)


@pytest.mark.parametrize(
    "changed",
    [
        {"iss": "https://id.elsewhere.example"},
        {"iss": None},
        {"aud": "another"},
        {"aud": []},
        {"aud": ["lotse", "another"]},
        {"azp": "another"},
        {"nonce": "another"},
        {"nonce": None},
        {"sub": None},
        {"sub": ""},
        {"sub": 17},
        {"sub": "x" * 256},
        {"exp": AT - 61},
        {"exp": "tomorrow"},
        {"exp": None},
        {"iat": AT + 61},
        {"nbf": AT + 61},
    ],
)
def test_a_token_for_others_or_another_time_is_not(changed: dict[str, Any]) -> None:
    """Each claim is needed and must be right."""
    claims = {name: value for name, value in {**CLAIMS, **changed}.items() if value is not None}
    with pytest.raises(ProviderUnsure):
        verified(_signed(claims), KEYS, TERMS, "n", NOW)


def _unsigned(header: dict[str, Any], signature: str = "") -> str:
    parts = (base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=") for part in (header, CLAIMS))
    return ".".join([*parts, signature])


@pytest.mark.filterwarnings("ignore::joserfc.errors.SecurityWarning")
@pytest.mark.parametrize(
    "how", ["stranger", "none", "None", "hmac", "other key", "own key", "own address", "half", "text"]
)
def test_a_signature_of_others_is_none(how: str) -> None:
    """No algorithm `none`, no shared secret made of the public key, no key the token brings along."""
    public = json.dumps(KEYS.as_dict()).encode()
    forged: dict[str, Callable[[], str]] = {
        "stranger": lambda: _signed(CLAIMS, STRANGER),
        "none": lambda: _unsigned({"alg": "none"}),
        "None": lambda: _unsigned({"alg": "None", "kid": "one"}, "AAAA"),
        "hmac": lambda: _signed(CLAIMS, jwk.OctKey.import_key(public), "HS256"),
        "other key": lambda: _signed(CLAIMS, STRANGER, kid="two"),
        "own key": lambda: _signed(CLAIMS, STRANGER, jwk=STRANGER.as_dict(private=False)),
        "own address": lambda: _signed(CLAIMS, STRANGER, jku="https://evil.example/keys"),
        "half": lambda: _signed(CLAIMS).rsplit(".", 1)[0] + ".",
        "text": lambda: "no token",
    }
    with pytest.raises(ProviderUnsure):
        verified(forged[how](), KEYS, TERMS, "n", NOW)


def test_what_must_come_back_follows_from_seed_and_key() -> None:
    """State, nonce and verifier differ, cannot be made without the key, and are as long as PKCE wants."""
    errand = Errand("seed", b"key")
    words = {errand.word(of) for of in ("state", "nonce", "verifier")} | {errand.challenge}
    others = {Errand(seed, key).word("state") for seed, key in (("seed", b"other"), ("other", b"key"))}

    assert len(words | others) == 6
    assert len(errand.word("verifier")) == 43
    made = hashlib.sha256(errand.word("verifier").encode()).digest()
    assert errand.challenge == base64.urlsafe_b64encode(made).decode().rstrip("=")
    assert "key" not in repr(errand)


Publishes = Callable[..., Awaitable[Provider]]


@pytest.fixture
async def publishes() -> AsyncIterator[Publishes]:
    """Start a provider that says this about itself, with these keys; `{0}` stands for its address."""
    async with AsyncExitStack() as running:

        async def start(keys: object, **about: object) -> Provider:
            told: dict[str, object] = {}
            app = web.Application()
            app.router.add_get("/.well-known/openid-configuration", _saying(told))
            app.router.add_get("/keys", _saying(keys))
            server = await running.enter_async_context(TestServer(app))
            address = str(server.make_url("")).rstrip("/")
            usual = {"issuer": "{0}", "jwks_uri": "{0}/keys", "authorization_endpoint": "{0}/authorize", **about}
            told |= {name: said.format(address) if isinstance(said, str) else said for name, said in usual.items()}
            provider = Provider(Terms(address, "lotse"))
            running.push_async_callback(provider.close)
            return provider

        yield start


def _saying(said: object) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def answer(_request: web.Request) -> web.Response:
        return web.json_response(said)

    return answer


async def test_people_are_sent_where_the_provider_says(publishes: Publishes) -> None:
    """The control of the test below: with everything in order they get an address, and it is the provider's."""
    provider = await publishes(KEYS.as_dict())
    way = await provider.way(Errand("seed", b"key"), "https://lotse.example/back", NOW)

    assert str(way).startswith(f"{provider.terms.issuer}/authorize?response_type=code")


@pytest.mark.parametrize(
    "about",
    [
        {"issuer": "https://id.elsewhere.example"}, {"issuer": None}, {"jwks_uri": "file:///etc/passwd"}, {"jwks_uri": None},
        {"jwks_uri": "{0}/nowhere"}, {"authorization_endpoint": "javascript:alert(1)"}, {"authorization_endpoint": 17},
        {"more": "x" * 1_000_001},
    ],
    ids=["issuer", "no issuer", "file", "no keys", "nowhere", "script", "number", "large"],
)  # fmt: skip
async def test_nobody_is_sent_anywhere_by_what_is_odd(publishes: Publishes, about: dict[str, object]) -> None:
    """Another issuer, addresses of another kind or none, more than can be meant: the provider counts as silent."""
    provider = await publishes(KEYS.as_dict(), **about)
    with pytest.raises(ProviderSilent):
        await provider.way(Errand("seed", b"key"), "https://lotse.example/back", NOW)


@pytest.mark.parametrize("keys", [{}, [], "keys", {"keys": 1}, {"keys": [{"kty": "RSA"}]}, {"keys": [{"kty": "XXX"}]}])
async def test_keys_that_are_none_are_silence(publishes: Publishes, keys: object) -> None:
    """Whatever stands where the keys should be, it is refused and no error of ours."""
    provider = await publishes(keys)
    with pytest.raises(ProviderSilent):
        await provider.way(Errand("seed", b"key"), "https://lotse.example/back", NOW)


def test_tls_is_not_left_on_the_way() -> None:
    """A provider reached by TLS names no address without; one of a test may."""
    about = {"token_endpoint": "http://id.birkental.example/token"}
    with pytest.raises(ProviderSilent):
        Provider(TERMS)._endpoint(about, "token_endpoint")

    assert Provider(Terms("http://127.0.0.1:1", "lotse"))._endpoint(about, "token_endpoint") == about["token_endpoint"]
