"""The services and offices of the city of Munich (export of its appointment system) as office tables, with an account."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from participation.core.text import told
from participation.offices.errors import BadTables
from participation.offices.formats import munich_offices, munich_services, tables
from participation.offices.formats.account import Account
from participation.offices.formats.json_files import Entry, load, named
from participation.offices.formats.munich_reading import Munich
from participation.offices.formats.tables import Rows

SOURCE = "munich"
FOLDER = Path(__file__).parent / "munich"  # region, area, topics, reasons: what the export does not hold


def read(path: Path) -> tuple[Rows, Account]:
    """Return the tables of the export. Raises `BadTables` naming file, entry and field."""
    problems: list[str] = []
    content = load(path, problems)
    if not problems and not isinstance(content, dict):
        problems.append(
            told("{file}: must be an object with services and offices; take the export as it comes", file=path.name)
        )
    if problems:
        raise BadTables(problems)
    services, offices = (_entries(path, content, name, problems) for name in ("services", "offices"))
    if problems:
        raise BadTables(problems)
    reading = Munich(services, offices, tables.read(FOLDER))
    munich_offices.add_all(reading)
    munich_services.add_all(reading)
    if problems:
        raise BadTables(problems)
    return reading.rows, reading.account


def _entries(path: Path, content: Any, name: str, problems: list[str]) -> dict[str, Entry]:
    data = content.get(name)
    if not isinstance(data, list):
        problems.append(
            told("{file}, field {name}: must be a list; take the export as it comes", file=path.name, name=name)
        )
        return {}
    return {
        entry.text("id"): entry for entry in named(told("{file}, {name}", file=path.name, name=name), data, problems)
    }
