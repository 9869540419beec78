"""Reading and writing the office tables (docs/formats/offices.md): a folder or zip of CSV files."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path
from types import UnionType
from typing import Any, get_args

from participation.core.text import told
from participation.offices.conditions import parse
from participation.offices.errors import BadTables
from participation.offices.formats.packed import LARGEST, as_text, files
from participation.offices.formats.shapes import Shape
from participation.offices.models import TABLES

Rows = dict[str, list[dict[str, Any]]]  # table -> rows, without source
NO_REGION = told("{file}: there must be exactly one row", file="region.csv")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its type, whether it is part of the key, may be empty, and what it must look like."""

    name: str
    type: type
    key: bool
    optional: bool
    shape: Shape | None
    refers: str | None
    conditions: bool
    area: bool


@cache
def columns(table: str) -> tuple[Column, ...]:
    """Return the columns of a table, from its model."""
    model = TABLES[table]
    keys = {column.name for column in model.__table__.primary_key}  # type: ignore[attr-defined]  # SQLModel sets it, its types do not say so
    found = []
    for name, field in model.model_fields.items():
        if name == "source" and table != "region":
            continue
        kinds = [kind for kind in get_args(field.annotation) if kind is not type(None)] or [field.annotation]
        extra: Mapping[str, Any] = field.json_schema_extra if isinstance(field.json_schema_extra, dict) else {}
        optional = isinstance(field.annotation, UnionType) or field.default == ""
        empty_ok = optional or (table == "attribute_texts" and name == "value")
        found.append(
            Column(
                name,
                kinds[0],
                name in keys,
                empty_ok,
                extra.get("shape"),
                extra.get("refers"),
                bool(extra.get("conditions")),
                bool(extra.get("area")),
            )
        )
    return tuple(found)


def read(path: Path) -> Rows:
    """Read a folder or a zip file of tables. Raises `BadTables` naming file, row and field."""
    problems: list[str] = []
    rows: Rows = {}
    for name, content in files(path, problems, 2 * len(TABLES)):
        table = name.removesuffix(".csv")
        if table not in TABLES or not name.endswith(".csv"):
            problems.append(
                told("{file}: no such table; known are {tables}", file=name, tables=", ".join(sorted(TABLES)))
            )
            continue
        if table in rows:
            problems.append(told("{file}: is in there twice; keep one", file=name))
            continue
        rows[table] = list(_rows(table, content, problems))
    if not rows and not problems:
        problems.append(told("{file}: there are no tables (*.csv) in it", file=path.name))
    if problems:
        raise BadTables(problems)
    return rows


def write(rows: Rows, folder: Path) -> None:
    """Write the tables that hold rows into *folder*."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in as_files(rows).items():
        (folder / name).write_bytes(content)


def as_files(rows: Rows) -> dict[str, bytes]:
    """Return each table that holds rows by the name of its file."""
    return {f"{table}.csv": as_csv(table, rows[table]).encode() for table in TABLES if rows.get(table)}


def as_csv(table: str, rows: list[dict[str, Any]]) -> str:
    """Return one table as text: sorted by its key, values in their one way of writing."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(as_cells(table, rows))
    return out.getvalue()


def as_cells(table: str, rows: list[dict[str, Any]]) -> list[list[str]]:
    """Return the header and the rows, sorted by their key, as texts."""
    known = columns(table)
    cells = [[cell_of(row[column.name]) for column in known] for row in rows]
    keys = [index for index, column in enumerate(known) if column.key]
    cells.sort(key=lambda row: [row[index] for index in keys])
    return [[column.name for column in known], *cells]


def _rows(table: str, content: bytes, problems: list[str]) -> Iterator[dict[str, Any]]:
    name = f"{table}.csv"
    text = as_text(name, content, problems)
    if text is None:
        return
    csv.field_size_limit(LARGEST)
    lines = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        yield from _parsed(name, columns(table), lines, problems)
    except csv.Error:
        problems.append(told(
            "{file}, row {row}: cannot be read; check the quotes", file=name, row=str(lines.line_num)
        ))  # fmt: skip


