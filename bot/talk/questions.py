"""Kinds of question, and how each understands an answer, typed or pressed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from bot.talk.labels import meant, nearest_first
from participation.core.folding import digits, fold
from participation.core.text import Sayable, Text, render, t

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

LONGEST = 1000  # characters of a free answer


@dataclass(frozen=True, slots=True)
class Option:
    """An answer to choose: a language-neutral id and a label."""

    id: str
    label: Sayable


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody answered: typed *text*, or the id of a *pressed* option; *picked* were pressed before it."""

    language: str
    text: str | None = None
    pressed: str | None = None
    picked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Understood(Generic[T_co]):
    """The answer, as a value."""

    value: T_co


@dataclass(frozen=True, slots=True)
class Misunderstood:
    """Why not, and how to answer; *narrowed* offers only these options."""

    hint: Sayable
    narrowed: tuple[Option, ...] = ()


@dataclass(frozen=True, slots=True)
class Partly:
    """Some options picked, more may follow."""

    picked: tuple[str, ...]


Understanding = Understood[T] | Misunderstood | Partly


class Kind(Protocol[T]):
    """A kind of question. `keep` and `recall` turn its value into JSON and back."""

    def options(self) -> tuple[Option, ...]: ...

    def understand(self, said: Said) -> Understanding[T]: ...

    def explain(self) -> Text: ...

    def keep(self, value: T) -> Any: ...

    def recall(self, kept: Any) -> T: ...


class Plain(Generic[T]):
    """What most kinds share: no options, and a value that is JSON already."""

    def options(self) -> tuple[Option, ...]:
        return ()

    def keep(self, value: T) -> Any:
        return value

    def recall(self, kept: Any) -> T:
        value: T = kept
        return value


@dataclass(frozen=True, slots=True)
class Free(Plain[str]):
    """Any text up to *longest* characters."""

    longest: int = LONGEST

    def understand(self, said: Said) -> Understanding[str]:
        text = (said.text or "").replace("\x00", "").strip()
        if not text:
            return Misunderstood(t("Please write your answer as text."))
        if len(text) > self.longest:
            return Misunderstood(t("That is too long. Please write at most {n} characters.", n=self.longest))
        return Understood(text)

    def explain(self) -> Text:
        return t("Here you can write in your own words. One or two short sentences are enough.")


@dataclass(frozen=True, slots=True)
class One(Plain[str]):
    """One of several options: pressed, by number, or by its label in any shipped language."""

    choices: tuple[Option, ...]

    def options(self) -> tuple[Option, ...]:
        return self.choices

    def understand(self, said: Said) -> Understanding[str]:
        if said.pressed is not None and any(option.id == said.pressed for option in self.choices):
            return Understood(said.pressed)
        if said.pressed is not None:
            return Misunderstood(t("That is not possible any more. Please choose again."))
        if found := find_option(said.text or "", self.choices, said.language):
            return Understood(found)
        return Misunderstood(t("Please press one of the buttons, or type its number."))

    def explain(self) -> Text:
        return t(
            "There are {n} possible answers. Press a button, or type the number of the answer: 1 for the first, "
            "2 for the second, and so on.",
            n=len(self.choices),
        )


@dataclass(frozen=True, slots=True)
class YesNo(Plain[bool]):
    """Yes or no, in any shipped language."""

    def options(self) -> tuple[Option, ...]:
        return Option("yes", t("Yes")), Option("no", t("No"))

    def understand(self, said: Said) -> Understanding[bool]:
        if said.pressed in {"yes", "no"}:
            return Understood(said.pressed == "yes")
        typed = fold(said.text or "")
        for language in nearest_first(said.language):
            for value, words in ((True, YES_WORDS), (False, NO_WORDS)):
                if typed in map(fold, re.split("[,،]", render(words, language))):
                    return Understood(value)
        if found := find_option(said.text or "", self.options(), said.language):
            return Understood(found == "yes")
        return Misunderstood(t("Please answer with yes or no."))

    def explain(self) -> Text:
        return t("Press the button Yes or the button No, or write one of these two words.")


@dataclass(frozen=True, slots=True)
class Many(Plain[list[str]]):
    """Any number of options: press each and then Done, or type their numbers."""

    choices: tuple[Option, ...]

    def options(self) -> tuple[Option, ...]:
        return self.choices

    def understand(self, said: Said) -> Understanding[list[str]]:
        ids = [option.id for option in self.choices]
        if said.pressed == DONE.id:
            return Understood([id_ for id_ in ids if id_ in said.picked])
        if said.pressed is not None:
            return self._pressed(said.pressed, said.picked)
        parts = [part for part in re.split(r"[,;،\n]|\s+(?=\d)", digits(said.text or "").strip()) if part.strip()]
        if parts and (ids_or_none := [find_option(part, self.choices, said.language) for part in parts]):
            if all(ids_or_none):
                return Understood([id_ for id_ in ids if id_ in ids_or_none])
            if find_option(said.text or "", (DONE,), said.language):
                return Understood([id_ for id_ in ids if id_ in said.picked])
        return Misunderstood(t("Please press what fits and then Done, or type the numbers with commas: 1, 3"))

    def _pressed(self, pressed: str, picked: tuple[str, ...]) -> Understanding[list[str]]:
        """`id+` picks an option, `id-` takes it back: pressing twice by mistake changes nothing."""
        option, wanted = pressed[:-1], pressed[-1:]
        rest = tuple(id_ for id_ in picked if id_ != option)
        if wanted not in {"+", "-"} or all(choice.id != option for choice in self.choices):
            return Misunderstood(t("Please press what fits and then Done, or type the numbers with commas: 1, 3"))
        return Partly((*rest, option) if wanted == "+" else rest)

    def explain(self) -> Text:
        return t(
            "You can choose several answers. Press each answer that fits, then press Done. Done alone means: none."
        )


@dataclass(frozen=True, slots=True)
class Number(Plain[int]):
    """A whole number between *least* and *most*."""

    least: int = 0
    most: int = 999_999

    def understand(self, said: Said) -> Understanding[int]:
        found = re.fullmatch(r"\D{0,20}?(?<![-−–])(\d{1,9})\D{0,20}", digits(said.text or "").strip())
        if found and self.least <= int(found[1]) <= self.most:
            return Understood(int(found[1]))
        return Misunderstood(t("Please type a number from {least} to {most}.", least=self.least, most=self.most))

    def explain(self) -> Text:
        return t(
            "I need a whole number here, from {least} to {most}. For example: {least}", least=self.least, most=self.most
        )


DONE = Option("done", t("Done"))
YES_WORDS = t("yes, y, yeah, ok, okay, sure, correct")
NO_WORDS = t("no, n, nope, never, wrong")


def find_option(typed: str, options: Sequence[Option], language: str) -> str | None:
    """Return the id of the option meant by its number or its label in any shipped language; None if not one alone."""
    return meant(typed, {option.id: option.label for option in options}, language)
