"""Surveys of self-organisations: written, opened, closed."""

from __future__ import annotations

from admin.pages.surveys import edit, life

ROUTES = [
    *edit.ROUTES,
    *life.ROUTES,
]
