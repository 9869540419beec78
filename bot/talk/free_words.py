"""Questions that take a person's own words beside their options."""

from __future__ import annotations

import re
from dataclasses import dataclass

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
