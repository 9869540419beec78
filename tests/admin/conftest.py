"""Fixtures of the staff pages."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from participation.core.clock import SetClock
from participation.core.db import Database, sqlite_url
from tests.admin.site import Site, open_site


@pytest.fixture
async def site(county: Path, tmp_path: Path, clock: SetClock) -> AsyncIterator[Site]:
    """The staff pages of the demo county on a real server."""
    path = tmp_path / "county.db"
    shutil.copy(county, path)
    database = Database(sqlite_url(path))
    async with open_site(database, clock) as opened:
        yield opened
    await database.close()
