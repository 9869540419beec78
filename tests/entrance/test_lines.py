"""Slow lines are hung up, and one address has only so many."""

from __future__ import annotations

import asyncio
import contextlib
import time

import pytest
from aiohttp import ClientSession

from bot import entrance
from tests.entrance.conftest import Open, answers, line

pytestmark = pytest.mark.alone


async def _closed_after(address: str, *parts: bytes, pause: float = 0.05) -> float:
    """Send bytes one by one; return the seconds until the server hangs up."""
    reader, writer = await line(address)
    started = time.monotonic()

    async def trickle() -> None:
        for part in parts:
            for one in part:
                writer.write(bytes([one]))
                await writer.drain()
                await asyncio.sleep(pause)

    sending = asyncio.create_task(trickle())
    async with asyncio.timeout(10):
        try:
            while await reader.read(1000):
                pass
        except ConnectionError:
            pass
    sending.cancel()
    await asyncio.gather(sending, return_exceptions=True)
    writer.close()
    return time.monotonic() - started


async def _answer(address: str) -> bytes:
    """The first line of what is said on a new line; nothing where it is hung up."""
    reader, writer = await line(address)
    try:
        writer.write(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
        return await reader.readline()
    except ConnectionError:
        return b""
    finally:
        writer.close()


HEAD = b"GET / HTTP/1.1\r\nHost: x\r\n" + b"X-Slow: y\r\n" * 50
BODY = b"POST %s HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 5000\r\n\r\n"


async def test_who_sends_the_head_slowly_is_hung_up(opened: Open) -> None:
    """A head that comes letter by letter holds its line for the time allowed and no longer."""
    _, address = await opened()

    assert 0.3 < await _closed_after(address, HEAD) < 3  # not at once: the line was taken


@pytest.mark.parametrize("path", [b"/chat", b"/staff/sign-in", b"/chat/join", b"/nowhere"])
async def test_who_sends_the_body_slowly_is_hung_up(
    opened: Open, path: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    """A body that comes letter by letter is not waited for; that is no error of ours."""
    _, address = await opened(body=0.5)
    _, writer = await line(address)
    writer.write(BODY % path)
    started = time.monotonic()
    with contextlib.suppress(ConnectionError):
        while time.monotonic() < started + 5:
            writer.write(b"a")
            await writer.drain()
            await asyncio.sleep(0.05)
    writer.close()

    assert time.monotonic() < started + 3
    assert not [record for record in caplog.records if record.levelname == "ERROR"]


async def test_many_slow_lines_keep_nobody_waiting(opened: Open) -> None:
    """While two hundred lines send their heads letter by letter, the others are answered at once."""
    _, address = await opened()
    lines = [await line(address) for _ in range(200)]
    for _, writer in lines:
        writer.write(HEAD[:40])
    started = time.monotonic()
    async with ClientSession() as http:
        assert await answers(http, address + "/", 5) == [200] * 5
    for _, writer in lines:
        writer.close()

    assert time.monotonic() - started < 2


async def test_lines_of_one_address_are_limited(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever opens too many lines has the next ones hung up; a line given back can be used again."""
    monkeypatch.setattr(entrance, "LINES_OF_ADDRESS", 10)
    _, address = await opened()
    lines = [await line(address) for _ in range(10)]
    assert await _answer(address) == b""
    for _, writer in lines:
        writer.close()
        await writer.wait_closed()
    async with asyncio.timeout(3), ClientSession() as http:
        assert await answers(http, address + "/healthz", 1) == [200]


async def test_control_without_limits_every_line_is_kept(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the limits off the eleventh line is taken like the first."""
    monkeypatch.setattr(entrance, "LINES_OF_ADDRESS", 10)
    _, address = await opened({"LOTSE_LIMITS": "off"})
    lines = [await line(address) for _ in range(10)]

    assert (await _answer(address)).startswith(b"HTTP/1.1 200")
    for _, writer in lines:
        writer.close()
