"""The people on the other side of the local Bot API server: they write, press and read."""

from __future__ import annotations

import asyncio
import itertools
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.support.botapi import BotApi

PATIENCE = 10.0


@dataclass(slots=True)
class Seen:
    """A message of the bot as it looks now."""

    id: int
    text: str
    rows: list[list[tuple[str, str]]]
    edited: int = 0
    file: tuple[str, str, bytes] | None = None

    @property
    def labels(self) -> list[str]:
        return [label for row in self.rows for label, _ in row]


@dataclass(slots=True)
class Person:
    """Somebody with the app, in a private chat with the bot."""

    api: BotApi
    id: int
    language: str | None = "en"
    screen: list[Seen] = field(default_factory=list)
    blocked: bool = False
    news: asyncio.Event = field(default_factory=asyncio.Event)
    _read: int = 0
    _own: itertools.count[int] = field(default_factory=lambda: itertools.count(1_000_000))
    _last_press: dict[str, Any] = field(default_factory=dict)

    @property
    def user(self) -> dict[str, Any]:
        tag = {"language_code": self.language} if self.language else {}
        return {"id": self.id, "is_bot": False, "first_name": "Amira", **tag}

    @property
    def chat(self) -> dict[str, Any]:
        return {"id": self.id, "type": "private", "first_name": "Amira"}

    @property
    def date(self) -> int:
        """When they do what they do now, as it stands in an update."""
        return int(time.time() - self.api.ago)

    def sees_new(self, seen: Seen) -> None:
        self.screen.append(seen)
        self.news.set()

    def message(self, **content: Any) -> dict[str, Any]:
        """A message of this person, as it stands in an update."""
        return {"message_id": next(self._own), "date": self.date, "from": self.user, "chat": self.chat, **content}

    def says(self, text: str) -> int:
        """Write to the bot; returns the number of the update."""
        entity = {"type": "bot_command", "offset": 0, "length": len(text.split(" ")[0])}
        marked = {"entities": [entity]} if text.startswith("/") else {}
        return self.api.update(message=self.message(text=text, **marked))

    def sends(self, **content: Any) -> int:
        """Send something other than text."""
        return self.api.update(message=self.message(**content))

    def edits(self, text: str) -> int:
        return self.api.update(edited_message=self.message(text=text, edit_date=self.date))

    def presses(self, label: str, *, on: Seen | None = None) -> int:
        """Press the button with this label, on the latest message that has it."""
        having = (seen for seen in reversed(self.screen) if any(label in known for known in seen.labels))
        seen = on or next(having, None)
        assert seen is not None, f"no button {label!r} on the screen: {[one.labels for one in self.screen]}"
        code = next(code for row in seen.rows for known, code in row if label in known)
        return self.presses_code(code, seen)

    def presses_code(self, code: str, seen: Seen) -> int:
        """Press a button that perhaps is not there any more."""
        at = {"message_id": seen.id, "date": self.date, "chat": self.chat, "text": seen.text or "…"}
        self._last_press = {"from": self.user, "chat_instance": "1", "data": code, "message": at}
        return self.presses_again()

    def presses_again(self) -> int:
        """The app sends the last press once more, under a new number."""
        return self.api.update(callback_query={"id": self.api.new_query(), **self._last_press})

    async def reads(self) -> list[Seen]:
        """Wait for something new and return all of it."""
        await self.until(lambda: len(self.screen) > self._read)
        fresh, self._read = self.screen[self._read :], len(self.screen)
        return fresh

    async def sees(self, words: str) -> Seen:
        """Wait until a message with these words is the latest."""
        await self.until(lambda: bool(self.screen) and words in self.screen[-1].text)
        self._read = len(self.screen)
        return self.screen[-1]

    async def until(self, holds: Any) -> None:
        """Wait until *holds()*, looking whenever the bot has called."""
        try:
            async with asyncio.timeout(PATIENCE), self.api.changed:
                await self.api.changed.wait_for(holds)
        except TimeoutError:
            raise AssertionError(f"waited in vain; on the screen: {[one.text for one in self.screen]}") from None
