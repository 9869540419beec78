"""Choices as people write them: one a line, `code: text` or just the text. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from participation.surveys.definition import Choice, Question, Texts

CODED = re.compile(r"([a-z0-9][a-z0-9_-]{0,39}):(?:\s+(.*))?")


def choices_of(written: Mapping[str, str]) -> tuple[Choice, ...]:
    """Join the lines of all languages: by their code, else by their place. Without any code the place is the code."""
    lines = {language: _lines(text) for language, text in written.items()}
    most = max(map(len, lines.values()), default=0)
    codes = [_code(list(lines.values()), place) for place in range(most)]
    texts: list[Texts] = [{} for _ in codes]
    for language, mine in lines.items():
        for place, (code, text) in enumerate(mine):
            at = codes.index(code) if code in codes and codes.count(code) == 1 else place
            if text:
                texts[at][language] = text
    return tuple(Choice(code, text) for code, text in zip(codes, texts, strict=True))


def lines_of(choices: Sequence[Choice], language: str) -> str:
    """Write the choices of one language; codes are left out where the places say them already."""
    texts = [" ".join(choice.text.get(language, "").split()) for choice in choices]
    while texts and not texts[-1]:
        texts.pop()
    numbered = all(choice.code == str(place) for place, choice in enumerate(choices, 1))
    if numbered and all(text and not CODED.fullmatch(text) for text in texts):
        return "\n".join(texts)
    return "\n".join(f"{choice.code}: {text}" for choice, text in zip(choices, texts, strict=False) if text)


def codes_meant(answers: str, question: Question | None) -> tuple[str, ...]:
    """The codes of the answers named, by code or in the words of any language, separated by commas or lines."""
    said = [part.strip() for part in re.split(r"[,;،\n]", answers) if part.strip()]
    words: dict[str, str] = {}
    for choice in question.choices if question else ():
        words |= {" ".join(text.split()).casefold(): choice.code for text in choice.text.values()}
    codes = question.codes if question else ()
    meant = [part if part in codes else words.get(" ".join(part.split()).casefold(), part) for part in said]
    return tuple(dict.fromkeys(meant))


def _lines(text: str) -> list[tuple[str, str]]:
    found = []
    for line in map(str.strip, text.splitlines()):
        if coded := CODED.fullmatch(line):
            found.append((coded[1], (coded[2] or "").strip()))
        elif line:
            found.append(("", line))
    return found


def _code(lines: Sequence[Sequence[tuple[str, str]]], place: int) -> str:
    """The code of the choice at *place*: the first one written there in any language."""
    return next((mine[place][0] for mine in lines if place < len(mine) and mine[place][0]), str(place + 1))
