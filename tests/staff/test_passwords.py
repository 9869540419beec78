"""Which passwords are refused, and that hashing blocks nobody."""

from __future__ import annotations

import asyncio
import itertools
import time

import pytest

from participation.core.errors import Refused
from participation.staff import passwords
from participation.staff.errors import PasswordTooCommon, PasswordTooLong, PasswordTooShort


@pytest.mark.parametrize(
    ("password", "refusal"),
    [
        ("kurz", PasswordTooShort),
        ("elf Zeichen", PasswordTooShort),
        ("x" * 201, PasswordTooLong),
        ("Passwort2026!", PasswordTooCommon),
        ("P@ssw0rt-2026", PasswordTooCommon),
        ("123456789012", PasswordTooCommon),
        ("aaaaaaaaaaaaaaa", PasswordTooCommon),
        ("abcabcabcabcabc", PasswordTooCommon),
        ("Qwertzuiop123", PasswordTooCommon),
        ("Willkommen 2026", PasswordTooCommon),
        ("meier im Sommer 7", PasswordTooCommon),
        ("MEIER.MEIER.99", PasswordTooCommon),
    ],
)
def test_weak_passwords_are_refused(password: str, refusal: type[Refused]) -> None:
    """Short ones, long ones, the first that are tried, patterns, and the account's own name."""
    with pytest.raises(refusal):
        passwords.check_password(password, "a.meier Anna Meier")


def test_the_most_common_are_refused() -> None:
    """More than three thousand words are tried first: none of them is a password, whatever digits and signs are put to it."""
    words = passwords.COMMON.read_text(encoding="utf-8").split()
    assert len(set(words)) > 3000
    for word in words:
        with pytest.raises(PasswordTooCommon):
            passwords.check_password(f"{word.title()}-2026-!!123", "somebody")


@pytest.mark.parametrize(
    "password", ["drei Wörter am Fenster", "شمس على النافذة اليوم", "K7MR-4QXA-9PBT", "Tee, Regen & Rad"]
)
def test_good_passwords_are_taken(password: str) -> None:
    """Several words, other scripts, random letters."""
    passwords.check_password(password, "a.meier Anna Meier")


def test_given_passwords_are_random_and_good() -> None:
    """What an administrator hands out is never twice the same and would be accepted."""
    made = {passwords.new_password() for _ in range(100)}

    assert len(made) == 100
    for password in made:
        passwords.check_password(password, "somebody")


async def test_hashing_lets_others_work() -> None:
    """While a password is hashed, the loop goes on: the longest pause is far below the time of a hash."""
    ticks: list[float] = []
    hashing = asyncio.ensure_future(passwords.hash_password("drei Wörter am Fenster"))
    began = time.perf_counter()
    while not hashing.done():
        ticks.append(time.perf_counter())
        await asyncio.sleep(0)
    took = time.perf_counter() - began

    assert max(later - before for before, later in itertools.pairwise(ticks)) < took * 0.9
    assert len(ticks) > 10
    assert (await hashing).startswith("$argon2id$v=19$m=65536,t=3")


async def test_only_the_password_matches() -> None:
    """A hash is opened by its password; broken hashes and that of nobody by none."""
    hashed = await passwords.hash_password("drei Wörter am Fenster")

    assert await passwords.matches("drei Wörter am Fenster", hashed)
    assert not await passwords.matches("drei Wörter am Fenster ", hashed)
    assert not await passwords.matches("drei Wörter am Fenster", "no hash")
    assert not await passwords.matches("", passwords.NOBODY)
