"""Two states of what a source brought, row by row: what is new, changed, gone. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from participation.core.spreadsheets import Cell, csv_lines
from participation.offices.formats.tables import Rows, as_csv, cell_of, columns
from participation.offices.models import TABLES

NEW, CHANGED, GONE = "new", "changed", "gone"
LONGEST = 300  # letters of a row shown in one cell
HEADINGS = ("what", "table", "entry", "field", "before", "after")


@dataclass(frozen=True, slots=True)
class Line:
    """One row that is new or gone, or one field of a row that changed."""

    what: str
    table: str
    entry: str
    field: str
    before: str
    after: str
    row: Mapping[str, str]  # as it is, or where it is gone as it was


@dataclass(frozen=True, slots=True)
class Comparison:
    """Every line, and per table how many rows are (new, changed, gone, as before). *mark* is the same for the same two states."""

    lines: list[Line]
    counts: dict[str, tuple[int, int, int, int]]
    mark: str


def compare(before: Rows, after: Rows) -> Comparison:
    """Compare the tables; rows with the same key are the same row."""
    lines: list[Line] = []
    counts: dict[str, tuple[int, int, int, int]] = {}
    for table in TABLES:
        was, is_ = _keyed(table, before), _keyed(table, after)
        found = list(_lines(table, was, is_))
        lines += found
        changed = len({line.entry for line in found if line.what == CHANGED})
        new, gone = len(is_.keys() - was.keys()), len(was.keys() - is_.keys())
        if was or is_:
            counts[table] = (new, changed, gone, len(is_) - new - changed)
    return Comparison(lines, counts, mark(before, after))


def mark(before: Rows, after: Rows) -> str:
    """Return a text that is the same for the same two states."""
    marked = hashlib.sha256()
    for rows in (before, after):
        for table in TABLES:
            lines = as_csv(table, rows.get(table, [])).splitlines()
            marked.update("\n".join([table, *sorted(lines)]).encode())
    return marked.hexdigest()


def report(comparison: Comparison, others: Mapping[str, list[str]]) -> bytes:
    """Return every line as CSV; *others*: what else somebody should look at, under a word for it."""

    def rows() -> Iterator[tuple[Cell, ...]]:
        yield HEADINGS
        for line in comparison.lines:
            yield line.what, line.table, line.entry, line.field, line.before, line.after
        for what, said in others.items():
            for one in said:
                yield what, "", one, "", "", ""

    return "".join(csv_lines(rows())).encode()


def _lines(table: str, was: dict[str, dict[str, str]], is_: dict[str, dict[str, str]]) -> Iterator[Line]:
    for entry in sorted(was.keys() | is_.keys()):
        old, new = was.get(entry), is_.get(entry)
        if old is None and new is not None:
            yield Line(NEW, table, entry, "", "", _row(new), new)
        elif new is None and old is not None:
            yield Line(GONE, table, entry, "", _row(old), "", old)
        elif old != new and old is not None and new is not None:
            for name in new:
                if old[name] != new[name]:
                    yield Line(CHANGED, table, entry, name, old[name], new[name], new)


def _keyed(table: str, rows: Rows) -> dict[str, dict[str, str]]:
    keys = [column.name for column in columns(table) if column.key]
    cells = [{column.name: cell_of(row[column.name]) for column in columns(table)} for row in rows.get(table, [])]
    return {" · ".join(row[name] for name in keys): row for row in cells}


def _row(cells: Mapping[str, str]) -> str:
    return "; ".join(f"{name}: {value}" for name, value in cells.items() if value)[:LONGEST]
