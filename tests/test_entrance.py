"""The entrance: who asks is known behind a proxy and only there, floods are turned away, slow lines are hung up."""

from __future__ import annotations

import asyncio
import contextlib
import shutil
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import pytest
from aiohttp import ClientSession, CookieJar, web
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from sqlmodel import col

from bot import entrance
from bot.channels.webchat import limits, refusing
from bot.channels.webchat.limits import network
from bot.entrance import Site, client
from bot.settings import Network, read_settings
from bot.talk.pace import Gauge, Pace
from bot.wiring import Wired, web_app, wired
from participation.core.db import sqlite_url
from participation.staff.models import SignInFailure
from tests.admin.site import OURS

pytestmark = pytest.mark.alone

PROXIES = read_settings({"LOTSE_TRUSTED_PROXIES": "127.0.0.1, 10.0.0.0/8, fd00::/8"}).trusted_proxies
ADDRESSES = st.ip_addresses().map(str)


@pytest.mark.parametrize(
    ("remote", "forwarded", "expected"),
    [
        ("203.0.113.7", [], "203.0.113.7"),
        ("203.0.113.7", ["198.51.100.1"], "203.0.113.7"),
        ("127.0.0.1", ["198.51.100.1"], "198.51.100.1"),
        ("127.0.0.1", ["6.6.6.6, 198.51.100.1"], "198.51.100.1"),
        ("127.0.0.1", ["6.6.6.6", "198.51.100.1, 10.1.2.3"], "198.51.100.1"),
        ("127.0.0.1", ["10.9.9.9"], "10.9.9.9"),
        ("127.0.0.1", ["2001:db8::1"], "2001:db8::1"),
        ("127.0.0.1", ["unknown"], "127.0.0.1"),
        ("127.0.0.1", ["6.6.6.6, <script>, 10.0.0.1"], "10.0.0.1"),
        ("127.0.0.1", [""], "127.0.0.1"),
    ],
)
def test_only_our_proxies_are_believed(remote: str, forwarded: list[str], expected: str) -> None:
    """The last address that is none of our proxies asks; what stands before it may be invented."""
    assert client(remote, forwarded, PROXIES) == expected


@given(ADDRESSES, st.lists(st.one_of(ADDRESSES, st.text(max_size=30)), max_size=6))
def test_without_trusted_proxies_the_header_means_nothing(remote: str, hops: list[str]) -> None:
    """By default nobody can give themselves another address."""
    assert client(remote, [", ".join(hops)], ()) == remote


@given(ADDRESSES, st.text(max_size=60))
def test_nobody_invents_what_the_proxy_appends(address: str, invented: str) -> None:
    """Whatever somebody sends in the header, the address our proxy puts behind it counts."""
    ours: tuple[Network, ...] = read_settings({"LOTSE_TRUSTED_PROXIES": "127.0.0.1"}).trusted_proxies
    if address != "127.0.0.1":
        assert client("127.0.0.1", [invented, address], ours) == address


def test_a_household_is_one() -> None:
    """Of IPv6 64 bits count: a household has as many addresses as it likes; of IPv4 each."""
    assert network("2001:db8:1:2::a") == network("2001:db8:1:2:ffff::b") != network("2001:db8:1:3::a")
    assert network("::ffff:203.0.113.7") == "203.0.113.7" != network("203.0.113.8")


Open = Callable[..., Awaitable[tuple[Wired, str]]]


@pytest.fixture
async def opened(county: Path, tmp_path: Path) -> AsyncIterator[Open]:
    """Start Lotse with these settings and this entrance: `await opened({"LOTSE_LIMITS": "off"})`."""
    async with AsyncExitStack() as running:

        async def start(settings: dict[str, str] | None = None, **changed: object) -> tuple[Wired, str]:
            file = shutil.copy(county, tmp_path / "lotse.db")
            given = {"LOTSE_DATA": str(tmp_path), "LOTSE_DATABASE_URL": sqlite_url(Path(file)), **(settings or {})}
            parts = await running.enter_async_context(wired(read_settings(given)))
            for name, value in changed.items():
                setattr(parts.entrance, name, value)
            return parts, await running.enter_async_context(_listening(parts))

        yield start


@asynccontextmanager
async def _listening(parts: Wired) -> AsyncIterator[str]:
    runner = web.AppRunner(
        web_app(parts), access_log=None, shutdown_timeout=0.1, keepalive_timeout=0.4, lingering_time=0.5
    )
    await runner.setup()
    site = Site(runner, "127.0.0.1", 0, parts.entrance)
    await site.start()
    yield f"http://127.0.0.1:{site.port}"
    await runner.cleanup()


def _browser(address: str) -> ClientSession:
    return ClientSession(address, cookie_jar=CookieJar(unsafe=True))


async def _statuses(http: ClientSession, address: str, count: int, **headers: str) -> list[int]:
    found = []
    for _ in range(count):
        async with http.get(address, headers=headers) as answer:
            found.append(answer.status)
    return found


async def test_a_flood_of_one_address_is_turned_away(opened: Open) -> None:
    """Whoever asks too often gets 429 and a word in their language; others behind the same proxy go on."""
    _, address = await opened({"LOTSE_TRUSTED_PROXIES": "127.0.0.1"}, requests=Gauge(Pace(20, 60.0)), slowly=0.01)
    async with ClientSession() as http:
        flood = await _statuses(http, address + "/", 30, **{"X-Forwarded-For": "203.0.113.7"})
        async with http.get(address + "/", headers={"X-Forwarded-For": "203.0.113.7", "Accept-Language": "en"}) as last:
            said, again = await last.text(), last.headers["Retry-After"]
        calm = await _statuses(http, address + "/", 5, **{"X-Forwarded-For": "203.0.113.8"})

    assert flood == [200] * 20 + [429] * 10
    assert said.startswith("Too much is asked for")
    assert int(again) > 0
    assert calm == [200] * 5


