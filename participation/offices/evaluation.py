"""How well services are recognised, beside a plain search."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from rapidfuzz import fuzz, process

from participation.core.folding import fold
from participation.offices.errors import BadTables
from participation.offices.formats import tables

COLUMNS = ["id", "lang", "slug", "noise", "text"]
NONE = "none"
Recognise = Callable[[str, str], Sequence[str]]  # text, language -> slugs, best first, empty = refused


@dataclass(frozen=True, slots=True)
class Message:
    """One line of an evaluation: what somebody wrote and the service meant, or `none`."""

    language: str
    slug: str
    text: str


@dataclass(frozen=True, slots=True)
class Figures:
    """Shares from 0 to 1: right first, right among three, refused what must be; wrongly *missed* real requests."""

    messages: int
    top1: float
    top3: float
    refused: float
    missed: float


def read_evaluation(path: Path) -> list[Message]:
    """Read a tab-separated file with the columns id, lang, slug, noise, text. Raises `BadTables`."""
    try:
        lines = re.split("\r?\n", path.read_text(encoding="utf-8-sig"))
        rows = list(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    except (UnicodeDecodeError, OSError, csv.Error) as error:
        raise BadTables([f"{path.name}: cannot be read as UTF-8 text ({type(error).__name__})"]) from None
    if not rows or rows[0] != COLUMNS:
        raise BadTables([f"{path.name}, row 1: the columns must be {', '.join(COLUMNS)}, separated by tabs"])
    wrong = [
        f"{path.name}, row {number}: {len(row)} fields instead of {len(COLUMNS)}"
        for number, row in enumerate(rows[1:], start=2)
        if row and len(row) != len(COLUMNS)
    ]
    if wrong:
        raise BadTables(wrong)
    return [Message(row[1], row[2], row[4]) for row in rows[1:] if row]


def evaluate(recognise: Recognise, messages: Iterable[Message]) -> dict[str, Figures]:
    """Return the figures per language and `all`."""
    by_language: dict[str, list[tuple[Message, Sequence[str]]]] = defaultdict(list)
    for message in messages:
        found = recognise(message.text, message.language)
        by_language[message.language].append((message, found))
        by_language["all"].append((message, found))
    return {language: _figures(pairs) for language, pairs in sorted(by_language.items())}


def _figures(pairs: list[tuple[Message, Sequence[str]]]) -> Figures:
    real = [(message, found) for message, found in pairs if message.slug != NONE]
    strange = [found for message, found in pairs if message.slug == NONE]
    return Figures(
        len(pairs),
        _share([list(found[:1]) == [message.slug] for message, found in real]),
        _share([message.slug in list(found)[:3] for message, found in real]),
        _share([not found for found in strange]),
        _share([not found for _, found in real]),
    )


def _share(hits: Sequence[bool]) -> float:
    return round(sum(hits) / len(hits), 3) if hits else 0.0


def shipped_phrases(catalogue: Path) -> list[tuple[str, str, str]]:
    """Return what the shipped catalogue calls each service, straight from its files."""
    rows = tables.read(catalogue)
    names = [(row["service"], row["language"], row["text"]) for row in rows["service_texts"] if row["field"] == "name"]
    return names + [(row["service"], row["language"], row["phrase"]) for row in rows["phrases"]]


def plain_search(phrases: Sequence[tuple[str, str, str]]) -> Recognise:
    """Return what people would otherwise build: the nearest phrases by weighted edit distance."""
    folded = [fold(phrase) for _, _, phrase in phrases]

    def recognise(text: str, _language: str) -> list[str]:
        found = process.extract(fold(text), folded, scorer=fuzz.WRatio, limit=15, score_cutoff=60)
        return list(dict.fromkeys(phrases[place][0] for _, _, place in found))[:3]

    return recognise


def as_dict(figures: dict[str, Figures]) -> dict[str, dict[str, float]]:
    return {language: asdict(shares) for language, shares in figures.items()}
