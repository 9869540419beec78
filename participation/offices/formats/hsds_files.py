"""Files of HSDS 3 (Open Referral), JSON or CSV, as one flat list of records: who belongs to whom is said by ids."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from participation.core.text import told
from participation.offices.formats import hsds_json
from participation.offices.formats.hsds_records import NAMES, Flat, Record, fields
from participation.offices.formats.packed import LARGEST, read_table

MOST = 300_000  # records


def read(path: Path, problems: list[str]) -> Flat:
    """Return the records of a JSON file, or of a folder of JSON and CSV files."""
    flat = Flat(problems)
    if not path.exists():
        problems.append(told("{file}: is not there", file=path.name))
        return flat
    files = sorted(path.iterdir()) if path.is_dir() else [path]
    for file in files:
        if file.suffix == ".csv" and path.is_dir():
            _csv(file, flat)
        elif file.suffix == ".json" or not path.is_dir():
            hsds_json.read(file, flat)
    hsds_json.all_pages(flat)
    if not flat.count and not problems:
        problems.append(
            told("{file}: there is nothing of HSDS 3 in it (services.json, or services.csv and others)", file=path.name)
        )
    if flat.count > MOST:
        problems.append(
            told("{file}: more than {most} objects; split the data into regions", file=path.name, most=MOST)
        )
    return flat


def _csv(file: Path, flat: Flat) -> None:
    table = NAMES.get(file.stem, file.stem)
    if table not in fields():
        flat.problems.append(told(
            "{file}: no such table in HSDS 3; known are {fields}", file=file.name, fields=", ".join(sorted(fields())),
        ))  # fmt: skip
        return
    text = read_table(file, flat.problems)
    if text is None:
        return
    csv.field_size_limit(LARGEST)
    lines = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = [name.strip() for name in next(lines, [])]
        if "id" not in header or len(set(header)) != len(header):
            flat.problems.append(
                told("{file}, row 1: the columns need an id, and each of them a name of its own", file=file.name)
            )
            return
        for cells in lines:
            _line(table, told("{file}, row {row}", file=file.name, row=str(lines.line_num)), header, cells, flat)
    except csv.Error:
        flat.problems.append(told(
            "{file}, row {row}: cannot be read; check the quotes",
            file=file.name, row=str(lines.line_num),
        ))  # fmt: skip


def _line(table: str, place: str, header: list[str], cells: list[str], flat: Flat) -> None:
    if not any(cells):
        return
    if len(cells) != len(header):
        flat.problems.append(
            told("{place}: {n} fields instead of {wanted}", place=place, n=len(cells), wanted=len(header))
        )
        return
    said = {name: cell for name, cell in zip(header, cells, strict=True) if cell.strip()}
    id_ = said.pop("id", "").strip()
    if not id_ or id_ in flat.tables.get(table, {}):
        flat.problems.append(
            told("{place}, field id: is there twice", place=place)
            if id_
            else told("{place}, field id: must not be empty", place=place)
        )
        return
    record = Record(table, place, id_)
    for name, cell in said.items():
        record.put(name, cell)
    flat.put(record)
