"""Small tables that come with the program: which of their rows is which of ours."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path


@cache
def shipped_rows(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of a shipped table."""
    with (Path(__file__).parent / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))
