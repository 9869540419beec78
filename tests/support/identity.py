"""A real OpenID Connect provider in a process of its own, and a browser that signs in there."""

from __future__ import annotations

import asyncio
import json
import socket
import subprocess
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from yarl import URL

CLAIMS = {
    "sub": "u-17", "name": "Zahra Ahmad", "email": "z.ahmad@birkental.example",
    "realm_access": {"roles": ["Lotse Planung", "offline_access"]},
}  # fmt: skip


@dataclass
class Identity:
    """The provider; it can be stopped and started again, then with new keys."""

    people: list[dict[str, Any]] = field(default_factory=lambda: [dict(CLAIMS)])
    max_age: int = 3600
    port: int = field(default_factory=lambda: _free())
    process: subprocess.Popen[bytes] | None = None

    @property
    def issuer(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def start(self) -> None:
        command = [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "-p", str(self.port), "-e", str(self.max_age)]  # fmt: skip
        for person in self.people:
            command += ["--user-claims", json.dumps(person)]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: ASYNC220  # it is started once, before anything else runs
        await asyncio.wait_for(self._answers(), 30)

    async def _answers(self) -> None:
        async with aiohttp.ClientSession() as http:
            while True:
                try:
                    async with http.get(f"{self.issuer}/.well-known/openid-configuration") as answer:
                        if answer.status == 200:
                            return
                except aiohttp.ClientError:
                    await asyncio.sleep(0.05)  # a process starts: it tells nobody when it is ready

    def stop(self) -> None:
        if self.process is not None:
            self.process.terminate()
            self.process.wait(10)
            self.process = None

    async def agrees(self, way: str, subject: str = "u-17", **changed: str) -> URL:
        """Sign in at the provider's page; return where it sends the browser. *changed* parts of the address are forged."""
        address = URL(way).update_query(changed)
        async with aiohttp.ClientSession() as http, http.post(address, data={"sub": subject}, allow_redirects=False) as answer:  # fmt: skip
            assert answer.status in {302, 303}, await answer.text()
            return URL(answer.headers["Location"])

    async def knows(self, claims: Mapping[str, Any]) -> None:
        """Change what the provider says about somebody."""
        told = {name: value for name, value in claims.items() if name != "sub"}
        async with aiohttp.ClientSession() as http, http.put(f"{self.issuer}/users/{claims['sub']}", json=told) as answer:  # fmt: skip
            assert answer.status < 300, await answer.text()


@asynccontextmanager
async def identity(**options: Any) -> AsyncIterator[Identity]:
    """A provider for the time of the block."""
    running = Identity(**options)
    await running.start()
    try:
        yield running
    finally:
        running.stop()


def _free() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
