"""What a flow, an async function that awaits nothing but these words, may say, ask, look up or have done."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine, Generator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Concatenate, Generic, NoReturn, ParamSpec, TypeVar, get_type_hints, overload

from pydantic import TypeAdapter
from sqlalchemy.ext.asyncio import AsyncSession

from bot.talk.channel import File
from bot.talk.questions import Free, Kind, Many, One, Option, YesNo
from participation.core.text import Sayable, Text, t

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Person:
    """Who is talking: an opaque id, their language, their place if they allowed us to keep it, the channel."""

    id: str
    language: str
    place: str | None
    channel: str


@dataclass(frozen=True, slots=True)
class Say:
    text: Sayable


@dataclass(frozen=True, slots=True)
class Hand:
    text: Sayable
    file: File


@dataclass(frozen=True, slots=True)
class Question:
    key: str
    text: Sayable
    kind: Kind[Any]


@dataclass(frozen=True, slots=True)
class Look:
    query: Callable[..., Awaitable[Any]]
    args: tuple[Any, ...]
    kwargs: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Do:
    """*aside*: nothing comes of it for the person, so it neither stands in the way of going back nor fails their talk."""

    key: str
    service: Callable[..., Awaitable[Any]]
    args: tuple[Any, ...]
    kwargs: Mapping[str, Any]
    aside: bool = False

    def to_json(self, result: Any) -> Any:
        return self._type.dump_python(result, mode="json")

    def from_json(self, kept: Any) -> Any:
        return self._type.validate_python(kept)

    @property
    def _type(self) -> TypeAdapter[Any]:
        returned: Any = get_type_hints(self.service)["return"]
        return TypeAdapter(returned)


@dataclass(frozen=True, slots=True)
class AskAgain:
    """*void* was done and has come to nothing since: it does not stand in the way."""

    key: str
    because: Sayable | None
    answer: Any = None
    void: str | None = None


@dataclass(frozen=True, slots=True)
class Keep:
    """Something to keep about the person beyond this talk."""

    what: str
    value: str | None


@dataclass(frozen=True, slots=True)
class Me:
    pass


@dataclass(frozen=True, slots=True)
class Now:
    pass


Step = Say | Hand | Question | Look | Do | AskAgain | Keep | Me | Now


class _Wait(Generic[T]):
    """Hands one step to the player and returns what the player sends back."""

    def __init__(self, step: Step) -> None:
        self.step = step

    def __await__(self) -> Generator[Step, T, T]:
        return (yield self.step)


async def say(*texts: Sayable) -> None:
    """Tell; several texts are paragraphs."""
    for text in texts:
        await _Wait[None](Say(text))


async def hand(text: Sayable, file: File) -> None:
    """Hand over a file; *text* says what it is."""
    await _Wait[None](Hand(text, file))


@overload
async def ask(key: str, text: Sayable) -> str: ...


@overload
async def ask(key: str, text: Sayable, kind: Kind[T]) -> T: ...


async def ask(key: str, text: Sayable, kind: Kind[Any] | None = None) -> Any:
    """Ask and keep the answer under *key*; without *kind* any text is an answer."""
    return await _Wait[Any](Question(key, text, kind or Free()))


async def choose(key: str, text: Sayable, options: Sequence[Option]) -> str:
    """Ask for one of *options*; returns its id."""
    return await _Wait[str](Question(key, text, One(tuple(options))))


async def choose_many(key: str, text: Sayable, options: Sequence[Option]) -> list[str]:
    """Ask for any number of *options*; returns their ids in the order of the options."""
    return await _Wait[list[str]](Question(key, text, Many(tuple(options))))


async def confirm(key: str, text: Sayable) -> bool:
    """Ask for yes or no."""
    return await _Wait[bool](Question(key, text, YesNo()))


async def look(query: Callable[Concatenate[AsyncSession, P], Awaitable[T]], *args: P.args, **kwargs: P.kwargs) -> T:
    """Read something now; it is looked up afresh on every message."""
    return await _Wait[T](Look(query, args, kwargs))


async def do(
    key: str, service: Callable[Concatenate[AsyncSession, P], Awaitable[T]], *args: P.args, **kwargs: P.kwargs
) -> T:
    """Change something exactly once; the result is kept under *key*. May raise what the service refuses."""
    return await _Wait[T](Do(key, service, args, kwargs))


async def count(
    key: str, service: Callable[Concatenate[AsyncSession, P], Awaitable[None]], *args: P.args, **kwargs: P.kwargs
) -> None:
    """Have something counted once for this way through the talk. Whoever goes back and takes another way counts anew."""
    await _Wait[None](Do(key, service, args, kwargs, aside=True))


async def take_back(key: str, answer: str) -> NoReturn:
    """Forget everything from *key* on, and go on from there with *answer* instead."""
    await _Wait[None](AskAgain(key, None, answer))
    raise AssertionError("the player does not resume after take_back")


async def ask_again(key: str, because: Sayable, *, void: str | None = None) -> NoReturn:
    """Forget the answer to *key* and everything after it, and ask once more. *void*: what was done for nothing."""
    await _Wait[None](AskAgain(key, because, void=void))
    raise AssertionError("the player does not resume after ask_again")


async def keep_language(code: str) -> None:
    """Speak *code* from now on."""
    await _Wait[None](Keep("language", code))


async def keep_place(place: str | None) -> None:
    """Keep where the person lives, with their consent; None forgets it."""
    await _Wait[None](Keep("place", place))


async def me() -> Person:
    """Who is talking."""
    return await _Wait[Person](Me())


async def now() -> datetime:
    """The time of this message, aware, in UTC."""
    return await _Wait[datetime](Now())


Script = Callable[[], Coroutine[Any, Any, None]]


@dataclass(frozen=True, slots=True)
class Flow:
    """A conversation. Its name is stored; *link* is the prefix of deep links that set the answer to *link_key*.

    *menu*: its words in the menu (None: not there). *words*: what people write who mean it. *interrupts*: the talk before it goes on afterwards.
    *resumable*: left in the middle, it goes on next time where it stopped. *private*: what was said is not kept.
    """

    name: str
    script: Script
    menu: Text | None = None
    words: Text | None = None
    command: str | None = None
    link: str | None = None
    link_key: str = ""
    interrupts: bool = False
    resumable: bool = False
    private: bool = False


FLOWS: dict[str, Flow] = {}


def flow(name: str, **settings: Any) -> Callable[[Script], Flow]:
    """Register a conversation under *name*; the settings are those of `Flow`."""

    def register(script: Script) -> Flow:
        if name in FLOWS:
            raise ValueError(f"two flows are called {name!r}")
        return FLOWS.setdefault(name, Flow(name, script, **settings))

    return register


__all__ = [
    "Flow", "Option", "Person", "ask", "ask_again", "choose", "choose_many", "confirm", "count", "do", "flow", "hand", "keep_language",
    "keep_place", "look", "me", "now", "say", "t", "take_back",
]  # fmt: skip
