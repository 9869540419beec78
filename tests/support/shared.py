"""Reference data that lie beside the project on the machines of its makers."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


def shared_data(path: str) -> Path:
    """Return a file or folder of the reference data; skip the test where they are not there."""
    folder = os.environ.get("LOTSE_REFERENCE_DATA")
    places = [Path(folder)] if folder else [Path(__file__).resolve().parents[3] / "shared" / "data"]
    found = next((place / path for place in places if (place / path).exists()), None)
    if found is None:
        pytest.skip(f"the reference data are not here ({path}); set LOTSE_REFERENCE_DATA to their folder")
    return found
