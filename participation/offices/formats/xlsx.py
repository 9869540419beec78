"""Our own tables as one workbook (XLSX), a sheet for each: every cell a text, so that nothing is taken for something else."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from participation.core.text import told
from participation.offices.errors import BadTables, NotWritten
from participation.offices.formats import tables
from participation.offices.formats.packed import DAMAGED, LARGEST_PACKED
from participation.offices.formats.tables import Column, Rows, columns
from participation.offices.models import TABLES

LARGEST = 50_000_000  # bytes of a workbook
LARGEST_UNPACKED = 100_000_000
LONGEST, MOST_ROWS = 32_767, 1_048_575  # letters of a cell, rows of a sheet: a workbook has no room for more
SECONDS = 60  # until the child is given up, whatever it does
_CHILD = Path(__file__).with_name("xlsx_child.py")
_OLD = bytes.fromhex("d0cf11e0a1b11ae1")  # how a workbook of old begins, and one with a password
_MADE = datetime(2000, 1, 1)  # noqa: DTZ001 -- the same tables are the same bytes; the format knows no zone


def read(path: Path) -> Rows:
    """Return the tables of a workbook. Raises `BadTables` naming sheet, row and column."""
    content = _cells(path)
    problems: list[str] = [
        told("{file}, cell {cell}: holds a formula; put its result there", file=path.name, cell=cell)
        for cell in content["formulas"]
    ]
    rows: Rows = {}
    for name, first, lines in content["sheets"]:
        if name in TABLES:
            rows[name] = list(_rows(name, first, lines, problems))
        elif lines:
            problems.append(told(
                "sheet {name}: no such table; known are {tables}", name=name[:60], tables=", ".join(sorted(TABLES)),
            ))  # fmt: skip
    if not rows and not problems:
        problems.append(told("{file}: there are no tables in it", file=path.name))
    if problems:
        raise BadTables(problems)
    return rows


def write(rows: Rows) -> bytes:
    """Return the workbook. Raises `NotWritten` for what a workbook has no room for."""
    import xlsxwriter  # only who exports needs it

    made, problems = io.BytesIO(), list[str]()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        book.set_properties({"created": _MADE})
        text = book.add_format({"num_format": "@", "quote_prefix": True})  # a text, also when it is edited
        head = book.add_format({"num_format": "@", "bold": True})
        for table in TABLES:
            sheet = book.add_worksheet(table)
            sheet.freeze_panes(1, 0)
            sheet.set_column(0, len(columns(table)) - 1, 18, book.add_format({"num_format": "@"}))
            for number, cells in enumerate(tables.as_cells(table, rows.get(table, []))):
                problems += _unfit(table, number, cells)
                for column, cell in enumerate(cells):
                    if cell:
                        sheet.write_string(number, column, cell, text if number else head)
    if problems:
        raise NotWritten(problems)
    return made.getvalue()


def _unfit(table: str, number: int, cells: list[str]) -> list[str]:
    wrong: list[str] = (
        [told("sheet {table}, row {number}: more rows than a sheet holds", table=table, number=str(number + 1))]
        if number > MOST_ROWS
        else []
    )
    for column, cell in zip(columns(table), cells, strict=True):
        if len(cell) > LONGEST:
            wrong.append(told(
                "sheet {table}, row {number}, column {field}: longer than {longest} letters",
                table=table, number=str(number + 1), field=column.name, longest=LONGEST,
            ))  # fmt: skip
        if "\ufffe" in cell or "\uffff" in cell:
            wrong.append(told(
                "sheet {table}, row {number}, column {field}: holds a letter that is none",
                table=table, number=str(number + 1), field=column.name,
            ))  # fmt: skip
    return wrong


def _cells(path: Path) -> dict[str, Any]:
    """Return what the child says of the workbook, after a first look at its packing."""
    if wrong := _suspicious(path):
        raise BadTables([told("{file}: {wrong}", file=path.name, wrong=wrong)])
    try:
        child = subprocess.run(  # noqa: S603 -- our own program, the path of a file we made or were given
            [sys.executable, "-I", str(_CHILD), str(path)], capture_output=True, timeout=SECONDS, check=False
        )
        content: dict[str, Any] = json.loads(child.stdout) if child.returncode == 0 else {"wrong": "much"}
    except subprocess.TimeoutExpired:
        content = {"wrong": "much"}
    match content.get("wrong"):
        case None:
            return content
        case "much":
            raise BadTables(
                [told("{file}: too large to be read, or damaged; split the data into regions", file=path.name)]
            )
        case "locked":
            raise BadTables([told("{file}: is protected by a password; save it without", file=path.name)])
        case error:
            raise BadTables(
                [
                    told(
                        "{file}: the workbook is damaged ({error}); save it again as .xlsx",
                        file=path.name,
                        error=error,
                    )
                ]
            )


def _suspicious(path: Path) -> str:
    """Return what forbids to read it at all; empty if nothing does."""
    if path.is_dir() or not path.exists():
        return told("must be a workbook (.xlsx)")
    if path.stat().st_size > LARGEST:
        return told("larger than {megabytes} MB; is it the right file?", megabytes=LARGEST // 1000000)
    with path.open("rb") as file:
        if file.read(8) == _OLD:
            return told("is protected by a password, or of an old kind (.xls); save it as .xlsx without a password")
    try:
        with zipfile.ZipFile(path) as packed:
            return _packing(packed, path.stat().st_size)
    except DAMAGED as error:
        return told("is no workbook, or a damaged one ({error}); save it again as .xlsx", error=type(error).__name__)


def _packing(packed: zipfile.ZipFile, size: int) -> str:
    entries, names = packed.infolist(), packed.namelist()
    unpacked = sum(entry.file_size for entry in entries)
    if len(entries) > 200 or unpacked > LARGEST_UNPACKED or unpacked > LARGEST_PACKED * max(size, 1000):
        return told("unpacks to {unpacked} bytes in {n} files; that is refused", unpacked=unpacked, n=len(entries))
    if any(name.lower().endswith((".bin", ".xlsm")) and "printersettings" not in name.lower() for name in names):
        return told("holds macros or is of a binary kind; save it as .xlsx without macros")
    if any(entry.flag_bits & 1 for entry in entries):
        return told("is protected by a password; save it without")
    if len(set(names)) != len(names) or "xl/workbook.xml" not in names:
        return told("is no workbook (.xlsx)")
    packed.testzip()  # what unpacks to another size than it says is damaged
    return ""


def _rows(table: str, first: int, lines: list[list[Any]], problems: list[str]) -> Iterator[dict[str, Any]]:
    known = columns(table)
    wanted = [column.name for column in known]
    header = [_plain(cell) for cell in lines[0]] if lines and first == 1 else []
    while header and not header[-1]:
        header.pop()
    if header != wanted:
        if any(any(line) for line in lines):
            problems.append(
                told("sheet {table}, row 1: the columns must be {wanted}", table=table, wanted=", ".join(wanted))
            )
        return
    seen: dict[tuple[str, ...], int] = {}
    for row, line in enumerate(lines[1:], start=2):
        cells = [*line, *[""] * (len(known) - len(line))]
        if any(cells[len(known) :]):
            problems.append(told(
                "sheet {table}, row {row}: more cells than columns; remove what stands beside the table",
                table=table, row=str(row),
            ))  # fmt: skip
        elif not any(cells):
            problems.append(told("sheet {table}, row {row}: is empty; remove the row", table=table, row=str(row)))
        else:
            yield from _row(table, row, cells[: len(known)], seen, problems)


def _row(
    table: str, row: int, cells: list[Any], seen: dict[tuple[str, ...], int], problems: list[str]
) -> Iterator[dict[str, Any]]:
    known, values = columns(table), {}
    key = tuple(_plain(cell) for cell, column in zip(cells, known, strict=True) if column.key)
    if key in seen:
        problems.append(told(
            "sheet {table}, row {row}: the same key as row {seen}: {key}",
            table=table, row=str(row), seen=seen[key], key=", ".join(key)[:200],
        ))  # fmt: skip
        return
    seen[key] = row
    for cell, column in zip(cells, known, strict=True):
        try:
            values[column.name] = tables.value_of(_text(cell, column), column)
        except ValueError as error:
            problems.append(told(
                "sheet {table}, row {row}, column {field}: {error}",
                table=table, row=str(row), field=column.name, error=error.args[0],
            ))  # fmt: skip
    if len(values) == len(known):
        yield values


def _plain(cell: Any) -> str:
    return cell if isinstance(cell, str) else str(cell[1])


def _text(cell: Any, column: Column) -> str:
    """Return what a cell says in our way of writing. Raises ValueError where a number may have lost something."""
    if isinstance(cell, str):
        if "\x00" in cell or any("\ud800" <= letter <= "\udfff" for letter in cell):
            raise ValueError(told("holds a NUL character; remove it"))
        return cell
    kind, said = cell
    fits = {"number": (int, Decimal), "truth": (bool,)}.get(kind, ())
    if column.type in fits or kind == column.type.__name__:
        return f"{Decimal(said):.2f}" if column.type is Decimal and said != "0" else str(said)
    raise ValueError(
        told(
            "{said} is a {kind} here; make the cell a text (leading zeros may be lost)",
            said=repr(str(said)[:60]),
            kind=kind,
        )
    )
