"""A release as JSON: what is stored, with its date and fingerprint."""

from __future__ import annotations

import json

from participation.results.document import dumps
from participation.results.values import Release

FORMAT = "lotse-release/1"


def as_json(release: Release) -> str:
    """Return the release, readable for people and programs; *table* is the document the SHA-256 is of."""
    shown = {
        "format": FORMAT,
        "released_on": release.released_on.isoformat(),
        "sha256": release.sha256,
        "table": json.loads(dumps(release.table)),
    }
    return json.dumps(shown, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
