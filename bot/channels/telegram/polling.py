"""Fetches updates ourselves and confirms them only when all of a batch are on disk."""

from __future__ import annotations

import asyncio
import json
import logging
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from telegram.error import Conflict, TelegramError

from bot.channels.telegram.incoming import WANTED, number, queue
from bot.channels.telegram.reception import Reception, set_aside
from bot.channels.telegram.request import Api, TooFast
from participation.core.outbox import Due
from participation.core.waiting import happens

BATCH, WAIT = 100, 25  # updates fetched at once; seconds Telegram holds the line when there are none
AT_ONCE, EMBEDDED = 16, 8  # turns under way at PostgreSQL, and in SQLite, where they share commits
OWING = 16  # turns whose replies are on their way: at most so many are sent again after a crash; with more we take no new turn
LONGEST_PAUSE = 30.0

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Polling:
    """The loop over getUpdates."""

    reception: Reception
    api: Api
    offset: int = 0
    _turns: asyncio.Semaphore = field(init=False)
    _owing: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(OWING))
    _sending: set[asyncio.Future[None]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._turns = asyncio.Semaphore(EMBEDDED if self.reception.database.embedded else AT_ONCE)

    async def run(self, stop: asyncio.Event) -> None:
        """Answer updates until *stop* is set; what was begun is finished."""
        pause = 0.0
        while not stop.is_set():
            fetching = asyncio.ensure_future(self._fetch())
            await _first(fetching, stop)
            if not fetching.done():
                fetching.cancel()
                break
            try:
                await self._answer(fetching.result())
                pause = 0.0
            except Exception as error:  # told; updates are fetched again after a pause
                pause = _pause(error, pause)
                _tell(error, pause)
                await happens(stop, pause)
        await asyncio.gather(*self._sending, return_exceptions=True)

    async def _fetch(self, limit: int = BATCH) -> list[Any]:
        asked = {"offset": self.offset, "limit": limit, "timeout": WAIT, "allowed_updates": json.dumps(WANTED)}
        payload = await self.api.raw("getUpdates", asked, patience=WAIT + 5)
        try:
            updates: list[Any] = json.loads(payload)["result"]
        except (ValueError, RecursionError) as error:
            if limit > 1:
                return await self._fetch(1)  # only one of them is broken: the others shall not suffer
            self._skip(payload, error)
            return []
        if not updates:  # all before is confirmed; the next number may be any, as they begin anew after a quiet week
            self.offset = 0
        return updates

    def _skip(self, payload: bytes, error: Exception) -> None:
        """Pass over an update that is not even JSON."""
        found = re.search(rb'"update_id"\s*:\s*(\d{1,15})', payload)
        if found is None:
            raise TelegramError("unreadable updates") from None
        set_aside(error)
        self.offset = int(found[1]) + 1

    async def _answer(self, updates: Sequence[Any]) -> None:
        """Answer a batch and only then move on: whatever dies before leaves it with Telegram."""
        if crowd := self.reception.desk.crowd:
            crowd.behind = len(updates) >= BATCH  # there are more: whoever writes much steps back
        queues: dict[str, list[Any]] = defaultdict(list)
        for raw in updates:
            queues[queue(raw)].append(raw)
        outcomes = await asyncio.gather(*map(self._in_order, queues.values()), return_exceptions=True)
        if failed := next((outcome for outcome in outcomes if isinstance(outcome, BaseException)), None):
            raise failed
        self.offset = max((number(raw) + 1 for raw in updates), default=self.offset)

    async def _in_order(self, updates: Sequence[Any]) -> None:
        for raw in updates:
            async with self._turns:
                due = await self.reception.take(raw)
            if due:
                await self._owing.acquire()
                self._send(due)

    def _send(self, due: Sequence[Due]) -> None:
        """Send beside the next turns."""
        task = asyncio.ensure_future(self.reception.deliver(due))
        self._sending.add(task)
        task.add_done_callback(self._sent)

    def _sent(self, done: asyncio.Future[None]) -> None:
        self._owing.release()
        self._sending.discard(done)
        if not done.cancelled() and (error := done.exception()):
            log.warning("replies wait for a worker: %s", type(error).__name__, extra={"action": "send_failed"})


def _pause(error: BaseException, before: float) -> float:
    if isinstance(error, TooFast):
        return error.wait.total_seconds()
    return min(max(0.5, before * 2), LONGEST_PAUSE)


def _tell(error: BaseException, pause: float) -> None:
    if isinstance(error, Conflict):
        log.error(
            "another process fetches this bot's updates, or a webhook is set: only one may. Trying again in %.0f s",
            pause, extra={"action": "polling_conflict"},
        )  # fmt: skip
    else:
        log.warning(
            "fetching updates failed: %s. Trying again in %.1f s", type(error).__name__, pause,
            extra={"action": "polling_failed"},
        )  # fmt: skip


async def _first(task: asyncio.Future[Any], stop: asyncio.Event) -> None:
    waiting = asyncio.ensure_future(stop.wait())
    try:
        await asyncio.wait([task, waiting], return_when=asyncio.FIRST_COMPLETED)
    finally:
        waiting.cancel()
