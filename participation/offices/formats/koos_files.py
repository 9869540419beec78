"""The files of KOOS: a tab-separated table of processes, and the tree of departments beside it."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from participation.core.text import told

COLUMNS = ["process_id", "title", "department_id", "department_name", "participating_departments", "leika_key",
           "ozg_id", "legal_basis"]  # fmt: skip
TABLE, TREE = "service_to_department.tsv", "orga.yaml"
LARGEST = 20_000_000  # bytes of one file
_ID = re.compile("[a-z0-9-]{1,200}")


@dataclass(frozen=True, slots=True)
class Process:
    """One row: something a town does, the department that owns it, and those that take part."""

    row: int
    id: str
    title: str
    department: str
    helpers: tuple[str, ...]
    leika: str


@dataclass(frozen=True, slots=True)
class Unit:
    """A department and the one above it."""

    id: str
    name: str
    parent: str | None


def read_files(path: Path, problems: list[str]) -> tuple[list[Process], dict[str, Unit]]:
    """Return processes and departments; without a tree the departments are those of the table."""
    table, tree = (path / TABLE, path / TREE) if path.is_dir() else (path, path.parent / TREE)
    units = {unit.id: unit for unit in _tree(tree, problems)} if tree.is_file() else {}
    seen: dict[str, int] = {}
    processes = []
    for process, name in _processes(table, problems):
        where = told("{file}, row {row}", file=table.name, row=str(process.row))
        if process.id in seen:
            problems.append(
                told(
                    "{where}, field process_id: the same as row {seen}; keep one of them",
                    where=where,
                    seen=seen[process.id],
                )
            )
        seen[process.id] = process.row
        if tree.is_file() and process.department not in units:
            problems.append(told(
                "{where}, field department_id: {department} is not in {tree}; add it there",
                where=where, department=repr(process.department), tree=tree.name,
            ))  # fmt: skip
        known = units.setdefault(process.department, Unit(process.department, name, None))
        if known.name != name:
            problems.append(told(
                "{where}, field department_name: {name}, but {department} is {other} elsewhere",
                where=where, name=repr(name), department=process.department, other=repr(known.name),
            ))  # fmt: skip
        processes.append(process)
    return processes, units


def _processes(path: Path, problems: list[str]) -> Iterator[tuple[Process, str]]:
    text = _text(path, problems)
    if text is None:
        return
    lines = csv.reader(io.StringIO(text, newline=""), delimiter="\t", quoting=csv.QUOTE_NONE)
    header = next(lines, [])
    if header != COLUMNS:
        lacking = [column for column in COLUMNS if column not in header]
        what = (
            told("lacking: {lacking}", lacking=", ".join(lacking)) if lacking else told("other order or more columns")
        )
        problems.append(told(
            "{file}, row 1: the columns must be {columns}, separated by tabs ({what})",
            file=path.name, columns=", ".join(COLUMNS), what=what,
        ))  # fmt: skip
        return
    for row, cells in enumerate(lines, start=2):
        if not cells:
            continue
        if len(cells) != len(COLUMNS):
            problems.append(told(
                "{file}, row {row}: {n} fields instead of {wanted}",
                file=path.name, row=str(row), n=len(cells), wanted=len(COLUMNS),
            ))  # fmt: skip
            continue
        if process := _process(path.name, row, cells, problems):
            yield process, cells[3]


def _process(file: str, row: int, cells: list[str], problems: list[str]) -> Process | None:
    id_, title, department, name, helpers, leika = cells[:6]
    wrong = [
        told("field {column}: {value} {what}", column=column, value=repr(value[:60]), what=what)
        for column, value, fits, what in (
            ("process_id", id_, _ID.fullmatch(id_), told("must be of a-z, 0-9 and -")),
            ("title", title, title.strip(), told("must not be empty")),
            ("department_id", department, _ID.fullmatch(department), told("must be of a-z, 0-9 and -")),
            ("department_name", name, name.strip(), told("must not be empty")),
            ("leika_key", leika, re.fullmatch(r"(\d{14})?", leika), told("must have 14 digits, or be empty")),
        )
        if not fits
    ]
    problems += [told("{file}, row {row}, {one}", file=file, row=str(row), one=one) for one in wrong]
    return None if wrong else Process(row, id_, title, department, tuple(filter(None, helpers.split("|"))), leika)


def _tree(path: Path, problems: list[str]) -> Iterator[Unit]:
    text = _text(path, problems)
    if text is None:
        return
    try:
        content: Any = yaml.safe_load(text)
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        problems.append(
            told(
                "{file}, row {row}: no YAML; correct the line", file=path.name, row=str(mark.line + 1) if mark else "?"
            )
        )
        return
    listed = content.get("einheiten") if isinstance(content, dict) else None
    if not isinstance(listed, list):
        problems.append(told("{file}, field einheiten: must be a list of departments", file=path.name))
        return
    ids = {one["id"] for one in listed if isinstance(one, dict) and isinstance(one.get("id"), str)}
    seen: dict[str, str] = {}
    for number, one in enumerate(listed, start=1):
        if unit := _unit((path.name, str(number)), one, ids, problems):
            if unit.id in seen:
                twice = told("{id} is the id of entry {seen} too; keep one of them", id=unit.id, seen=seen[unit.id])
                problems.append(told(
                    "{file}, entry {number}, field {field}: {what}",
                    file=path.name, number=str(number), field="id", what=twice,
                ))  # fmt: skip
            seen.setdefault(unit.id, str(number))
            yield unit


def _unit(place: tuple[str, str], one: Any, ids: Collection[str], problems: list[str]) -> Unit | None:
    file, number = place
    id_, name, parent = (one.get(field) for field in ("id", "name", "parent")) if isinstance(one, dict) else [None] * 3
    if not (isinstance(id_, str) and _ID.fullmatch(id_) and isinstance(name, str) and name.strip()):
        problems.append(told("{file}, entry {number}: needs id (a-z, 0-9, -) and name", file=file, number=number))
    elif parent is not None and not (isinstance(parent, str) and parent in ids):
        problems.append(told(
            "{file}, entry {number}, field parent: {parent} is no department here",
            file=file, number=number, parent=repr(str(parent)[:60]),
        ))  # fmt: skip
    else:
        return Unit(id_, name, parent)
    return None


def _text(path: Path, problems: list[str]) -> str | None:
    """Return the text of a file, None when it cannot be had; the problem says why."""
    if not path.is_file():
        problems.append(told(
            "{file}: is not there; give the table of processes or the folder that holds {table}",
            file=path.name, table=TABLE,
        ))  # fmt: skip
    elif path.stat().st_size > LARGEST:
        problems.append(told(
            "{file}: larger than {megabytes} MB; is it the right file?", file=path.name, megabytes=LARGEST // 1000000,
        ))  # fmt: skip
    else:
        raw = path.read_bytes()
        try:
            text = raw.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            row = raw.count(b"\n", 0, error.start) + 1
            problems.append(told(
                "{file}, row {row}: not UTF-8 (byte {start}); save the file as UTF-8",
                file=path.name, row=str(row), start=error.start,
            ))  # fmt: skip
            return None
        if "\x00" not in text:
            return text
        row = text.count("\n", 0, text.index("\x00")) + 1
        problems.append(told("{file}, row {row}: holds a NUL character; remove it", file=path.name, row=str(row)))
    return None
