"""The port Channel: what comes in from people, what goes out to them."""

from __future__ import annotations

import base64
import json
import re
import zlib
from dataclasses import dataclass
from datetime import datetime, timedelta
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
    located: bool = False  # they sent where they are; where that is, nobody keeps
    sent_at: datetime | None = None  # when it was written, where the channel knows; kept nowhere

    @property
    def words(self) -> str:
        """What was written, as far as anybody looks at it: cut, without what no database and no reader can bear."""
        return _UNBEARABLE.sub("", (self.text or "")[:LONGEST])


@dataclass(frozen=True, slots=True)
class Button:
    """An answer to press. *code* has at most 64 bytes and means something only in its talk."""

    code: str
    label: str


@dataclass(frozen=True, slots=True)
class File:
    """Something to keep: a small file with a plain name."""

    name: str
    mime: str
    content: bytes

    @property
    def is_picture(self) -> bool:
        return self.mime.startswith("image/")


@dataclass(frozen=True, slots=True)
class Reply:
    """What a person reads. *instead*: it may take the place of the message whose button was pressed.

    With a *file* the text says what it is.
    """

    text: str
    language: str
    buttons: tuple[Button, ...] = ()
    instead: bool = False
    file: File | None = None

    def to_json(self) -> str:
        buttons = [[button.code, button.label] for button in self.buttons]
        packed = [_packed(self.file)] if self.file else []
        return json.dumps([self.text, self.language, buttons, self.instead, *packed], ensure_ascii=False)

    @classmethod
    def from_json(cls, payload: str) -> Reply:
        text, language, buttons, instead, *packed = json.loads(payload)
        file = _unpacked(*packed[0]) if packed else None
        return cls(text, language, tuple(Button(code, label) for code, label in buttons), instead, file)


def _packed(file: File) -> list[str]:
    return [file.name, file.mime, base64.b64encode(zlib.compress(file.content, 9)).decode()]


def _unpacked(name: str, mime: str, packed: str) -> File:
    return File(name, mime, zlib.decompress(base64.b64decode(packed)))


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
