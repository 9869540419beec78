"""Plays a flow from its keyed journal up to the next open question.

Playing always starts at the first line of the flow: answered questions are skipped, the answer that came in is
handed to the first open one, and the play goes on to the next, in one run. So *back* is dropping a key, *resume*
is playing, and a flow edited in mid-conversation simply asks what it still lacks.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from pydantic_core import to_jsonable_python

from bot.talk.questions import Misunderstood, Option, Partly, Said, Understood
from bot.talk.script import AskAgain, Do, Flow, Hand, Keep, Look, Me, Now, Person, Question, Say, Step
from participation.core.errors import Refused
from participation.core.text import Sayable

Journal = dict[str, Any]
Perform = Callable[[Look | Do], Awaitable[Any]]
LIMIT = 2000  # steps of one play; a survey of 60 questions takes some 300


class NotAStep(TypeError):
    """A flow awaited something other than the words of bot.talk."""


class RunsInCircles(RuntimeError):
    """A flow takes more steps than any conversation needs."""


class CannotUndo(RuntimeError):
    """A flow wants to ask again for something that has been acted upon."""


@dataclass(slots=True)
class Turn:
    """What one message led to: *hint* where the answer was not understood, *kept* what to keep of the person."""

    journal: Journal
    said: list[Sayable] = field(default_factory=list)
    handed: list[Hand] = field(default_factory=list)
    question: Question | None = None
    hint: Sayable | None = None
    narrowed: tuple[Option, ...] = ()
    picked: tuple[str, ...] | None = None
    kept: dict[str, str | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came in for the question *key*."""

    key: str
    said: Said


def forget(journal: Journal, key: str, void: str | None = None) -> Journal:
    """Return *journal* up to, not including, *key*. What was done cannot be undone this way, unless it is *void*."""
    names = list(journal)
    cut = names.index(key) if key in journal else len(names)
    if any(_done(journal[name]) for name in names[cut:] if name != void):
        raise CannotUndo(key)
    return {name: journal[name] for name in names[:cut]}


def last_open(journal: Journal) -> str | None:
    """Return the latest answer that may still be changed."""
    for name, entry in reversed(journal.items()):
        if _done(entry):
            return None
        if not isinstance(entry, dict):
            return name
    return None


def _done(entry: Any) -> bool:
    return isinstance(entry, dict) and "done" in entry


@dataclass(slots=True)
class Play:
    """One run of a flow. *talking* is whether what it says is new to the person; *unsaid* is what was not, since the
    last answer: it is news where the flow ends there, before the question that was open.
    """

    flow: Flow
    person: Person
    now: datetime
    perform: Perform
    turn: Turn
    answer: Answer | None
    talking: bool
    steps: int = 0
    unsaid: list[Sayable] = field(default_factory=list)

    async def run(self) -> Turn:
        """Play to the next open question or to the end."""
        while (again := await self._once()) is not None:
            self.turn.journal = forget(self.turn.journal, again.key, again.void)
            if again.because is not None:
                self.turn.said.append(again.because)
            self.talking = again.answer is not None
            if self.talking:
                self.turn.journal[again.key] = again.answer
        if self.turn.question is None and not self.turn.said:
            self.turn.said.extend(self.unsaid)
        return self.turn

    async def _once(self) -> AskAgain | None:
        script = self.flow.script()
        self.unsaid.clear()
        reply: Any = None
        refusal: Refused | None = None
        try:
            while True:
                step = script.throw(refusal) if refusal else script.send(reply)
                self._count()
                reply, refusal = None, None
                match step:
                    case AskAgain():
                        return step
                    case Question():
                        if not self._reply_known(step):
                            return None
                        reply = step.kind.recall(self.turn.journal[step.key])
                    case Do():
                        reply, refusal = await self._do(step)
                    case _:
                        reply = await self._step(step)
        except StopIteration:
            return None
        except Refused as refusal:  # the flow did not catch it: the person is told, and the flow is over
            self.turn.said.append(refusal.text)
            return None
        finally:
            script.close()

    def _count(self) -> None:
        self.steps += 1
        if self.steps > LIMIT:
            raise RunsInCircles(self.flow.name)

    async def _step(self, step: Step) -> Any:
        match step:
            case Say(text):
                (self.turn.said if self.talking else self.unsaid).append(text)
                return None
            case Hand():
                self.turn.handed += [step] if self.talking else []
                return None
            case Look():
                return await self.perform(step)
            case Keep(what, value):
                self.turn.kept[what] = value
                return None
            case Me():
                return self.person
            case Now():
                return self.now
            case _:
                raise NotAStep(f"{self.flow.name} awaited {step!r}")

    def _reply_known(self, question: Question) -> bool:
        """Whether the journal has the answer, or has it now; else the question is open."""
        if question.key in self.turn.journal:
            self.unsaid.clear()
            return True
        if self.answer is not None and self.answer.key == question.key:
            understood = self._understand(question, self.answer.said)
            self.answer = None
            if understood:
                self.unsaid.clear()
                return True
        self.turn.question = question
        return False

    def _understand(self, question: Question, said: Said) -> bool:
        match question.kind.understand(said):
            case Understood(value):
                self.turn.journal[question.key] = question.kind.keep(value)
                self.talking = True
                return True
            case Misunderstood(hint, narrowed):
                self.turn.hint, self.turn.narrowed = hint, narrowed
            case Partly(picked):
                self.turn.picked = picked
        return False

    async def _do(self, step: Do) -> tuple[Any, Refused | None]:
        if step.key in self.turn.journal:
            return _recall(step, self.turn.journal[step.key])
        if step.aside:
            await self.perform(step)
            self.turn.journal[step.key] = {"aside": True}
            return None, None
        try:
            result = await self.perform(step)
        except Refused as refusal:
            places = to_jsonable_python(refusal.places, fallback=str)
            self.turn.journal[step.key] = {"refused": type(refusal).__name__, "places": places}
            return None, refusal
        self.turn.journal[step.key] = {"done": step.to_json(result)}
        return result, None


def _recall(step: Do, entry: dict[str, Any]) -> tuple[Any, Refused | None]:
    if "aside" in entry:
        return None, None
    if "refused" in entry:
        return None, Refused.known[entry["refused"]](**entry["places"])
    return step.from_json(entry["done"]), None


async def play(
    flow: Flow, journal: Journal, person: Person, now: datetime, perform: Perform,
    *, answer: Answer | None = None, quiet: bool = False,
) -> Turn:  # fmt: skip
    """Play *flow*. With *answer* only what is said after it is new; *quiet* just finds the open question again."""
    turn = Turn(dict(journal))
    return await Play(flow, person, now, perform, turn, answer, talking=answer is None and not quiet).run()
