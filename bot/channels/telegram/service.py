"""The Telegram service of one process: introduces itself, then takes updates by polling or webhook."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from telegram import Bot
from telegram.error import TelegramError

from bot.channels.telegram.outgoing import TelegramChannel
from bot.channels.telegram.polling import Polling
from bot.channels.telegram.profile import publish
from bot.channels.telegram.reception import Reception
from bot.channels.telegram.request import AiohttpRequest, Api, TooFast
from bot.channels.telegram.webhook import Webhook, webhook
from bot.talk.desk import Desk
from participation.core.db import Database
from participation.core.outbox import Due
from participation.core.text import Sayable

T = TypeVar("T")
LONGEST_PAUSE = 300.0

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Line:
    """Our line to Telegram: the bot, its channel and its connections. Opens nothing before the first call."""

    bot: Bot
    channel: TelegramChannel
    requests: tuple[AiohttpRequest, AiohttpRequest]
    polling: Api

    async def close(self) -> None:
        await self.channel.close()
        for request in self.requests:
            await request.shutdown()


def line(token: str, api: str) -> Line:
    """Make the line of one bot."""
    requests = (AiohttpRequest(), AiohttpRequest(2))
    bot = Bot(token, base_url=f"{api}/bot", request=requests[0], get_updates_request=requests[1])
    address = f"{api}/bot{token}/"
    return Line(bot, TelegramChannel(Api(requests[0], address)), requests, Api(requests[1], address))


@dataclass(slots=True)
class Telegram:
    """What runs beside the web server. *link* is where people find the bot, once we know."""

    line: Line
    reception: Reception
    webhook: Webhook | None
    region: Sayable
    link: str | None = None

    async def run(self, stop: asyncio.Event) -> None:
        """Answer people until *stop* is set. Telegram out of reach is waited for, and keeps nothing else from working."""
        try:
            await asyncio.gather(self._introduce(stop), self._listen(stop))
        finally:
            await self.line.channel.close()

    async def _introduce(self, stop: asyncio.Event) -> None:
        me = await _until_done(self.line.bot.get_me, stop)
        if me is not None:
            self.link = f"https://t.me/{me.username}"
            await _until_done(lambda: publish(self.line.bot, self.region), stop)

    async def _listen(self, stop: asyncio.Event) -> None:
        hook = self.webhook
        if hook is not None:
            await _until_done(lambda: hook.register(self.line.bot), stop)
            await stop.wait()
        else:
            await _until_done(lambda: _no_webhook(self.line.bot), stop)
            await Polling(self.reception, self.line.polling).run(stop)


def telegram(
    line: Line, database: Database, desk: Desk, deliver: Callable[[Sequence[Due]], Awaitable[None]], region: Sayable,
    *, hooked_at: str | None, token: str, key: bytes,
) -> Telegram:  # fmt: skip
    """Put the service together; *hooked_at* is our public address if updates are to be brought."""
    reception = Reception(line.channel, database, desk, deliver)
    hook = webhook(reception, hooked_at, token, key) if hooked_at else None
    return Telegram(line, reception, hook, region)


async def _no_webhook(bot: Bot) -> None:
    """Fetch updates ourselves from now on; what waits with Telegram is kept."""
    if (await bot.get_webhook_info()).url:
        await bot.delete_webhook(drop_pending_updates=False)


async def _until_done(call: Callable[[], Awaitable[T]], stop: asyncio.Event) -> T | None:
    """Try until it works or *stop* is set; then None."""
    pause = 1.0
    while not stop.is_set():
        try:
            return await call()
        except TelegramError as error:
            pause = error.wait.total_seconds() if isinstance(error, TooFast) else min(pause * 2, LONGEST_PAUSE)
            log.warning("Telegram: %s. Trying again", type(error).__name__, extra={"action": "telegram_unreachable"})
        try:
            async with asyncio.timeout(pause):
                await stop.wait()
        except TimeoutError:
            continue
    return None
