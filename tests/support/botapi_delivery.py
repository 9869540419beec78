"""Brings updates to a webhook as Telegram does: in order within a queue, again until it is taken."""

from __future__ import annotations

import asyncio
import io
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import aiohttp

if TYPE_CHECKING:
    from tests.support.botapi import BotApi

HEADER = "X-Telegram-Bot-Api-Secret-Token"


@dataclass
class Delivery:
    """One queue for the messages of a chat, another for the presses of a person."""

    api: BotApi
    url: str = ""
    secret: str = ""
    allowed: list[str] = field(default_factory=list)
    statuses: list[int] = field(default_factory=list)
    pause: float = 0.05
    twice: bool = False
    afresh: bool = False  # each update on a new connection: any process behind the port may get it
    ports: list[int] = field(default_factory=list)  # of several processes, who take turns as behind a balancer
    delivered: asyncio.Event = field(default_factory=asyncio.Event)
    _queues: dict[str, asyncio.Queue[int]] = field(default_factory=dict)
    _tasks: list[asyncio.Task[None]] = field(default_factory=list)
    _http: aiohttp.ClientSession | None = None

    def begin(self, given: dict[str, str]) -> None:
        """Take a webhook, and bring what waits already."""
        self.url, self.secret = given["url"], given.get("secret_token", "")
        self.allowed = json.loads(given.get("allowed_updates", "[]"))
        self._http = self._http or aiohttp.ClientSession(connector=aiohttp.TCPConnector(force_close=self.afresh))
        for number in sorted(self.api.pending):
            self.bring(number)

    def bring(self, number: int) -> None:
        """Put an update into its queue, if there is a webhook."""
        if not self.url:
            return
        name = _queue(self.api.pending[number])
        if name not in self._queues:
            self._queues[name] = asyncio.Queue()
            self._tasks.append(asyncio.create_task(self._work(self._queues[name])))
        self._queues[name].put_nowait(number)

    async def stop(self) -> None:
        """Bring nothing more; what was not taken waits for getUpdates."""
        self.url = ""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._tasks.clear()
        self._queues.clear()
        if self._http is not None:
            await self._http.close()
            self._http = None

    def info(self) -> dict[str, Any]:
        return {"url": self.url, "has_custom_certificate": False, "allowed_updates": self.allowed}

    async def _work(self, queue: asyncio.Queue[int]) -> None:
        while True:
            number, pause = await queue.get(), self.pause
            while not await self._taken(number):
                await asyncio.sleep(pause)
                pause = min(pause * 2, 1.0)
            self.api.pending.pop(number, None)
            async with self.api.changed:
                self.api.changed.notify_all()

    async def _taken(self, number: int) -> bool:
        if (payload := self.api.pending.get(number)) is None:
            return True
        times = 2 if self.twice else 1
        return all(await asyncio.gather(*(self._post(payload) for _ in range(times))))

    async def _post(self, payload: bytes) -> bool:
        assert self._http is not None
        headers = {HEADER: self.secret, "Content-Type": "application/json"}
        try:
            async with self._http.post(self._next(), data=io.BytesIO(payload), headers=headers) as response:
                self.statuses.append(response.status)
                self.delivered.set()
                async with self.api.changed:
                    self.api.changed.notify_all()
                return 200 <= response.status < 300
        except aiohttp.ClientError:
            return False

    def _next(self) -> str:
        """The webhook's address, at the process whose turn it is."""
        if not self.ports:
            return self.url
        self.ports.append(self.ports.pop(0))
        scheme, _, rest = self.url.partition("://")
        host, _, path = rest.partition("/")
        return f"{scheme}://{host.partition(':')[0]}:{self.ports[-1]}/{path}"


def _queue(payload: bytes) -> str:
    try:
        update = json.loads(payload)
        if press := update.get("callback_query"):
            return f"presses of {press['from']['id']}"
        return "messages of {}".format(update["message"]["chat"]["id"])
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return "others"
