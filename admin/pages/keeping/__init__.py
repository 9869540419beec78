"""Keeping offices by hand: the tree, responsibilities, hours, services and words; what is missing, and what was changed."""

from __future__ import annotations

from admin.pages.keeping import (
    begin,
    documents,
    files,
    gaps,
    history,
    hours,
    rules,
    services,
    services_life,
    texts,
    tree,
    units,
    work,
    wrong,
)

ROUTES = [
    *begin.ROUTES,
    *history.ROUTES,
    *gaps.ROUTES,
    *tree.ROUTES,
    *units.ROUTES,
    *hours.ROUTES,
    *services_life.ROUTES,
    *services.ROUTES,
    *documents.ROUTES,
    *texts.ROUTES,
    *rules.ROUTES,
    *wrong.ROUTES,
    *files.ROUTES,
    *work.ROUTES,
]
