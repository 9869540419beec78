"""The question for the first letter of a name, as offices divide their work by it."""

from __future__ import annotations

from dataclasses import dataclass

from bot.talk.questions import Misunderstood, Plain, Said, Understanding, Understood
from participation.core.text import Text, t
from participation.offices.conditions import first_letter

_LATIN = t("Please type the letter as it stands in your passport, from A to Z.")


@dataclass(frozen=True, slots=True)
class Letter(Plain[str]):
    """A Latin letter, or a name that begins with one; only the letter is kept."""

    def understand(self, said: Said) -> Understanding[str]:
        letter = first_letter(said.text or "")
        return Understood(letter) if letter else Misunderstood(_LATIN)

    def explain(self) -> Text:
        return _LATIN
