"""Fixtures of the tests in a real browser."""

from __future__ import annotations

import asyncio
import contextlib
import shutil
from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, async_playwright

from tests.conftest import lacking

PATIENCE = 15  # seconds for a browser to close
CHROMIUM = next((path for name in ("chromium", "chromium-browser") if (path := shutil.which(name))), None)


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    """A real Chromium."""
    if CHROMIUM is None:
        lacking("Chromium", "apt-get install chromium fonts-noto-core")
    playwright = await async_playwright().start()
    started = await playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
    yield started
    with contextlib.suppress(TimeoutError):  # a browser that died is not waited for
        async with asyncio.timeout(PATIENCE):
            await started.close()
            await playwright.stop()
