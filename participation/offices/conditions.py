"""The conditions of a responsibility: reading, writing, deciding."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from participation.core.text import told
from participation.offices.values import Condition

Answers = Mapping[str, str]  # attribute -> value; an empty value means: rather not say

_ONE = re.compile(r"([a-z0-9-]+)\s*(<=|>=|=|<|>)\s*(.+)")


@lru_cache(10_000)
def parse(text: str) -> tuple[Condition, ...]:
    """Read `status=tolerated|asylum-seeker & age<27`. Raises ValueError that says what is wrong."""
    return tuple(_condition(part.strip()) for part in text.split("&")) if text.strip() else ()


def _condition(part: str) -> Condition:
    found = _ONE.fullmatch(part)
    if not found:
        raise ValueError(
            told("{part} is no condition; write attribute=value, attribute<27 or surname=A-K", part=repr(part))
        )
    attribute, operator, right = found[1], found[2], found[3].strip()
    if operator == "=" and (letters := re.fullmatch(r"([A-Z])-([A-Z])", right)):
        if letters[1] > letters[2]:
            raise ValueError(told("{part}: the first letter comes after the last", part=repr(part)))
        return Condition(attribute, "-", (letters[1], letters[2]))
    if operator == "=":
        values = tuple(value.strip() for value in right.split("|"))
        if not all(values):
            raise ValueError(told("{part}: a value is missing", part=repr(part)))
        return Condition(attribute, "=", values)
    if not right.isdecimal():
        raise ValueError(told("{part}: {operator} needs a number", part=repr(part), operator=operator))
    return Condition(attribute, operator, (right,))


def holds(condition: Condition, answers: Answers) -> bool | None:
    """Whether a condition holds; None while its attribute is unknown or the person would rather not say."""
    given = answers.get(condition.attribute, "")
    if not given:
        return None
    match condition.operator:
        case "=":
            return given in condition.values
        case "-":
            letter = first_letter(given)
            return condition.values[0] <= letter <= condition.values[1] if letter else None
        case operator if given.isdecimal():
            number, limit = int(given), int(condition.values[0])
            return {"<": number < limit, "<=": number <= limit, ">": number > limit, ">=": number >= limit}[operator]
    return None


def first_letter(name: str) -> str:
    """Return the Latin letter a surname is filed under: Ä under A, Š under S; empty if it has none."""
    plain = unicodedata.normalize("NFKD", name.strip().upper().translate(_FILED))
    return plain[0] if plain and "A" <= plain[0] <= "Z" else ""


_FILED = str.maketrans("ŁØĐÐÞÆŒ", "LODDTAO")
