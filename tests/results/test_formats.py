"""A release as a file holds the numbers of the release, and nothing a spreadsheet would run."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date

import pytest

from participation.results.document import dumps, fingerprint, loads
from participation.results.formats.as_csv import COLUMNS, as_csv
from participation.results.formats.as_json import as_json
from participation.results.values import Group, Heading, Label, Release, Result, Table

TITLE = {"de": "Ankommen", "en": "Arriving", "ar": "الوصول"}
ANSWERS = (Label("yes", {"de": "Ja", "en": "Yes"}), Label("no", {"de": "=1+1", "ar": "@لا"}), Label("x", {"de": "-3"}))
TABLE = Table(
    Heading("s1", "ankommen", "verein", TITLE, ("de", "en", "ar")),
    65,
    (
        Result("one", "one", {"de": "+Kurs?"}, ANSWERS, 65, (Group(("yes",), 40), Group(("no", "x"), 25, left_out=True))),
        Result("some", "several", {"de": "Was?"}, ANSWERS[:2], 60, (Group(("yes",), 45, others=15), Group(("no",), None))),
        Result("level", "scale", {"de": "Wie?"}, (), 65, (Group(("1",), 30), Group(("2", "3"), 35)), after=("one", ("yes",))),
        Result("why", "one", {"de": "Warum?"}, ANSWERS, None),
        Result("wish", "text", {"de": "Wunsch?"}, (), 65, (Group((), 20),)),
    ),
)  # fmt: skip
RELEASE = Release(TABLE, date(2026, 11, 30), fingerprint(dumps(TABLE)))


def _rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def test_value_csv_and_json_hold_the_same_numbers() -> None:
    """What is stored, group by group, in the same order; an empty cell is what is not shown."""
    stored = [
        (one.code, " ".join(group.codes), one.asked, group.count, group.others)
        for one in TABLE.results
        for group in one.groups
    ]
    shown = json.loads(as_json(RELEASE))
    in_json = [
        (one["code"], " ".join(group["codes"]), one["asked"], group["count"], group["others"])
        for one in shown["table"]["results"]
        for group in one["groups"]
    ]
    numbers = [
        tuple(int(row[name]) if row[name] else None for name in ("asked", "count", "others"))
        for row in _rows(as_csv(RELEASE, "de"))
    ]
    codes = [(row["question"], row["codes"]) for row in _rows(as_csv(RELEASE, "de"))]
    in_csv = [(*code, *number) for code, number in zip(codes, numbers, strict=True)]

    assert in_json == stored
    assert in_csv == [("", "", 65, 65, None), *stored[:5], *stored[5:6], ("why", "", None, None, None), *stored[6:]]
    assert shown["table"]["sheets"] == 65
    assert loads(dumps(TABLE)) == TABLE
    assert shown["sha256"] == RELEASE.sha256 == fingerprint(dumps(loads(json.dumps(shown["table"]))))


@pytest.mark.parametrize("language", ["de", "en", "ar"])
def test_the_numbers_are_the_same_in_every_language(language: str) -> None:
    """Labels change, codes and counts do not."""
    told = ("question", "kind", "asked", "codes", "left_out", "count", "others")

    def numbers(of: str) -> list[list[str]]:
        return [[row[name] for name in told] for row in _rows(as_csv(RELEASE, of))]

    assert numbers(language) == numbers("de")
    assert _rows(as_csv(RELEASE, language))[0]["question_text"] == TITLE[language]


def test_no_cell_is_a_formula_and_excel_reads_it_as_utf_8() -> None:
    """What people write into a survey is text in a spreadsheet as well."""
    content = as_csv(RELEASE, "ar")
    cells = [cell for row in _rows(content) for cell in row.values()]

    assert content.startswith(b"\xef\xbb\xbf" + ",".join(COLUMNS).encode())
    assert not [cell for cell in cells if cell[:1] in tuple("=+-@\t\r\n")]
    assert "'+Kurs?" in cells
    assert any(cell.startswith("'@لا / ") for cell in cells)


def test_too_few_answers_are_one_line() -> None:
    """The file says so, and holds no number."""
    few = replace(RELEASE, table=replace(TABLE, sheets=None, results=()))
    [row] = _rows(as_csv(few, "en"))

    assert (row["question_text"], row["answer_text"]) == ("Arriving", "Fewer than 20 answers: nothing is shown.")
    assert not any(char.isdigit() for name in ("asked", "count", "others") for char in row[name])
    assert json.loads(as_json(few))["table"]["sheets"] is None
