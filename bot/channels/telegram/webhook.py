"""Takes updates Telegram brings: the turn is awaited before the 200, which keeps a chat's order over any processes."""

from __future__ import annotations

import hashlib
import hmac
import json
import logging
from dataclasses import dataclass

from aiohttp import web
from telegram import Bot

from bot.channels.telegram.incoming import WANTED
from bot.channels.telegram.reception import Reception, set_aside

LARGEST, IMPOSSIBLE = 2**20, 2**25  # bytes of an update we read, and of one Telegram could send
AT_ONCE = 40  # connections Telegram may open to us
AGAIN = {"Retry-After": "5"}
HEADER = "X-Telegram-Bot-Api-Secret-Token"

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Webhook:
    """The route. Path and secret follow from token and installation, so that all processes know the same."""

    reception: Reception
    public_url: str
    path: str
    secret: str

    @property
    def address(self) -> str:
        return self.public_url + self.path

    def routes(self) -> list[web.RouteDef]:
        return [web.post(self.path, self.take)]

    async def take(self, request: web.Request) -> web.Response:
        """Answer one update. Only a database that is away is a reason to have it brought again."""
        given = request.headers.get(HEADER, "").encode("utf-8", "replace")
        if not hmac.compare_digest(given, self.secret.encode()):
            return web.Response(status=403)
        try:
            raw = json.loads(await _body(request))
        except (ValueError, RecursionError) as error:
            set_aside(error)
            return web.Response()
        try:
            due = await self.reception.take(raw)
        except Exception:  # told where it happened; Telegram brings the update again
            return web.Response(status=503, headers=AGAIN)
        try:
            await self.reception.deliver(due)
        except Exception as error:  # answered it is: a worker will send what could not be sent
            log.warning("replies wait for a worker: %s", type(error).__name__, extra={"action": "send_failed"})
        return web.Response()

    async def register(self, bot: Bot) -> None:
        """Have updates brought here, unless they are already. What waits with Telegram is kept."""
        known = await bot.get_webhook_info()
        if (known.url, set(known.allowed_updates or ())) != (self.address, set(WANTED)):
            await bot.set_webhook(
                self.address, secret_token=self.secret, allowed_updates=WANTED, max_connections=AT_ONCE
            )


def webhook(reception: Reception, public_url: str, token: str, key: bytes) -> Webhook:
    """Make the route of this bot at this installation."""
    path = f"/telegram/{_derived(key, 'path', token)[:32]}"
    return Webhook(reception, public_url, path, _derived(key, "secret", token))


def _derived(key: bytes, purpose: str, token: str) -> str:
    return hmac.new(key, f"telegram webhook {purpose} {token}".encode(), hashlib.sha256).hexdigest()


class TooLarge(ValueError):
    """No update is that large."""


async def _body(request: web.Request) -> bytes:
    """Read the body, and keep it up to our own limit: refusing it would have it brought again for a day."""
    body, length = bytearray(), 0
    async for chunk in request.content.iter_any():
        length += len(chunk)
        if length <= LARGEST:
            body += chunk
        elif length > IMPOSSIBLE:
            raise web.HTTPRequestEntityTooLarge(IMPOSSIBLE, length)
    if length > LARGEST:
        raise TooLarge
    return bytes(body)
