"""Where a conversation stands, as a value that survives in one JSON column."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date, timedelta
from typing import Any

from bot.talk.player import Journal
from participation.core.folding import digits

TALK_KEPT = timedelta(days=7)  # an unfinished talk can be resumed for a week; then its answers go


@dataclass(slots=True)
class Open:
    """The question a person is looking at: its key, the option ids of its buttons, what was picked so far.

    *narrowed*: the options are fewer than the question has, so that a number means one of these.
    """

    key: str
    options: list[str] = field(default_factory=list)
    picked: list[str] = field(default_factory=list)
    narrowed: bool = False

    def meant(self, typed: str) -> str | None:
        """Return the narrowed option whose number was typed."""
        number = digits(typed).strip(" .")
        wanted = int(number) if self.narrowed and number.isdecimal() and len(number) < 4 else 0
        return self.options[wanted - 1] if 1 <= wanted <= len(self.options) else None


@dataclass(slots=True)
class Act:
    """A flow in play and its journal; *fresh*: it has not said anything yet."""

    flow: str
    journal: Journal = field(default_factory=dict)
    fresh: bool = False


@dataclass(slots=True)
class Left:
    """What was answered in a flow that was left in the middle, and the day it was left."""

    journal: Journal
    day: str = ""

    @classmethod
    def from_json(cls, raw: dict[str, Any]) -> Left:
        """Read it; an older version kept the journal alone."""
        return cls(**raw) if raw.keys() == {"journal", "day"} else cls(raw)


@dataclass(slots=True)
class State:
    """*acts*: the flow in play last, interrupted ones below it. *shelf*: resumable flows left in the middle.

    *turn* counts questions, so that a button of an earlier one is recognised. *tries* counts misunderstandings.
    *pressed* is the button that answered last: an app may send the same press again under a new number.
    """

    acts: list[Act] = field(default_factory=list)
    open: Open | None = None
    turn: int = 0
    tries: int = 0
    shelf: dict[str, Left] = field(default_factory=dict)
    met: bool = False
    pressed: str = ""

    def to_json(self) -> str:
        return json.dumps(_plain(self), ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, kept: str) -> State:
        raw: dict[str, Any] = json.loads(kept)
        raw["acts"] = [Act(**act) for act in raw["acts"]]
        raw["open"] = Open(**raw["open"]) if raw["open"] else None
        raw["shelf"] = {flow: Left.from_json(left) for flow, left in raw["shelf"].items()}
        return cls(**raw)

    @property
    def act(self) -> Act | None:
        return self.acts[-1] if self.acts else None

    def put_on_top(self, act: Act) -> None:
        """Play *act* next. It begins anew: one of the same flow further below would only come up again."""
        self.acts = [*(one for one in self.acts if one.flow != act.flow), act]

    def leave(self) -> list[Act]:
        """Leave what is in play, and return it."""
        left, self.acts, self.open = self.acts, [], None
        return left

    def shelve(self, act: Act, today: date) -> None:
        """Keep *act* for later."""
        self.shelf[act.flow] = Left(act.journal, today.isoformat())

    def take_up(self, flow: str, preset: Mapping[str, str]) -> Journal | None:
        """Take what was answered in *flow* from the shelf, unless *preset* means another beginning."""
        left = self.shelf.get(flow)
        return self.shelf.pop(flow).journal if left and preset.items() <= left.journal.items() else None

    def clear_shelf(self, today: date) -> None:
        """Throw away what was left too long ago, whatever was written since. What has no day counts from today."""
        for flow, left in [*self.shelf.items()]:
            left.day = left.day or today.isoformat()
            if today - date.fromisoformat(left.day) > TALK_KEPT:
                del self.shelf[flow]


def _plain(value: State | Act | Open | Left) -> dict[str, Any]:
    """The fields of a value. Not `asdict`, which copies every journal entry with every message."""
    plain = {name: getattr(value, name) for name in _FIELDS[type(value)]}
    if isinstance(value, State):
        plain |= {"acts": [_plain(act) for act in value.acts], "open": _plain(value.open) if value.open else None}
        plain["shelf"] = {flow: _plain(left) for flow, left in value.shelf.items()}
    return plain


_FIELDS = {kind: tuple(field.name for field in fields(kind)) for kind in (State, Act, Open, Left)}
