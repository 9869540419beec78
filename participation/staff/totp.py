"""One-time codes of RFC 6238: six digits that follow from a secret and the half minute it is; pure."""

from __future__ import annotations

import base64
import hashlib
import hmac
from datetime import datetime
from urllib.parse import quote, urlencode

STEP, DIGITS = 30, 6  # seconds a code is shown; every authenticator app knows these two
AROUND = (-1, 0, 1)  # clocks of phones may be half a minute wrong


def step_at(now: datetime) -> int:
    """Return the number of the half minute."""
    return int(now.timestamp()) // STEP


def code_at(secret: bytes, step: int, digits: int = DIGITS) -> str:
    """Return the code shown in a half minute."""
    mac = hmac.new(secret, step.to_bytes(8, "big"), hashlib.sha1).digest()
    at = mac[-1] & 15
    return str((int.from_bytes(mac[at : at + 4], "big") & 0x7FFFFFFF) % 10**digits).zfill(digits)


def step_of(secret: bytes, code: str, now: datetime) -> int | None:
    """Return the half minute a code belongs to, None if it is not one of now; always all are compared."""
    given = code.encode()
    steps = [step_at(now) + offset for offset in AROUND]
    right = [step for step in steps if hmac.compare_digest(code_at(secret, step).encode(), given)]
    return right[0] if right else None


def secret_of(key: bytes, account: str, salt: str) -> bytes:
    """Derive an account's secret: without the installation's *key* the database gives none away."""
    return hmac.new(key, f"second factor {account} {salt}".encode(), hashlib.sha256).digest()[:20]


def spelled(secret: bytes) -> str:
    """Return a secret as people type it into an app: groups of four."""
    text = base64.b32encode(secret).decode()
    return " ".join(text[at : at + 4] for at in range(0, len(text), 4))


def address(secret: bytes, name: str, issuer: str) -> str:
    """Return what the QR code says to an authenticator app."""
    asked = urlencode({"secret": base64.b32encode(secret).decode(), "issuer": issuer}, quote_via=quote)
    return f"otpauth://totp/{quote(issuer)}:{quote(name)}?{asked}"
