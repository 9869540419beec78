"""Models of how offices are organised: kept, and two of them compared."""

from __future__ import annotations

from admin.pages.models import comparison, saved

ROUTES = [
    *comparison.ROUTES,
    *saved.ROUTES,
]
