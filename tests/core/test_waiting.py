"""Waiting for an event: it is told whether it happened, and nobody waits for ever."""

from __future__ import annotations

import asyncio

import pytest

from participation.core.waiting import happens


async def test_what_happened_or_happens_is_told() -> None:
    """At once where it has happened, else when it does; where it does not, the time ends the waiting."""
    before, meanwhile, never = asyncio.Event(), asyncio.Event(), asyncio.Event()
    before.set()
    asyncio.get_running_loop().call_soon(meanwhile.set)

    assert await happens(before, within=60)
    assert await happens(meanwhile, within=60)
    assert not await happens(never, within=0.01)


async def test_a_longer_limit_around_it_is_kept_apart() -> None:
    """Whoever waits for both is told of the limit around it, and does not take it for its own."""
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.01):
            await happens(asyncio.Event(), within=60)
