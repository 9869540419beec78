"""Cells for spreadsheets: none of them is taken for a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

BOM = "\ufeff"  # without it Excel reads the file as Windows-1252
DANGEROUS = (
    "=",
    "+",
    "-",
    "@",
    "\t",
    "\r",
    "\n",
    "＝",
    "＋",
    "－",
    "＠",
)  # a cell that begins so is a formula to a spreadsheet

Cell = str | int | float | None


def harmless(cell: Cell) -> str | int | float:
    """A cell that no spreadsheet takes for a formula: numbers stay, a text that looks like one is marked as a text."""
    if isinstance(cell, str) and cell.lstrip(" ").startswith(DANGEROUS):
        return f"'{cell}"
    return "" if cell is None else cell


def csv_lines(
    rows: Iterable[Sequence[Cell]], delimiter: str = ",", *, quoting: int = csv.QUOTE_MINIMAL
) -> Iterator[str]:
    """Yield the lines of a file, the first with the mark by which Excel knows UTF-8."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n", quoting=quoting)  # type: ignore[arg-type]  # one of two constants
    out.write(BOM)
    for row in rows:
        writer.writerow([harmless(cell) for cell in row])
        yield out.getvalue()
        out.seek(0)
        out.truncate()
