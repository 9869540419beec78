"""Questions that take a person's own words beside their options."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot.talk.places import Place
from bot.talk.questions import (
    LONGEST,
    Free,
    Misunderstood,
    One,
    Option,
    Plain,
    Said,
    Understanding,
    Understood,
    find_option,
)
from participation.core.text import Text, t
from participation.offices.values import Area, Where


@dataclass(frozen=True, slots=True)
class OneOrWords(Plain[str]):
    """One of several options as in `One`, or anything else in the person's own words: they follow `WORDS`."""

    choices: tuple[Option, ...]

    def options(self) -> tuple[Option, ...]:
        return self.choices

    def understand(self, said: Said) -> Understanding[str]:
        understood = One(self.choices).understand(said)
        text = Free().understand(Said(said.language, said.text))
        if (
            isinstance(understood, Misunderstood)
            and isinstance(text, Understood)
            and re.search(r"[^\W\d_]{3}", text.value)
        ):
            return Understood(WORDS + text.value)
        return understood

    def explain(self) -> Text:
        return One(self.choices).explain()


WORDS = "words:"


@dataclass(frozen=True, slots=True)
class PlaceOrWords:
    """A place as in `Place`, or a text in which *otherwise* sees something else than a place."""

    areas: tuple[Area, ...]
    otherwise: Callable[[str], bool]

    def options(self) -> tuple[Option, ...]:
        return Place(self.areas).options()

    def understand(self, said: Said) -> Understanding[Where | str]:
        understood = Place(self.areas).understand(said)
        if isinstance(understood, Misunderstood) and said.text and self.otherwise(said.text):
            return Free().understand(said)
        return understood

    def explain(self) -> Text:
        return Place(self.areas).explain()

    def keep(self, value: Where | str) -> Any:
        return WORDS + value if isinstance(value, str) else Place(()).keep(value)

    def recall(self, kept: Any) -> Where | str:
        words = str(kept).removeprefix(WORDS)
        return Place(()).recall(kept) if words == kept else words


@dataclass(frozen=True, slots=True)
class OptionalText(Plain[str]):
    """Any text, or none: skipping gives an empty one."""

    longest: int = LONGEST

    def options(self) -> tuple[Option, ...]:
        return (SKIP,)

    def understand(self, said: Said) -> Understanding[str]:
        if said.pressed == SKIP.id or find_option(said.text or "", (SKIP,), said.language):
            return Understood("")
        return Free(self.longest).understand(said)

    def explain(self) -> Text:
        return Free(self.longest).explain()


SKIP = Option("skip", t("Skip this question"))
