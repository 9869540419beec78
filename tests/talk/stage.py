"""Rehearses a flow without a database: what it looks up and has done is given by the test."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from bot.talk.player import Answer, Journal, Turn, forget, last_open, play
from bot.talk.questions import Said
from bot.talk.script import Do, Flow, Look, Person
from participation.core.text import render


class Stage:
    """A flow on stage. Between any two answers its journal goes through JSON."""

    def __init__(self, flow: Flow, answers: Mapping[Callable[..., Any], Any], language: str = "en") -> None:
        self.flow, self.answers, self.language = flow, answers, language
        self.journal: Journal = {}
        self.turn: Turn = Turn({})
        self.performed: list[str] = []

    async def begins(self) -> Stage:
        await self._play(None)
        return self

    async def hears(self, *texts: str) -> None:
        for text in texts:
            assert self.turn.question is not None, "nothing was asked"
            await self._play(
                Answer(self.turn.question.key, Said(self.language, text=text, picked=self.turn.picked or ()))
            )

    async def presses(self, option: str) -> None:
        assert self.turn.question is not None, "nothing was asked"
        said = Said(self.language, pressed=option, picked=self.turn.picked or ())
        await self._play(Answer(self.turn.question.key, said))

    async def goes_back(self) -> None:
        key = last_open(self.journal)
        assert key is not None
        self.journal = forget(self.journal, key)
        await self._play(None, quiet=True)

    async def resumes(self) -> None:
        await self._play(None, quiet=True)

    async def _play(self, answer: Answer | None, *, quiet: bool = False) -> None:
        kept = json.loads(json.dumps(self.journal))
        person = Person("p1", self.language, None, "test")
        now = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
        self.turn = await play(self.flow, kept, person, now, self._perform, answer=answer, quiet=quiet)
        self.journal = self.turn.journal

    async def _perform(self, step: Look | Do) -> Any:
        function = step.query if isinstance(step, Look) else step.service
        self.performed.append(function.__name__)
        given = self.answers[function]
        if isinstance(given, Exception):
            raise given
        return given(*step.args, **step.kwargs) if callable(given) else given

    @property
    def words(self) -> list[str]:
        return [render(text, self.language) for text in self.turn.said]

    @property
    def asked(self) -> str | None:
        return render(self.turn.question.text, self.language) if self.turn.question else None

    @property
    def hint(self) -> str | None:
        return render(self.turn.hint, self.language) if self.turn.hint else None

    @property
    def over(self) -> bool:
        return self.turn.question is None
