"""Somebody who talks to one conversation."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import bot.flows  # noqa: F401  importing it registers the conversations
from bot.talk.channel import Incoming, Reply
from bot.talk.conversation import House, Talk
from bot.talk.script import Do, Look
from bot.talk.state import State
from participation.offices.finder import Recognised, recognise

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


@dataclass
class Person:
    """Talks to a conversation whose state goes through JSON between any two messages."""

    language: str | None = "en"
    id: str = "p12345"
    house: House = field(default_factory=lambda: House("Birkental"))
    state: str = field(default_factory=lambda: State(met=True).to_json())
    place: str | None = None
    replies: list[Reply] = field(default_factory=list)
    done: list[str] = field(default_factory=list)
    now: datetime = NOW

    async def hears(self, **message: Any) -> Reply:
        talk = Talk(
            self.id, "test", self.language, self.place, State.from_json(self.state), self.house, self.now, self._perform
        )
        await talk.hear(Incoming("test", "a", "1", **message))
        self.state, self.language, self.place = talk.state.to_json(), talk.language, talk.place
        self.replies = talk.replies or self.replies
        return self.replies[-1]

    async def says(self, *texts: str) -> str:
        for text in texts:
            await self.hears(text=text)
        return "\n".join(reply.text for reply in self.replies)

    async def presses(self, label: str) -> str:
        code = next(button.code for button in self.replies[-1].buttons if button.label.endswith(label))
        await self.hears(choice=code)
        return self.replies[-1].text

    async def starts(self, *answered: str) -> str:
        await self.hears(text="/start all_x")
        await self.hears(text="/back")
        return await self.says(*answered)

    async def _perform(self, step: Look | Do) -> Any:
        if isinstance(step, Do):
            self.done.append(step.key)
            return "B-1"
        return Recognised((), sure=False) if step.query is recognise else []

    @property
    def journal(self) -> dict[str, Any]:
        act = State.from_json(self.state).act
        return dict(act.journal) if act else {}
