"""What can go wrong with a call of the Bot API, on demand."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from aiohttp import web

UNEVEN = 0.02  # seconds a call takes at most where some take longer than others


@dataclass
class Fault:
    """What goes wrong: *times* calls of a method, of one chat or all. *after*: it is carried out nevertheless."""

    method: str
    status: int = 500
    description: str = "Internal Server Error"
    retry_after: int | None = None
    chat: int | None = None
    times: int = 1
    cut: bool = False
    after: bool = False
    slow: float = 0


def fitting(faults: Sequence[Fault], method: str, given: dict[str, str]) -> Fault | None:
    """Return the fault that strikes this call, and count it."""
    for fault in faults:
        fits = fault.method in {method, "*"} and fault.chat in {None, int(given.get("chat_id", 0))}
        if fits and fault.times > 0:
            fault.times -= 1
            return fault
    return None


async def dawdle(fault: Fault | None, uneven: random.Random | None) -> None:
    """Take the time a call takes."""
    await asyncio.sleep((fault.slow if fault else 0.0) + (uneven.random() * UNEVEN if uneven else 0.0))


def misbehave(fault: Fault, request: web.Request) -> web.Response:
    """Answer as the fault says, or not at all."""
    if fault.cut and request.transport is not None:
        request.transport.abort()
    body: dict[str, Any] = {"ok": False, "error_code": fault.status, "description": fault.description}
    if fault.retry_after is not None:
        body["parameters"] = {"retry_after": fault.retry_after}
    return web.json_response(body, status=fault.status)
