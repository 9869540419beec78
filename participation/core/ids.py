"""Random names for rows and for people to read out."""

from __future__ import annotations

import itertools
import secrets

#: Letters and digits that nobody mixes up when read aloud or written by hand.
PLAIN = "ABCDEFGHJKLMNPQRTUVWXY346789"


def new_id() -> str:
    """Return 128 random bits as 32 hex digits: says nothing about time or order."""
    return secrets.token_hex(16)


_count = itertools.count()


def next_id() -> str:
    """Return an id that sorts after those this process gave before: for what staff do, never for what people say."""
    return f"{next(_count):012x}{secrets.token_hex(10)}"


def new_token() -> str:
    """Return 256 random bits for a link or a cookie, safe in addresses."""
    return secrets.token_urlsafe(32)


def plain_code(length: int) -> str:
    """Return a short random code for people to read out, such as `K7MR4Q`."""
    return "".join(secrets.choice(PLAIN) for _ in range(length))
