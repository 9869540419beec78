"""The question for a place: a municipality or district by name, or a postcode of the region."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz

from bot.talk.questions import Misunderstood, Option, Said, Understanding, Understood
from participation.core.folding import digits, fold
from participation.core.text import Text, Words, t
from participation.offices.values import Area, Where

BUTTONS = 14  # more places than this are asked for without buttons
CLOSE = 84  # how alike a misspelt name must be, of 100


@dataclass(frozen=True, slots=True)
class Place:
    """One of *areas*. A postcode in several municipalities leads to a choice among them."""

    areas: tuple[Area, ...]

    def options(self) -> tuple[Option, ...]:
        towns = [area for area in self.areas if area.kind == "municipality"]
        shown = towns if len(towns) != 1 else [area for area in self.areas if area.kind == "district"] or towns
        return tuple(_option(area) for area in shown) if len(shown) <= BUTTONS else ()

    def understand(self, said: Said) -> Understanding[Where]:
        if said.pressed is not None:
            return self._pressed(said.pressed)
        typed = digits(said.text or "").strip()
        if postcode := re.search(r"(?<!\d)\d{5}(?!\d)", typed):
            return self._postcode(postcode[0])
        if typed.isdigit() and 1 <= int(typed) <= len(self.options()):
            return self._pressed(self.options()[int(typed) - 1].id)
        return self._name(fold(typed))

    def explain(self) -> Text:
        return t(
            "Write the name of your town or village, or your postcode. It has five digits and is part of your address."
        )

    def keep(self, value: Where) -> Any:
        return f"{value.area} {value.postcode}" if value.postcode else value.area

    def recall(self, kept: Any) -> Where:
        area, _, postcode = str(kept).partition(" ")
        return Where(area, postcode or None)

    def _pressed(self, id_: str) -> Understanding[Where]:
        where = self.recall(id_)
        known = any(area.key == where.area for area in self.areas)
        return Understood(where) if known else Misunderstood(_WHICH)

    def _postcode(self, postcode: str) -> Understanding[Where]:
        towns = [area for area in self.areas if area.kind == "municipality" and postcode in area.postcodes]
        districts = [area for area in self.areas if area.kind == "district" and postcode in area.postcodes]
        if len(towns) > 1:
            return Misunderstood(
                t("Several places have the postcode {postcode}. Which one is yours?", postcode=postcode),
                tuple(_option(area, postcode) for area in towns),
            )
        if len(districts) == 1:
            return Understood(Where(districts[0].key, postcode))
        if towns:
            return Understood(Where(towns[0].key, postcode))
        if districts and (parent := districts[0].parent) and all(area.parent == parent for area in districts):
            return Understood(Where(parent, postcode))
        return Misunderstood(
            t("I do not know the postcode {postcode} here. Please write the name of your town.", postcode=postcode)
        )

    def _name(self, typed: str) -> Understanding[Where]:
        scored = [
            (max(_alike(typed, name) for name in _names(area)), area) for area in self.areas if area.kind != "county"
        ]
        best = max((score for score, _ in scored), default=0.0)
        found = [area for score, area in scored if score == best]
        if best < CLOSE or not typed:
            return Misunderstood(_WHICH)
        if len(found) > 1:
            return Misunderstood(t("Which one do you mean?"), tuple(_option(area) for area in found[:BUTTONS]))
        return Understood(Where(found[0].key))


_WHICH = t("I do not know this place. Please write the name of your town or village here, or your postcode.")


def _option(area: Area, postcode: str = "") -> Option:
    names = {"de": area.name, **dict(reversed(area.names))}
    return Option(f"{area.key} {postcode}".strip(), Words({**names, "de": area.name}))


def _names(area: Area) -> set[str]:
    return {fold(area.name), *(fold(name) for _, name in area.names)}


def _alike(typed: str, name: str) -> float:
    """100 for the name itself, also within a sentence ("I live in Lindenau"); less for a misspelling."""
    if not typed or not name:
        return 0
    if typed == name or f" {name} " in f" {typed} ":
        return 100
    words = typed.split()
    return max(fuzz.ratio(typed, name), max(fuzz.ratio(word, name) for word in words)) if len(typed) >= 4 else 0
