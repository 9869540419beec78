"""A release as a table for spreadsheets: one row for each group, labels in one language, codes beside them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from participation.core.languages import best
from participation.core.text import render, t
from participation.results.values import Group, Release, Result, Texts

BOM = "\ufeff"  # without it Excel reads the file as Windows-1252
COLUMNS = ("question", "kind", "asked", "codes", "left_out", "count", "others", "question_text", "answer_text")
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")  # a cell that begins so is a formula to a spreadsheet

WITHHELD = t("not shown: too few answers")
TOO_FEW = t("Fewer than 20 answers: nothing is shown.")
NO_ANSWER = t("no answer")
WROTE = t("answers in own words")
TOTAL = t("All who took part")


def as_csv(release: Release, language: str) -> bytes:
    """Return the table as UTF-8. An empty *count* is one that is not shown; *others* did not choose that answer."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in _rows(release, language):
        writer.writerow([_safe(cell) for cell in row])
    return (BOM + out.getvalue()).encode()


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


def _safe(cell: str | int | None) -> str | int:
    """A cell that no spreadsheet takes for a formula."""
    if isinstance(cell, str) and cell.lstrip(" ").startswith(DANGEROUS):
        return f"'{cell}"
    return "" if cell is None else cell
