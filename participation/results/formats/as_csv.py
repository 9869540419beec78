"""A release as a table for spreadsheets: one row for each group, labels in one language, codes beside them."""

from __future__ import annotations

from collections.abc import Iterator

from participation.core.languages import best
from participation.core.spreadsheets import csv_lines
from participation.core.text import render, t
from participation.results.values import Group, Release, Result, Texts

COLUMNS = ("question", "kind", "asked", "codes", "left_out", "count", "others", "question_text", "answer_text")

WITHHELD = t("not shown: too few answers")
TOO_FEW = t("Fewer than 20 answers: nothing is shown.")
NO_ANSWER = t("no answer")
WROTE = t("answers in own words")
TOTAL = t("All who took part")


def as_csv(release: Release, language: str) -> bytes:
    """Return the table as UTF-8. An empty *count* is one that is not shown; *others* did not choose that answer."""
    return "".join(csv_lines([COLUMNS, *_rows(release, language)])).encode()


def _rows(release: Release, language: str) -> Iterator[tuple[str | int | None, ...]]:
    sheets = release.table.sheets
    about = best(release.table.heading.title, language)
    yield "", "", sheets, "", "", sheets, None, about, render(TOO_FEW if sheets is None else TOTAL, language)
    for result in release.table.results:
        head, text = (result.code, result.kind, result.asked), best(result.text, language)
        if result.withheld:
            yield *head, "", "", None, None, text, render(WITHHELD, language)
        for group in result.groups:
            out = "yes" if group.left_out else ""
            label = _label(result, group, language)
            yield *head, " ".join(group.codes), out, group.count, group.others, text, label


def _label(result: Result, group: Group, language: str) -> str:
    if result.kind == "text":
        return render(WROTE, language)
    words: list[Texts] = result.words(group)
    labels = [best(text, language) for text in words] + ([render(NO_ANSWER, language)] if group.left_out else [])
    shown = " / ".join(labels)
    return f"{shown} ({render(WITHHELD, language)})" if group.count is None else shown
