"""Waiting for an event, but not for ever."""

from __future__ import annotations

import asyncio


async def happens(event: asyncio.Event, within: float) -> bool:
    """Wait for *event*, at most *within* seconds; returns whether it happened."""
    try:
        async with asyncio.timeout(within):
            return await event.wait()
    except TimeoutError:
        return False
