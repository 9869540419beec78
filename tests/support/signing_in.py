"""A member of staff at a server in another process: both factors, a search, something saved, an error. All they bring is secret."""

from __future__ import annotations

import base64
import contextlib
import re
import sqlite3
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, quote_plus

from aiohttp import ClientSession, CookieJar, TCPConnector

from participation.staff import totp
from tests.admin.site import OURS
from tests.staff.people import PASSWORD

SEARCHED = "Kanariensuche"
SAVED = "Kanarienmodell"


@dataclass
class Secrets:
    """What nobody may find anywhere, by what it is."""

    known: dict[str, str] = field(default_factory=dict)

    def found(self, content: bytes) -> list[str]:
        """Which of them are in it, plain or as addresses and JSON write them."""
        return [what for what, secret in self.known.items() if any(re.search(one, content) for one in _written(secret))]


def _written(secret: str) -> set[bytes]:
    ways = {secret, quote(secret), quote_plus(secret), secret.encode("unicode_escape").decode()}
    if secret.isdecimal():  # six digits stand within many a number
        return {rb"(?<![0-9A-Za-z.])" + secret.encode() + rb"(?![0-9A-Za-z])"}
    return {re.escape(way.encode()) for way in ways}


@dataclass
class Clerk:
    """Somebody with a browser."""

    http: ClientSession
    secrets: Secrets = field(default_factory=Secrets)
    text: str = ""

    async def get(self, path: str, expect: int = 200, **asked: str) -> None:
        async with self.http.get(path, params=asked) as answer:
            self.text = await answer.text()
            assert answer.status == expect, self.text[-2000:]

    async def post(self, path: str, expect: int = 200, **fields: str) -> None:
        token = self._first(r'name="token" value="(\w+)"', "")
        async with self.http.post(path, data={"token": token, **fields}) as answer:
            self.text = await answer.text()
            assert answer.status == expect, self.text[-2000:]
        for cookie in self.http.cookie_jar:
            self.secrets.known[f"cookie {len(self.secrets.known)}"] = cookie.value
        self.secrets.known["form token"] = self._first(r'name="token" value="(\w+)"', token)

    def brings(self, what: str, secret: str) -> str:
        self.secrets.known[what] = secret
        return secret

    def shown(self, pattern: str) -> str:
        """What the page says at this place."""
        found = self._first(pattern, "")
        assert found, self.text[-2000:]
        return found

    def _first(self, pattern: str, otherwise: str) -> str:
        found = re.search(pattern, self.text)
        return found[1] if found else otherwise


async def staff_works(address: str, database: Path, name: str, *, at: str) -> Secrets:
    """Let *name*, who has no second factor yet and may keep offices and see findings, do a morning's work from *at*."""
    line = TCPConnector(local_addr=(at, 0))
    async with ClientSession(address, cookie_jar=CookieJar(unsafe=True), headers=OURS, connector=line) as http:
        clerk = Clerk(http)
        secret = await _set_up(clerk, name)
        await _signs_in(clerk, name, secret)
        await clerk.get("/staff/search", q=clerk.brings("searched", SEARCHED))
        await clerk.get("/staff/models")
        await clerk.post("/staff/models", name=SAVED)
        assert SAVED in clerk.text
        with _broken(database):
            await clerk.get("/staff/search", expect=500, q=clerk.brings("searched as it broke", SEARCHED + "fehler"))
        await clerk.get("/staff/search", q=SEARCHED)
    return clerk.secrets


async def _set_up(clerk: Clerk, name: str) -> bytes:
    """The first sign-in: the app reads its secret, ten codes are for the drawer."""
    await clerk.post("/staff/sign-in", name=name, password=clerk.brings("password", PASSWORD))
    spelled = clerk.brings("secret of the app", clerk.shown(r'<code class="secret">([A-Z2-7 ]+)</code>'))
    secret = base64.b32decode(clerk.brings("secret in one word", spelled.replace(" ", "")))
    code = clerk.brings("code", totp.code_at(secret, _now()))
    await clerk.post("/staff/second-factor", salt=clerk.shown(r'name="salt" value="(\w+)"'), code=code)
    recovery = re.findall(r"<code>([A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4})</code>", clerk.text)
    assert len(recovery) == 10
    for number, one in enumerate(recovery):
        clerk.brings(f"recovery {number}", one)
        clerk.brings(f"recovery {number} in one word", one.replace("-", ""))
    return secret


async def _signs_in(clerk: Clerk, name: str, secret: bytes) -> None:
    """Every other one: password, then a code; an old one is refused."""
    await clerk.post("/staff/sign-out")
    await clerk.post("/staff/sign-in", name=name, password=PASSWORD)
    old, next_ = (totp.code_at(secret, _now() + away) for away in (-20, 1))
    await clerk.post("/staff/sign-in/code", expect=403, code=clerk.brings("old code", old))
    await clerk.post("/staff/sign-in/code", code=clerk.brings("second code", next_))


def _now() -> int:
    return int(time.time()) // totp.STEP


@contextlib.contextmanager
def _broken(database: Path) -> Iterator[None]:
    """A table is away for the time of the block: whoever reads it comes upon an error that nobody foresaw."""
    with contextlib.closing(sqlite3.connect(database, timeout=20)) as file:
        file.execute("alter table finding rename to finding_away")
        yield
        file.execute("alter table finding_away rename to finding")