async def test_control_without_limits_nobody_is_turned_away(opened: Open) -> None:
    """With the limits off the same flood goes through."""
    _, address = await opened({"LOTSE_LIMITS": "off"}, requests=Gauge(Pace(20, 60.0)))
    async with ClientSession() as http:
        assert await _statuses(http, address + "/", 30) == [200] * 30


async def test_new_talks_of_one_address_are_limited(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody fills the database with conversations; whoever has one goes on from the same address."""
    monkeypatch.setattr(limits, "NEWCOMERS", Pace(5, 60.0))
    monkeypatch.setattr(refusing, "SLOWLY", 0.01)
    _, address = await opened()
    async with _browser(address) as known:
        async with known.post("/chat", data={"text": "menu"}) as first:
            assert first.status == 200
        statuses = []
        for _ in range(8):
            async with ClientSession(address) as newcomer, newcomer.post("/chat", data={"text": "menu"}) as answer:
                statuses.append(answer.status)
        async with known.post("/chat", data={"text": "help"}) as again:
            assert again.status == 200

    assert statuses == [200] * 4 + [429] * 4


async def test_pages_that_wait_are_limited(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    """A talk may wait on a few pages; one more is told to come back later, and a place freed is a place."""
    monkeypatch.setattr(limits, "POLLS_OF_TALK", 3)
    _, address = await opened()
    async with _browser(address) as http:
        async with http.post("/chat", data={"text": "menu"}):
            pass
        waiting = [asyncio.create_task(http.get("/chat/new?after=99")) for _ in range(5)]
        done, pending = await asyncio.wait(waiting, timeout=5, return_when=asyncio.FIRST_COMPLETED)
        while len(done) < 2:
            more, pending = await asyncio.wait(pending, timeout=5, return_when=asyncio.FIRST_COMPLETED)
            done |= more
        statuses = {task.result().status for task in done}
        for task in pending:
            task.cancel()
        await asyncio.gather(*pending, return_exceptions=True)

    assert statuses == {429}
    assert len(pending) == 3


async def test_sign_ins_behind_a_proxy_are_counted_apart(opened: Open) -> None:
    """Whoever fails at the staff door slows down their own address, not everybody behind the proxy."""
    parts, address = await opened({"LOTSE_TRUSTED_PROXIES": "127.0.0.1"})
    async with ClientSession(address) as http:
        for last in ("7", "7", "8"):
            sent = {"name": f"nobody{last}", "password": "x"}
            headers = {**OURS, "X-Forwarded-For": f"203.0.113.{last}"}
            async with http.post("/staff/sign-in", data=sent, headers=headers) as answer:
                assert answer.status == 403
    async with parts.database.reading() as session:
        failures = (await session.execute(select(col(SignInFailure.failures)))).scalars().all()

    assert sorted(failures) == [1, 1, 2, 2]  # two names and two addresses


async def _line(address: str) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    return await asyncio.open_connection("127.0.0.1", int(address.rsplit(":", 1)[1]))


async def _closed_after(address: str, *parts: bytes, pause: float = 0.05) -> float:
    """Send bytes one by one; return the seconds until the server hangs up."""
    reader, writer = await _line(address)
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


HEAD = b"GET / HTTP/1.1\r\nHost: x\r\n" + b"X-Slow: y\r\n" * 50
BODY = b"POST %s HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 5000\r\n\r\n"


async def test_who_sends_the_head_slowly_is_hung_up(opened: Open) -> None:
    """A head that comes letter by letter holds its line for the time allowed and no longer."""
    _, address = await opened()

    assert await _closed_after(address, HEAD) < 3


@pytest.mark.parametrize("path", [b"/chat", b"/staff/sign-in", b"/chat/join", b"/nowhere"])
async def test_who_sends_the_body_slowly_is_hung_up(
    opened: Open, path: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    """A body that comes letter by letter is not waited for; that is no error of ours."""
    _, address = await opened(body=0.5)
    _, writer = await _line(address)
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
    lines = [await _line(address) for _ in range(200)]
    for _, writer in lines:
        writer.write(HEAD[:40])
    started = time.monotonic()
    async with ClientSession() as http:
        assert await _statuses(http, address + "/", 5) == [200] * 5
    for _, writer in lines:
        writer.close()

    assert time.monotonic() - started < 2


async def test_lines_of_one_address_are_limited(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever opens too many lines has the next ones hung up; a line given back can be used again."""
    monkeypatch.setattr(entrance, "LINES_OF_ADDRESS", 10)
    _, address = await opened()
    lines = [await _line(address) for _ in range(10)]
    assert await _closed_after(address) < 0.3
    for _, writer in lines:
        writer.close()
        await writer.wait_closed()
    async with asyncio.timeout(3), ClientSession() as http:
        assert await _statuses(http, address + "/healthz", 1) == [200]


async def test_control_without_limits_every_line_is_kept(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the limits off the eleventh line is taken like the first."""
    monkeypatch.setattr(entrance, "LINES_OF_ADDRESS", 10)
    _, address = await opened({"LOTSE_LIMITS": "off"})
    lines = [await _line(address) for _ in range(11)]
    lines[-1][1].write(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")

    assert (await lines[-1][0].readline()).startswith(b"HTTP/1.1 200")
    for _, writer in lines:
        writer.close()
