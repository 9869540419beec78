"""Sets buttons in rows: one to a row, short ones side by side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.talk.channel import Button

MOST, CODE = 100, 64  # buttons of a message, bytes of a code
ROWS = ((2, 8), (5, 4), (12, 2))  # labels up to so many characters: so many to a row


def keyboard(buttons: Sequence[Button]) -> dict[str, Any]:
    """Return the buttons as Telegram wants them, without any an empty keyboard."""
    if not (shown := _shown(buttons)):
        return {"inline_keyboard": []}
    across = _across(shown)
    made = [{"text": button.label, "callback_data": button.code} for button in shown]
    return {"inline_keyboard": [made[start : start + across] for start in range(0, len(made), across)]}


def asks(buttons: Sequence[Button]) -> bool:
    """Whether these are answers to a question; those of the menu stay valid."""
    return any(button.code.startswith("q.") for button in buttons)


def _shown(buttons: Sequence[Button]) -> list[Button]:
    """Leave out what Telegram refuses. Of too many the last one stays: it ends the choice."""
    fit = [button for button in buttons if button.label.strip() and len(button.code.encode()) <= CODE]
    return fit if len(fit) <= MOST else [*fit[: MOST - 1], fit[-1]]


def _across(buttons: Sequence[Button]) -> int:
    longest = max(len(button.label) for button in buttons)
    return next((across for length, across in ROWS if longest <= length), 1)
