"""Speaks HTTP for python-telegram-bot through aiohttp, at a quarter of what its own client costs."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, cast
from urllib.parse import urlencode

import aiohttp
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

CONNECT, READ = 3.0, 5.0  # seconds
LONGEST = CONNECT + READ  # seconds of a call from its first to its last byte: senders hold a message for as long
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
TOO_MANY = 429


class TooFast(TelegramError):
    """Telegram asks us to wait."""

    def __init__(self, wait: timedelta) -> None:
        super().__init__("too many requests")
        self.wait = wait


class AiohttpRequest(BaseRequest):
    """One pool of connections. No text of an error holds an address: it would hold the token."""

    def __init__(self, connections: int = 128) -> None:
        self._connections = connections
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        return READ

    async def initialize(self) -> None:
        """The session opens with the first request."""

    async def shutdown(self) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, read_timeout: Any = None,
        write_timeout: Any = None, connect_timeout: Any = None, pool_timeout: Any = None,  # noqa: ARG002  the library's
    ) -> tuple[int, bytes]:  # fmt: skip
        body, headers = _body(request_data)
        read = read_timeout if isinstance(read_timeout, int | float) else READ
        total = LONGEST if read <= READ else None  # many updates may take their time, and nobody waits for them
        timeout = aiohttp.ClientTimeout(total=total, sock_connect=CONNECT, sock_read=read)
        try:
            answered = self._open().request(method, url, data=body, headers=headers, timeout=timeout)
            async with answered as response:
                status, payload = response.status, await response.read()
        except TimeoutError:
            raise TimedOut from None
        except (aiohttp.ClientError, OSError) as error:
            raise NetworkError(type(error).__name__) from None
        if status == TOO_MANY:
            raise TooFast(_wait(payload))
        return status, payload

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """As the library does it, but without writing the payload into the log."""
        try:
            parsed: dict[str, Any] = json.loads(payload)
        except (ValueError, RecursionError):
            raise TelegramError("unreadable answer") from None
        return parsed

    def _open(self) -> aiohttp.ClientSession:
        if self._session is None:
            connector = aiohttp.TCPConnector(limit=self._connections, keepalive_timeout=50)
            self._session = aiohttp.ClientSession(connector=connector, cookie_jar=aiohttp.DummyCookieJar())
        return self._session


@dataclass(frozen=True, slots=True)
class Form:
    """What the library's RequestData is to a request, from plain values."""

    json_parameters: dict[str, str]
    multipart_data: dict[str, tuple[str, bytes, str]] = field(default_factory=dict)

    @property
    def contains_files(self) -> bool:
        return bool(self.multipart_data)


@dataclass(frozen=True, slots=True)
class Api:
    """Calls methods by name with plain values: what happens with every message is not worth the library's objects.

    *address* ends before the method and holds the token: never log it.
    """

    request: AiohttpRequest
    address: str

    async def raw(self, method: str, given: dict[str, Any], patience: float = READ) -> bytes:
        """Return the answer as it came, unparsed."""
        return await self.request.retrieve(f"{self.address}{method}?{urlencode(given)}", read_timeout=patience)

    async def call(self, method: str, **given: Any) -> Any:
        """Return the result; raises the library's errors. A tuple is a file: its name, content and kind."""
        files = {name: value for name, value in given.items() if isinstance(value, tuple)}
        others = {name: value for name, value in given.items() if name not in files}
        plain = {name: value if isinstance(value, str) else json.dumps(value) for name, value in others.items()}
        return await self.request.post(self.address + method, cast("RequestData", Form(plain, files)))


def _body(data: RequestData | None) -> tuple[bytes | aiohttp.FormData | None, dict[str, str]]:
    if data is None:
        return None, {}
    if not data.contains_files:
        return urlencode(data.json_parameters).encode(), FORM
    form = aiohttp.FormData()
    for name, value in data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, mime) in data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=mime)
    return form, {}


def _wait(payload: bytes) -> timedelta:
    try:
        return timedelta(seconds=float(json.loads(payload)["parameters"]["retry_after"]))
    except (ValueError, LookupError, TypeError, RecursionError, OverflowError):
        return timedelta(seconds=1)
