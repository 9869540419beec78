"""A process that is asked to end finishes what it has begun: nobody's message is half answered."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import socket
import sqlite3
import sys
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp
import pytest

from bot import demo_staff

pytestmark = pytest.mark.alone

ROOT = Path(__file__).resolve().parents[1]
PEOPLE = 12


@dataclass
class Stream:
    """What people got who wrote while the process was ended."""

    base: str
    answered: int = 0
    enough: asyncio.Event = field(default_factory=asyncio.Event)

    async def write(self) -> None:
        """Write one message after the other, each on a connection of its own, until nobody takes them."""
        connector = aiohttp.TCPConnector(force_close=True)
        async with aiohttp.ClientSession(self.base, connector=connector) as browser:
            while True:
                try:
                    said = {"text": "/language", "lang": "en"}
                    async with browser.post("/chat", data=said, allow_redirects=False) as response:
                        assert response.status == 303
                except (aiohttp.ClientError, OSError):
                    return
                self.answered += 1
                if self.answered >= 10 * PEOPLE:
                    self.enough.set()


BODY = b"text=%2Flanguage&lang=en"


class Slow:
    """Somebody whose message is half here when the process is told to end."""

    async def begin(self, port: int) -> None:
        self._reader, self._writer = await asyncio.open_connection("127.0.0.1", port)
        head = f"POST /chat HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Length: {len(BODY)}\r\n"
        self._writer.write(head.encode() + b"Content-Type: application/x-www-form-urlencoded\r\n\r\n" + BODY[:10])
        await self._writer.drain()

    async def answered(self) -> bool:
        """Send the rest; return whether an answer came."""
        try:
            self._writer.write(BODY[10:])
            return b" 303 " in await self._reader.readline()
        except ConnectionError:
            return False
        finally:
            self._writer.close()


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@dataclass(frozen=True)
class Outcome:
    """How it ended: exit code, how many got answers, how many were heard, and what became of the slow ones."""

    code: int | None
    answered: int
    heard: int
    slow: list[bool]


async def _stopped_by(number: signal.Signals, data: Path) -> Outcome:
    """Start a server, have people write, and send it the signal in the middle of it."""
    port, watched = _free_port(), _free_port()
    environment = {
        "PATH": os.environ["PATH"], "LOTSE_DATA": str(data), "LOTSE_PORT": str(port), "LOTSE_LIMITS": "off",
        "LOTSE_METRICS_PORT": str(watched), "LOTSE_LOG_FORMAT": "json",
    }  # fmt: skip
    server = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "serve", "--with-worker", cwd=ROOT, env=environment
    )
    try:
        await _until_well(f"http://127.0.0.1:{watched}/healthz")
        stream = Stream(f"http://127.0.0.1:{port}")
        writing = [asyncio.create_task(stream.write()) for _ in range(PEOPLE)]
        async with asyncio.timeout(60):
            await stream.enough.wait()
            halves = [Slow() for _ in range(5)]
            await asyncio.gather(*(half.begin(port) for half in halves))
            server.send_signal(number)
            await asyncio.gather(*writing)  # until nobody is taken in any more
            slow = await asyncio.gather(*(half.answered() for half in halves))
            code = await server.wait()
    finally:
        with contextlib.suppress(ProcessLookupError):
            server.kill()
    with contextlib.closing(sqlite3.connect(data / "lotse.db")) as database:
        heard = int(database.execute("select count(*) from heard").fetchone()[0])
    return Outcome(code, stream.answered + sum(slow), heard, slow)


async def _until_well(address: str) -> None:
    async with asyncio.timeout(60), aiohttp.ClientSession() as asking:
        while True:
            with contextlib.suppress(aiohttp.ClientError):
                async with asking.get(address) as response:
                    if response.status == 200:
                        return
            await asyncio.sleep(0.05)


async def test_what_was_begun_is_finished(tmp_path: Path) -> None:
    """SIGTERM in the middle of a stream: whoever was half through is answered, and exactly what was heard was answered."""
    outcome = await _stopped_by(signal.SIGTERM, tmp_path)

    assert outcome.code == 0
    assert outcome.slow == [True] * 5
    assert outcome.heard == outcome.answered


async def test_killed_it_would_leave_them_without_an_answer(tmp_path: Path) -> None:
    """The control: without a clean stop those who were half through get nothing."""
    outcome = await _stopped_by(signal.SIGKILL, tmp_path)

    assert outcome.code == -signal.SIGKILL
    assert outcome.slow == [False] * 5


async def test_watched_pages_do_not_hold_it_up(tmp_path: Path) -> None:
    """Somebody watches the counter: the stream ends at once with SIGTERM, and so does the server."""
    port = _free_port()
    environment = {
        "PATH": os.environ["PATH"],
        "LOTSE_DATA": str(tmp_path),
        "LOTSE_PORT": str(port),
        "LOTSE_LIMITS": "off",
    }
    server = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "demo", cwd=ROOT, env=environment, stdout=asyncio.subprocess.DEVNULL
    )
    try:
        await _until_well(f"http://127.0.0.1:{port}/healthz")
        jar = aiohttp.CookieJar(unsafe=True)
        async with aiohttp.ClientSession(f"http://127.0.0.1:{port}", cookie_jar=jar) as browser:
            signing = {"name": demo_staff.ACCOUNTS[0][0], "password": demo_staff.PASSWORD, "next": ""}
            headers = {"Sec-Fetch-Site": "same-origin"}
            async with browser.post("/staff/sign-in", data=signing, headers=headers) as answer:
                assert answer.status == 200
            async with browser.get("/staff/bookings/live") as stream:
                assert await stream.content.readline() == b"retry: 3000\n"
                server.send_signal(signal.SIGTERM)
                async with asyncio.timeout(10):
                    await stream.content.read()
                    code = await server.wait()
    finally:
        with contextlib.suppress(ProcessLookupError):
            server.kill()

    assert code == 0
