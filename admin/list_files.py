"""A list as a file: CSV and XLSX as a German Excel opens them, and nothing in it is a formula or a link."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from participation.core.clock import BERLIN
from participation.core.spreadsheets import csv_lines

KINDS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
LONGEST = 32_000  # characters Excel takes in a cell, and a few to spare
PLAIN = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "in_memory": True,
    "remove_timezone": True,
}
WIDTHS = 10, 60  # of columns, in characters


def written(file: str, title: str, heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """Return the file of that kind."""
    return _xlsx(title, heads, rows) if file == "xlsx" else _csv(heads, rows)


def _csv(heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """With semicolons, and every text in quotation marks: so a double click opens it right."""
    lines = ([_plain(cell) for cell in row] for row in rows)
    return "".join(csv_lines(_with(heads, lines), ";", quoting=csv.QUOTE_NONNUMERIC)).encode(errors="replace")


def _with(heads: Sequence[str], lines: Iterable[Sequence[Any]]) -> Iterable[Sequence[Any]]:
    yield heads
    yield from lines


def _plain(cell: Any) -> str | int | None:
    """Times of Berlin, in the way every spreadsheet reads."""
    match cell:
        case datetime():
            return f"{cell.astimezone(BERLIN):%Y-%m-%d %H:%M}"
        case date():
            return cell.isoformat()
        case time():
            return f"{cell:%H:%M}"
        case int() | None:
            return cell
    return str(cell)


def _xlsx(title: str, heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    out = io.BytesIO()
    with Workbook(out, PLAIN) as book:
        sheet = book.add_worksheet(re.sub(r"[\[\]:*?/\\']", " ", title)[:31])
        bold, wrapped = (
            book.add_format({"bold": True, "valign": "top"}),
            book.add_format({"text_wrap": True, "valign": "top"}),
        )
        shapes: dict[type, Any] = {
            kind: book.add_format({"num_format": shape, "valign": "top", "align": "left"})
            for kind, shape in ((datetime, "dd.mm.yyyy hh:mm"), (date, "dd.mm.yyyy"), (time, "hh:mm"))
        }
        widths = [len(head) for head in heads]
        for place, head in enumerate(heads):
            sheet.write_string(0, place, head, bold)
        count = 0
        for count, row in enumerate(rows, 1):
            for place, cell in enumerate(row):
                _write(sheet, count, place, cell, shapes, wrapped)
                widths[place] = max(widths[place], *(len(line) for line in str(cell).split("\n")))
        for place, width in enumerate(widths):
            sheet.set_column(place, place, min(max(width + 2, WIDTHS[0]), WIDTHS[1]))
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, count, len(heads) - 1)
    return out.getvalue()


def _write(sheet: Worksheet, line: int, place: int, cell: Any, shapes: dict[type, Any], wrapped: Any) -> None:
    """Each value by its kind: a text is a text whatever it begins with."""
    match cell:
        case datetime():
            sheet.write_datetime(line, place, cell.astimezone(BERLIN).replace(tzinfo=None), shapes[datetime])
        case date() | time():
            sheet.write_datetime(line, place, cell, shapes[time if isinstance(cell, time) else date])
        case int():
            sheet.write_number(line, place, cell)
        case _ if cell:
            sheet.write_string(line, place, _clean(str(cell)), wrapped)


def _clean(text: str) -> str:
    """Without what XML cannot hold."""
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", "", text)[:LONGEST]
