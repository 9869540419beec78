"""Reads updates: what each of them means to us, if anything."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from telegram import ChatMemberUpdated, Message, Update
from telegram.constants import ChatMemberStatus, ChatType

from bot.channels.telegram import CHANNEL as CHANNEL  # what reads updates names the channel, too
from bot.talk.channel import Incoming

WANTED = ("message", "edited_message", "callback_query", "my_chat_member")
HERE = {ChatMemberStatus.MEMBER, ChatMemberStatus.ADMINISTRATOR}


@dataclass(frozen=True, slots=True)
class Told:
    """Something to answer. *query* names a press, to be acknowledged; *message* is the one with the button."""

    incoming: Incoming
    query: str | None = None
    message: int | None = None


@dataclass(frozen=True, slots=True)
class Edited:
    """A message changed afterwards, which we do not follow."""

    address: str
    language: str | None


@dataclass(frozen=True, slots=True)
class Blocked:
    """The person stopped the bot."""

    address: str


@dataclass(frozen=True, slots=True)
class Group:
    """Somebody took us into a group or channel, where we have no business."""

    chat: int
    channel: bool


@dataclass(frozen=True, slots=True)
class Stray:
    """A press that belongs to no talk, to be acknowledged only."""

    query: str


Read = Told | Edited | Blocked | Group | Stray | None


def read(raw: Mapping[str, Any]) -> Read:
    """Return what an update means; None if nothing. Raises whatever the library does for one it cannot parse."""
    if (told := _usual(raw)) is not None:
        return told
    update = Update.de_json(dict(raw), None)
    if update.callback_query is not None:
        return Stray(update.callback_query.id)
    if update.message is not None:
        return _message(update.update_id, update.message)
    if update.edited_message is not None:
        return _edited(update.edited_message)
    if update.my_chat_member is not None:
        return _membership(update.my_chat_member)
    return None


def _usual(raw: Mapping[str, Any]) -> Told | None:
    """Read words and presses in a private chat without building the library's objects: they are nearly all there is."""
    match raw:
        case {
            "update_id": int(update),
            "message": {
                "chat": {"id": int(chat), "type": "private"},
                "from": {"id": int(), "is_bot": False} as sender,
                "text": str(said),
            } as message,
        }:
            language, sent_at = _tag(sender), _moment(message.get("date"))
            return Told(Incoming(CHANNEL, str(chat), str(update), _clean(said), language=language, sent_at=sent_at))
        case {
            "update_id": int(update),
            "callback_query": {
                "id": str(query),
                "from": {"id": int()} as sender,
                "data": str(code),
                "message": {"message_id": int(pressed), "chat": {"id": int(chat), "type": "private"}},
            },
        }:
            choice = (_clean(code) or "")[:64]
            return Told(Incoming(CHANNEL, str(chat), str(update), choice=choice, language=_tag(sender)), query, pressed)
    return None


def _tag(sender: Mapping[str, Any]) -> str | None:
    tag = sender.get("language_code")
    return tag if isinstance(tag, str) else None


def _moment(date: Any) -> datetime | None:
    """Return when it was written; None for what cannot be a date."""
    try:
        return datetime.fromtimestamp(date, UTC) if isinstance(date, int) else None
    except (OverflowError, OSError, ValueError):
        return None


def queue(raw: Any) -> str:
    """Return what an update must keep its order with: its sender, else itself alone."""
    kind = next((raw[name] for name in WANTED if name in raw), None) if isinstance(raw, dict) else None
    sender = kind.get("from") if isinstance(kind, dict) else None
    return str(sender.get("id")) if isinstance(sender, dict) else f"update {id(raw)}"


def number(raw: Any) -> int:
    """Return an update's number; -1 if it has none."""
    given = raw.get("update_id") if isinstance(raw, dict) else None
    return given if isinstance(given, int) else -1


def _message(update: int, message: Message) -> Read:
    if message.chat.type != ChatType.PRIVATE:
        return Group(message.chat.id, message.chat.type == ChatType.CHANNEL)
    sender = message.from_user
    if sender is None or sender.is_bot:
        return None
    text = _clean(message.text if message.text is not None else message.caption)
    if text is None and message.effective_attachment is None:
        return None  # a service message: something was pinned, a timer set
    located = message.location is not None
    address, tag = str(message.chat.id), sender.language_code
    return Told(Incoming(CHANNEL, address, str(update), text=text, language=tag, located=located, sent_at=message.date))


def _edited(message: Message) -> Read:
    sender = message.from_user
    if message.chat.type != ChatType.PRIVATE or sender is None or sender.is_bot:
        return None
    if message.location is not None:
        return None  # a live location moves on by itself
    return Edited(str(message.chat.id), sender.language_code)


def _membership(change: ChatMemberUpdated) -> Read:
    status, chat = change.new_chat_member.status, change.chat
    if chat.type == ChatType.PRIVATE:
        return Blocked(str(chat.id)) if status == ChatMemberStatus.BANNED else None
    return Group(chat.id, chat.type == ChatType.CHANNEL) if status in HERE else None


def _clean(text: str | None) -> str | None:
    """Drop what no database takes: NUL and halves of characters."""
    return None if text is None else text.replace("\x00", "").encode("utf-8", "ignore").decode()