def _parsed(name: str, known: tuple[Column, ...], lines: Any, problems: list[str]) -> Iterator[dict[str, Any]]:
    if wrong := _header(name, known, next(lines, [])):
        problems.append(wrong)
        return
    seen: dict[tuple[str, ...], int] = {}
    for cells in lines:
        row = lines.line_num
        if len(cells) != len(known):
            problems.append(told(
                "{file}, row {row}: {n} fields instead of {wanted}",
                file=name, row=str(row), n=len(cells), wanted=len(known),
            ))  # fmt: skip
            continue
        key = tuple(cell for cell, column in zip(cells, known, strict=True) if column.key)
        if key in seen:
            problems.append(told(
                "{file}, row {row}: the same key as row {seen}: {key}",
                file=name, row=str(row), seen=seen[key], key=", ".join(key),
            ))  # fmt: skip
            continue
        seen[key] = row
        values = _row((name, str(row)), known, cells, problems)
        if len(values) == len(known):
            yield values


def _header(name: str, known: tuple[Column, ...], header: list[str]) -> str:
    """What is wrong with the names of the columns; empty if nothing."""
    wanted = [column.name for column in known]
    if header == wanted:
        return ""
    lacking = [column for column in wanted if column not in header]
    strange = [column for column in header if column not in wanted]
    what = (
        told("lacking: {lacking}", lacking=", ".join(lacking))
        if lacking
        else told("unknown: {strange}", strange=", ".join(strange) or told("order"))
    )
    return told("{file}, row 1: the columns must be {wanted} ({what})", file=name, wanted=", ".join(wanted), what=what)


def _row(place: tuple[str, str], known: tuple[Column, ...], cells: list[str], problems: list[str]) -> dict[str, Any]:
    """The values of those cells that have one."""
    file, row = place
    values = {}
    for cell, column in zip(cells, known, strict=True):
        try:
            values[column.name] = value_of(cell, column)
        except ValueError as error:
            problems.append(told(
                "{file}, row {row}, field {field}: {error}", file=file, row=row, field=column.name, error=error.args[0]
            ))  # fmt: skip
    return values


def value_of(cell: str, column: Column) -> Any:
    """Return the value of one cell. Raises ValueError that says what is wrong."""
    if not cell:
        if column.optional or column.area or column.conditions:
            return "" if column.type is str and not _nullable(column) else None
        raise ValueError(told("must not be empty"))
    if column.shape and not re.fullmatch(column.shape.pattern, cell):
        raise ValueError(told("{cell} does not fit; it must be {shape}", cell=repr(cell[:60]), shape=column.shape.said))
    if column.conditions:
        parse(cell)
    return _typed(cell, column.type)


def _nullable(column: Column) -> bool:
    return column.refers is not None and not column.key


def _typed(cell: str, type_: type) -> Any:
    if type_ is bool:
        if cell not in {"yes", "no"}:
            raise ValueError(told("{cell} must be yes or no", cell=repr(cell[:60])))
        return cell == "yes"
    if type_ is int:
        if not cell.isascii() or not cell.isdecimal() or len(cell) > 6:
            raise ValueError(told("{cell} is no number", cell=repr(cell[:60])))
        return int(cell)
    if type_ is Decimal:
        try:
            return _amount(cell)
        except InvalidOperation:
            raise ValueError(told("{cell} is no amount; write 12.50", cell=repr(cell[:60]))) from None
    if type_ is date:
        if not re.fullmatch(r"\d{4}-\d\d-\d\d", cell):
            raise ValueError(told("{cell} is no date; write 2027-01-31", cell=repr(cell[:60])))
        return date.fromisoformat(cell)
    if type_ is time:
        if not re.fullmatch(r"\d\d:\d\d", cell):
            raise ValueError(told("{cell} is no time; write 08:30", cell=repr(cell[:60])))
        return time.fromisoformat(cell)
    return cell


def _amount(cell: str) -> Decimal:
    if not re.fullmatch(r"\d{1,5}(\.\d\d)?", cell):
        raise ValueError(told("{cell} is no amount; write 12.50", cell=repr(cell[:60])))
    return Decimal(cell)


def cell_of(value: Any) -> str:
    """Return a value in its one way of writing."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case time():
            return value.strftime("%H:%M")
        case Decimal():
            return "0" if value == 0 else f"{value:.2f}"
        case _:
            return str(value)
