"""What the Bot API refuses: limits, by the numbers of its documentation."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

LONGEST_TEXT, LONGEST_CODE, MOST_BUTTONS, MOST_ACROSS = 4096, 64, 100, 8

METHODS = {
    "get_me", "get_updates", "send_message", "edit_message_text", "edit_message_reply_markup", "answer_callback_query",
    "send_chat_action", "leave_chat", "set_webhook", "delete_webhook", "get_webhook_info",
}  # fmt: skip


@dataclass
class Refusal(Exception):
    """An answer that is not ok."""

    status: int
    description: str
    parameters: dict[str, Any] = field(default_factory=dict)


def text(given: str | None) -> str:
    """Check a message's text."""
    if not given or not given.strip():
        raise Refusal(400, "Bad Request: message text is empty")
    if len(given.encode("utf-16-le")) // 2 > LONGEST_TEXT:
        raise Refusal(400, "Bad Request: message is too long")
    return given


def keyboard(given: str | None) -> list[list[tuple[str, str]]]:
    """Check an inline keyboard and return its rows of labels and codes."""
    rows = json.loads(given).get("inline_keyboard", []) if given else []
    if sum(map(len, rows)) > MOST_BUTTONS or any(len(row) > MOST_ACROSS for row in rows):
        raise Refusal(400, "Bad Request: reply markup is too long")
    for button in (button for row in rows for button in row):
        if not button["text"].strip():
            raise Refusal(400, "Bad Request: text buttons are unallowed in the inline keyboard")
        if not 1 <= len(button["callback_data"].encode()) <= LONGEST_CODE:
            raise Refusal(400, "Bad Request: BUTTON_DATA_INVALID")
    return [[(button["text"], button["callback_data"]) for button in row] for row in rows]


def words(given: str | None, longest: int, what: str) -> str:
    """Check a text of the bot's profile."""
    if len(given or "") > longest:
        raise Refusal(400, f"Bad Request: {what} is too long")
    return given or ""


def commands(given: str) -> list[dict[str, str]]:
    """Check a list of commands."""
    listed: list[dict[str, str]] = json.loads(given)
    for one in listed:
        known = one["command"].replace("_", "a")
        if not (known.isascii() and known.isalnum() and known.islower() and len(known) <= 32):
            raise Refusal(400, "Bad Request: BOT_COMMAND_INVALID")
        if not 1 <= len(one["description"]) <= 256:
            raise Refusal(400, "Bad Request: BOT_COMMAND_DESCRIPTION_INVALID")
    if len(listed) > 100:
        raise Refusal(400, "Bad Request: BOT_COMMANDS_TOO_MUCH")
    return listed
