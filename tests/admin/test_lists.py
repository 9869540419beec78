"""Lists: filtered, sorted, paged, and taken along as a file that is only data."""

from __future__ import annotations

import csv
import io
import zipfile
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import make_mocked_request
from multidict import CIMultiDict
from python_calamine import CalamineWorkbook

from admin.asked import MOST, Asked, Days, asked_of
from admin.columns import Column, Listing
from admin.list_files import written
from admin.lists import Shown, arrange, ask
from participation.core.clock import BERLIN
from participation.core.spreadsheets import csv_lines, harmless
from participation.core.text import t
from tests.support.shared import shared_data


@dataclass(frozen=True)
class Thing:
    """Something to list."""

    name: str
    size: int
    day: date | None
    kind: str


THINGS = [
    Thing("Ärger", 3, date(2026, 11, 20), "b"),
    Thing("zebra", 20, None, "a"),
    Thing("Apfel", 100, date(2026, 11, 23), "a"),
]
LISTING: Listing[Thing] = Listing("things", t("Things"), (
    Column("name", t("Name"), lambda one: one.name, head=True),
    Column("size", t("Size"), lambda one: one.size),
    Column("day", t("Day"), lambda one: one.day, days=True),
    Column("kind", t("Kind"), lambda one: f"kind {one.kind}", code=lambda one: one.kind),
))  # fmt: skip


def _asked(query: str) -> Asked:
    request: web.Request = make_mocked_request(
        "GET", f"/staff/things?{query}", headers=CIMultiDict({"Accept-Language": "en"})
    )
    return ask(request, LISTING)


def _names(query: str) -> list[str]:
    return [one.name for one in _shown(query).rows]


def _shown(query: str) -> Shown[Thing]:
    return arrange(_asked(query), LISTING, THINGS)


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ["Ärger", "zebra", "Apfel"]),
        ("sort=name", ["Apfel", "Ärger", "zebra"]),
        ("sort=-size", ["Apfel", "zebra", "Ärger"]),
        ("sort=day", ["Ärger", "Apfel", "zebra"]),
        ("sort=-day", ["Apfel", "Ärger", "zebra"]),
        ("q=AERGER", ["Ärger"]),
        ("q=kind+ze", ["zebra"]),
        ("kind=b", ["Ärger"]),
        ("day-from=2026-11-21", ["Apfel"]),
        ("day-until=2026-11-20", ["Ärger"]),
        ("q=nowhere", []),
    ],
)
def test_filters_and_orders(query: str, names: list[str]) -> None:
    """Words forgive case and umlauts, choices and days count, and what has no value comes last either way."""
    assert _names(query) == names


@pytest.mark.parametrize(
    "query",
    ["sort=no", "page=-1", "page=x", "size=7", "day-from=2026-02-30", "day-from=0001-01-01", "page=%D9%A3", "file=exe", "page=999999", "q=%00", "x=%ED%A0%80"],
)  # fmt: skip
def test_what_nobody_can_mean_is_left_out(query: str) -> None:
    """A mistyped address shows the list as it begins, and its links can be made."""
    shown = _shown(query)

    assert [one.name for one in shown.rows] == ["Ärger", "zebra", "Apfel"]
    assert shown.asked.link(page=2).startswith("/staff/things?")


def test_a_choice_is_one_of_those_there_are() -> None:
    """Others are left out; where nobody knows all of them, any may be asked for."""
    choices: dict[str, set[str] | None] = {"state": {"open", "over"}, "unit": None}
    request: web.Request = make_mocked_request("GET", "/staff/things?state=open&unit=any")
    strange: web.Request = make_mocked_request("GET", "/staff/things?state=burnt&unit=")

    assert asked_of(request, choices=choices).chosen == {"state": "open", "unit": "any"}
    assert asked_of(strange, choices=choices).chosen == {}


def test_whoever_filters_is_told_so() -> None:
    """Words, a choice or days, each by itself; an order or a page is no filter."""
    assert [_asked(query).filtered for query in ("q=x", "kind=b", "day-until=2026-11-20")] == [True] * 3
    assert [_asked(query).filtered for query in ("", "sort=name&page=2", "q=&kind=")] == [False] * 3


def test_days_last_from_midnight_to_midnight() -> None:
    """Both days count, in the time of Berlin, also when the clock changes; without a day there is no bound."""
    change = Days(date(2026, 10, 25), date(2026, 10, 25))

    assert change.begins == datetime(2026, 10, 24, 22, tzinfo=UTC)
    assert change.ends == datetime(2026, 10, 25, 23, tzinfo=UTC)
    assert (Days().begins, Days().ends) == (None, None)


