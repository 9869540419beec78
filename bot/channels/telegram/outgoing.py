"""Sends replies: split where too long, with buttons, without those of the question before."""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict
from collections.abc import Coroutine
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from telegram.error import BadRequest, ChatMigrated, Forbidden, TelegramError

from bot.channels.telegram import CHANNEL
from bot.channels.telegram.keyboard import asks, keyboard
from bot.channels.telegram.request import Api, TooFast
from bot.channels.telegram.splitting import split
from bot.talk.channel import File, Gone, Later, Reply, Unsendable

COURTESIES = (
    8  # calls beside the replies; with more under way old buttons stay: whoever presses one is told that it is old
)
REMEMBERED = 10_000  # chats whose last question we can tidy up
CAPTION = 1024  # characters beside a file
NO_PREVIEW = {"is_disabled": True}
NEVER = ("chat not found", "user not found", "peer_id_invalid", "message text is empty", "button_data_invalid")


@dataclass(slots=True)
class TelegramChannel:
    """The channel. It remembers the message with the open question of each chat, for as long as it lives."""

    api: Api
    name: str = CHANNEL
    _asked: OrderedDict[str, int] = field(default_factory=OrderedDict)
    _quiet: dict[str, float] = field(default_factory=dict)
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)

    async def send(self, address: str, reply: Reply) -> None:
        """Send one reply, as several messages where it is too long for one."""
        self._obey(address)
        try:
            await self._send(address, reply)
        except Forbidden:
            raise Gone from None
        except TooFast as asked:
            self._quiet[address] = time.monotonic() + asked.wait.total_seconds()
            raise Later(asked.wait) from None
        except ChatMigrated:
            raise Unsendable("chat migrated") from None
        except BadRequest as error:
            raise Unsendable(_reason(error)) from None

    def pressed(self, address: str, message: int, query: str) -> None:
        """Note that a button of *message* was pressed, and take the clock off the button."""
        self._remember(address, message)
        self.acknowledge(query)

    def acknowledge(self, query: str) -> None:
        self.beside(self.api.call("answerCallbackQuery", callback_query_id=query))

    def typing(self, address: str) -> None:
        self.beside(self.api.call("sendChatAction", chat_id=address, action="typing"))

    async def close(self) -> None:
        """Finish what runs beside the replies."""
        await asyncio.gather(*self._tasks)

    async def _send(self, address: str, reply: Reply) -> None:
        if reply.file is not None:
            return await self._hand(address, reply.text, reply.file)
        markup = keyboard(reply.buttons)
        *first, last = split(reply.text)
        old = self._asked.get(address)
        if reply.instead and old is not None and not first and await self._replace(address, old, last, markup):
            return None
        for part in first:
            await self._message(address, part)
        sent = await self._message(address, last, **({"reply_markup": markup} if reply.buttons else {}))
        if old is not None and self._asked.pop(address, None) == old and len(self._tasks) < COURTESIES:
            self.beside(self.api.call("editMessageReplyMarkup", chat_id=address, message_id=old))
        if asks(reply.buttons):
            self._remember(address, sent["message_id"])
        return None

    async def _hand(self, address: str, text: str, file: File) -> None:
        method, kind = ("sendPhoto", "photo") if file.is_picture else ("sendDocument", "document")
        content = {kind: (file.name, file.content, file.mime)}
        await self.api.call(method, chat_id=address, caption=text[:CAPTION], **content)

    async def _message(self, address: str, text: str, **more: Any) -> Any:
        return await self.api.call("sendMessage", chat_id=address, text=text, link_preview_options=NO_PREVIEW, **more)

    async def _replace(self, address: str, message: int, text: str, markup: Any) -> bool:
        """Put the reply in the place of *message*; False if that one cannot be changed any more."""
        try:
            await self.api.call(
                "editMessageText", chat_id=address, message_id=message, text=text, reply_markup=markup,
                link_preview_options=NO_PREVIEW,
            )  # fmt: skip
        except BadRequest as error:
            return "not modified" in error.message
        return True

    def _obey(self, address: str) -> None:
        """Keep quiet in a chat for as long as Telegram asked."""
        if (until := self._quiet.get(address)) is None:
            return
        if (left := until - time.monotonic()) > 0:
            raise Later(timedelta(seconds=left))
        del self._quiet[address]

    def _remember(self, address: str, message: int) -> None:
        self._asked[address] = message
        self._asked.move_to_end(address)
        if len(self._asked) > REMEMBERED:
            self._asked.popitem(last=False)

    def beside(self, call: Coroutine[Any, Any, Any]) -> None:
        """Do something nice to have without making anybody wait for it."""
        task = asyncio.create_task(_try(call))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


async def _try(call: Coroutine[Any, Any, Any]) -> None:
    try:
        await call
    except TelegramError:
        return


def _reason(error: BadRequest) -> str:
    said = error.message.lower()
    return next((known for known in NEVER if known in said), "bad request")
