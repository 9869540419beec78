"""A release in words: the same rounded numbers as on every page and in every file."""

from __future__ import annotations

from collections.abc import Iterator

from participation.core.text import Lines, Sayable, Several, Words, t
from participation.results.values import Group, Release, Result


def participants(found: Release) -> Sayable:
    """How many took part, as far as that may be told."""
    if found.table.sheets is None:
        return t("Too few people took part to show any numbers. That protects each of them.")
    return t("About {n} people took part.", n=found.table.sheets)


def figures(found: Release) -> list[Sayable]:
    """One paragraph for each question."""
    return [Lines((Words(result.text), *_lines(result))) for result in found.table.results]


def _lines(result: Result) -> Iterator[Sayable]:
    if result.asked is None:
        yield t("Too few people answered this to show it.")
        return
    for group in result.groups:
        yield _group(result, group)
    if result.mean is not None:
        yield t("On average: {mean}", mean=result.mean)


def _group(result: Result, group: Group) -> Sayable:
    words: list[Sayable] = [Words(text) for text in result.words(group)]
    if group.left_out:
        words.append(t("no answer"))
    answer = Several(words or [t("wrote in their own words")], other=True)
    if group.count is None:
        return t("• {answer}: not shown, to protect few", answer=answer)
    return t("• {answer}: about {n}", answer=answer, n=group.count)