def test_pages_hold_every_line_once() -> None:
    """No line is lost or doubled between the pages, and a page behind the last is the last."""
    many = [Thing(f"n{number:03}", number, None, "a") for number in range(60)]
    pages = [arrange(_asked(f"page={page}&sort=-size"), LISTING, many) for page in (1, 2, 3, 9)]

    assert [len(page.rows) for page in pages] == [25, 25, 10, 10]
    assert [row.size for page in pages[:3] for row in page.rows] == list(range(59, -1, -1))
    assert pages[3].asked.page == pages[0].pages == 3


def test_the_state_stays_in_the_links() -> None:
    """Turning the order or the page keeps filters, and a file holds all the pages."""
    shown = _shown("q=a&kind=a&sort=name&other=1")

    assert shown.sort_link(LISTING.columns[0]) == "/staff/things?q=a&kind=a&other=1&sort=-name"
    assert shown.asked.link(page=2) == "/staff/things?q=a&kind=a&sort=name&other=1&page=2"
    assert shown.unfiltered == "/staff/things?other=1"
    assert shown.sorted_by(LISTING.columns[0]) == "ascending"
    assert [one.name for one in _shown("file=csv&page=2").rows] == ["Ärger", "zebra", "Apfel"]


EVIL = [
    "=1+1",
    "+1",
    "-1",
    "@A1",
    "\t=1",
    "\r=1",
    "\n=1",
    "  =1",
    "＝1",
    "http://evil.example",
    "mailto:a@b",
    "plain; text",
    'a "b"',
    "Grüße, مرحبا",
]


def _table(body: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(body.decode("utf-8-sig"), newline=""), delimiter=";"))


def _sheet(body: bytes) -> list[list[Any]]:
    return [list(row) for row in CalamineWorkbook.from_filelike(io.BytesIO(body)).get_sheet_by_index(0).to_python()]


def test_a_csv_holds_no_formula() -> None:
    """Whatever a cell begins with, no spreadsheet calculates it; the file says that it is UTF-8."""
    body = written("csv", "T", ["a"], [[text] for text in EVIL])
    cells = [row[0] for row in _table(body)][1:]

    assert body.startswith(b"\xef\xbb\xbf")
    assert [cell.removeprefix("'") for cell in cells] == EVIL
    assert not any(cell.lstrip(" ")[0] in "=+-@\t\r\n＝" for cell in cells)


def test_known_attacks_by_spreadsheet() -> None:
    """A well-known list of cells that attack whoever opens a file: each one is marked as a text."""
    lines = shared_data("badinput/csv/csv-injection-payloads/Intruder/csv-payload.txt").read_text("utf-8").splitlines()
    for line in lines:
        if line.strip():
            assert str(harmless(line))[0] not in "=+-@\t\r\n", line
    assert len(list(csv_lines([lines]))) == 1


def test_an_xlsx_holds_texts_numbers_and_days() -> None:
    """Every text comes back as the text it was, never as a formula or a link; numbers and days are numbers and days."""
    at = datetime(2026, 11, 24, 12, 30, tzinfo=UTC)
    body = written("xlsx", "A/B [c]", ["a", "b", "c", "d"], [[text, 7, date(2026, 11, 24), at] for text in EVIL])
    rows = _sheet(body)
    with zipfile.ZipFile(io.BytesIO(body)) as packed:
        whole = b"".join(packed.read(name) for name in packed.namelist())

    assert [row[0] for row in rows[1:]] == EVIL
    assert rows[1][1:] == [7.0, date(2026, 11, 24), at.astimezone(BERLIN).replace(tzinfo=None)]
    assert b"<f>" not in whole
    assert b"<hyperlink" not in whole


def test_letters_no_file_can_hold() -> None:
    """Control characters and half pairs break neither file."""
    for file in ("csv", "xlsx"):
        assert written(file, "T", ["a"], [["a\x00\x0b\ud800b" + "x" * 40_000]])


def test_a_file_has_a_bound_and_says_so() -> None:
    """However long a list is, its file ends, and the page tells after how many lines."""
    many = [Thing("x", number, None, "a") for number in range(MOST + 1)]

    assert len(arrange(_asked("file=csv"), LISTING, many).rows) == arrange(_asked(""), LISTING, many).cut == MOST
    assert arrange(_asked(""), LISTING, many[1:]).cut == 0
