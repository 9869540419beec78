"""Run by `xlsx` in a process of its own: reads a workbook under limits of memory and time, and says its cells as JSON."""

from __future__ import annotations

import datetime as dt
import json
import re
import resource
import sys
import zipfile
from collections.abc import Iterator
from typing import Any

MEMORY, SECONDS = 700_000_000, 20  # of this process
MOST_SHEETS, MOST_CELLS, MOST_LETTERS = 40, 5_000_000, 50_000_000
_FORMULA = re.compile(
    rb"""<(?:\w+:)?c\b[^>]*?\sr=["']([A-Z]{1,3}\d{1,7})["'][^>]*>\s*<(?:\w+:)?f[\s/>]"""
    rb"""|<(?:\w+:)?c\b[^>]*?\sr=["']([A-Z]{1,3}\d{1,7})["'][^>]*?\st=["']e["']"""
)


class TooMuch(Exception):
    """More than a table of ours can hold."""


def main(path: str) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    import python_calamine  # under the limits, too

    try:
        said: dict[str, Any] = {"formulas": _formulas(path), "sheets": list(_sheets(python_calamine, path))}
    except (TooMuch, MemoryError):
        said = {"wrong": "much"}
    except python_calamine.PasswordError:
        said = {"wrong": "locked"}
    except Exception as error:  # whatever is wrong with the file, the parent has words for it
        said = {"wrong": type(error).__name__}
    json.dump(said, sys.stdout)


def _formulas(path: str) -> list[str]:
    """The cells that hold a formula or an error: what they mean nobody can say here."""
    found: list[str] = []
    with zipfile.ZipFile(path) as packed:
        for name in packed.namelist():
            if name.startswith("xl/worksheets/") and name.endswith(".xml"):
                cells = [one for pair in _FORMULA.findall(packed.read(name)) for one in pair if one]
                found += [f"{cell.decode()} of {name.rpartition('/')[2]}" for cell in cells[:20]]
    return found


def _sheets(calamine: Any, path: str) -> Iterator[tuple[str, int, list[list[Any]]]]:
    """Yield name, number of the first row, and rows of each sheet, from its first column on."""
    letters = 0
    with calamine.CalamineWorkbook.from_path(path) as book:
        if len(book.sheet_names) > MOST_SHEETS:
            raise TooMuch
        for name in book.sheet_names:
            sheet = book.get_sheet_by_name(name)
            if sheet.height * sheet.width > MOST_CELLS:
                raise TooMuch
            first, column = sheet.start or (0, 0)
            rows = []
            for row in sheet.iter_rows():
                rows.append([""] * column + [_said(cell) for cell in row])
                letters += sum(len(str(cell)) for cell in row)
                if letters > MOST_LETTERS:
                    raise TooMuch
            yield name, first + 1, rows


def _said(cell: Any) -> Any:
    """A text as it is; anything else as kind and text."""
    match cell:
        case str():
            return cell
        case bool():
            return ["truth", "yes" if cell else "no"]
        case int() | float():
            return ["number", str(int(cell)) if cell == int(cell) else f"{cell:.10g}"]
        case dt.datetime():
            return ["date" if cell.time() == dt.time() else "moment", cell.date().isoformat()]
        case dt.date():
            return ["date", cell.isoformat()]
        case dt.time():
            return ["time", f"{cell:%H:%M}"]
        case _:
            return ["other", str(cell)]


if __name__ == "__main__":
    main(sys.argv[1])
