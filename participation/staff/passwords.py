"""Passwords: what makes one acceptable, and argon2id, which never blocks the loop."""

from __future__ import annotations

import asyncio
import re
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from participation.core.folding import fold
from participation.core.ids import PLAIN, plain_code
from participation.staff.errors import PasswordTooCommon, PasswordTooLong, PasswordTooShort

LEAST, MOST = 12, 200
COMMON = Path(__file__).parent / "common_passwords.txt"

_HASHER = PasswordHasher()  # 64 MiB, three passes: RFC 9106's second choice
_THREADS = ThreadPoolExecutor(2, "argon2")  # each hash takes 64 MiB for half a second
#: Compared with when there is no such account, so that both answers take the same time.
NOBODY = "$argon2id$v=19$m=65536,t=3,p=4$lxAuZddKaGn3oQmMMRJgeg$qSfDTooHvPqUvSrOYhSq9yklOxTW9P9+JUaeR7UEJLY"


async def hash_password(password: str) -> str:
    """Return the argon2id hash of a password."""
    return await asyncio.get_running_loop().run_in_executor(_THREADS, _HASHER.hash, password)


async def matches(password: str, hashed: str) -> bool:
    """Say whether a password belongs to a hash."""
    return await asyncio.get_running_loop().run_in_executor(_THREADS, _matches, password[: MOST + 1], hashed)


def check_password(password: str, name: str) -> None:
    """Refuse a password that is short, among the first that are tried, or holds the account's name."""
    if len(password) < LEAST:
        raise PasswordTooShort(least=LEAST)
    if len(password) > MOST:
        raise PasswordTooLong(most=MOST)
    plain, names = _core(password), {part for part in fold(name).split() if len(part) > 3}
    squeezed = fold(password).replace(" ", "")
    repeated = len(set(squeezed)) < 5 or bool(re.fullmatch(r"(.{1,6}?)\1+.?", squeezed))
    if repeated or plain in _common() or any(part in squeezed for part in names):
        raise PasswordTooCommon


def new_password() -> str:
    """Return a random password for people to read out: `K7MR-4QXA-…`, 95 bits."""
    assert len(PLAIN) == 28
    return "-".join(plain_code(4) for _ in range(5))


def _matches(password: str, hashed: str) -> bool:
    try:
        return _HASHER.verify(hashed, password)
    except (VerificationError, InvalidHashError):
        return False


_SWAPPED = str.maketrans("013457@$!", "oieastasi")


def _core(password: str) -> str:
    """The words of a password: `P@ssw0rt-2026!` is `passwort`, and `0123456789` has none."""
    text = re.sub(r"[\d\W_]+$", "", password.casefold())
    return re.sub(r"[\W\d_]+", "", fold(text.translate(_SWAPPED)))


@cache
def _common() -> frozenset[str]:
    lines = COMMON.read_text(encoding="utf-8").split()
    return frozenset({"", *(_core(line) for line in lines)})
