"""A release as one JSON text and its fingerprint. Pure."""

from __future__ import annotations

import hashlib
import json

from pydantic import TypeAdapter

from participation.results.values import Table

_ADAPTER = TypeAdapter(Table)


def dumps(table: Table) -> str:
    """Return the table as JSON, the same text for the same table."""
    return json.dumps(
        _ADAPTER.dump_python(table, mode="json"), ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )


def loads(document: str) -> Table:
    """Return the table in a JSON text written by `dumps`."""
    return _ADAPTER.validate_json(document)


def fingerprint(document: str) -> str:
    """Return the SHA-256 of a release's JSON."""
    return hashlib.sha256(document.encode()).hexdigest()
