"""The files the project is made of, for tests that read them."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def _found(rooms: str, pattern: str, least: int) -> list[Path]:
    """Every such file of these rooms; a test that reads none would find no fault."""
    found = [path for room in rooms.split() for path in sorted((ROOT / room).rglob(pattern))]
    assert len(found) >= least, (rooms, pattern)
    return found


CODE = _found("bot participation admin", "*.py", 200)
TEMPLATES = _found("bot admin", "templates/**/*.html", 50)
SCRIPTS = _found("bot admin", "static/*.js", 2)
