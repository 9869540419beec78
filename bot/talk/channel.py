"""The port Channel: what comes in from people, what goes out to them."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

LONGEST = 4000  # characters of a message we look at; no answer needs more
_UNBEARABLE = re.compile("[\x00\ud800-\udfff\u202a-\u202e\u2066-\u2069]")  # NUL, half letters, turns of direction


@dataclass(frozen=True, slots=True)
class Incoming:
    """One message or press. *id* names the update: the same id is heard once. *choice* is a button's code."""

    channel: str
    address: str
    id: str
    text: str | None = None
    choice: str | None = None
    language: str | None = None  # a first hint, as a BCP 47 tag
    greeted: bool = False  # the channel has said hello itself

    @property
    def words(self) -> str:
        """What was written, as far as anybody looks at it: cut, without what no database and no reader can bear."""
        return _UNBEARABLE.sub("", (self.text or "")[:LONGEST])

    @property
    def readable(self) -> bool:
        """Whether it holds words or a press; a picture or a voice message does not."""
        return self.text is not None or self.choice is not None


@dataclass(frozen=True, slots=True)
class Button:
    """An answer to press. *code* has at most 64 bytes and means something only in its talk."""

    code: str
    label: str


@dataclass(frozen=True, slots=True)
class Reply:
    """What a person reads. *instead*: it may take the place of the message whose button was pressed."""

    text: str
    language: str
    buttons: tuple[Button, ...] = ()
    instead: bool = False

    def to_json(self) -> str:
        buttons = [[button.code, button.label] for button in self.buttons]
        return json.dumps([self.text, self.language, buttons, self.instead], ensure_ascii=False)

    @classmethod
    def from_json(cls, payload: str) -> Reply:
        text, language, buttons, instead = json.loads(payload)
        return cls(text, language, tuple(Button(code, label) for code, label in buttons), instead)


class Gone(Exception):
    """The person blocked us or no longer exists: nothing more is sent to this address."""


class Unsendable(Exception):
    """This message can never be sent; its first argument is a short reason without content."""


class Later(Exception):
    """The service asks us to wait."""

    def __init__(self, wait: timedelta) -> None:
        super().__init__(wait)
        self.wait = wait


class Channel(Protocol):
    """A way to chat: sends one reply. Any other exception than those above means: try again later."""

    name: str

    async def send(self, address: str, reply: Reply) -> None: ...
