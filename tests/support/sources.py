"""The files the project is made of, for tests that read them."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CODE = [path for room in ("bot", "participation", "admin") for path in sorted((ROOT / room).rglob("*.py"))]
TEMPLATES = [path for room in ("bot", "admin") for path in sorted((ROOT / room).rglob("templates/**/*.html"))]
SCRIPTS = [path for room in ("bot", "admin") for path in sorted((ROOT / room).rglob("static/*.js"))]
