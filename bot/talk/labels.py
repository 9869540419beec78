"""Which of several labels somebody means by what they typed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache

from participation.core.folding import fold
from participation.core.languages import shipped
from participation.core.text import Sayable, render

SHORTEST = 3  # letters of a part of a label


def meant(typed: str, labels: Mapping[str, Sayable], language: str) -> str | None:
    """Return the id whose label was meant by its number, or by words in any shipped language; None if not one alone."""
    wanted = _folded(typed)
    if wanted.isdigit() and 1 <= int(wanted) <= len(labels):
        return list(labels)[int(wanted) - 1]
    for code in nearest_first(language):
        if wanted and (found := _named(wanted, {id_: _label(render(label, code)) for id_, label in labels.items()})):
            return found
    return None


def begins_one(typed: str, labels: Iterable[Sayable], language: str) -> bool:
    """Whether one label, and only one, begins with the words of *typed*."""
    words = fold(typed).split()
    return sum(fold(render(label, language)).split()[: len(words)] == words for label in labels) == 1


def nearest_first(language: str) -> Iterator[str]:
    yield language
    yield from (code for code in shipped() if code != language)


def _named(wanted: str, labels: Mapping[str, str]) -> str | None:
    """The whole label, its beginning, its last words, or its first two: what fits one label is meant, what fits more is not."""
    ways: list[Callable[[str], bool]] = [lambda label: label == wanted]
    if len(wanted) >= SHORTEST:
        ways += [
            lambda label: label.startswith(wanted),
            lambda label: label.endswith(f" {wanted}"),  # "absagen" for "Diesen Termin absagen"
            lambda label: len(label.split()) > 2 and label.split()[:2] == wanted.split()[:2],  # and then something else
        ]
    for fits in ways:
        if found := [id_ for id_, label in labels.items() if fits(label)]:
            return found[0] if len(found) == 1 else None
    return None


def _folded(text: str) -> str:
    """Folded; a time of day as it stands on buttons: 09:30 for 9.30 Uhr."""
    timed = re.sub(r"^(\d{1,2})( \d\d)? uhr$", lambda found: found[1] + (found[2] or " 00"), fold(text))
    return re.sub(r"^(\d)(?= \d\d\b)", r"0\1", timed)


@lru_cache(4096)
def _label(text: str) -> str:
    """Labels come again and again; what people type is not kept, not even here."""
    return _folded(text)
