"""What Telegram is told to forget is on disk: shown by the order of the system's calls."""

from __future__ import annotations

import shutil
from functools import partial
from pathlib import Path

import pytest

from tests.conftest import lacking
from tests.support.botapi import BotApi
from tests.support.order import Order, order, watching
from tests.support.processes import Program, free_port

SAID = ("/start", "I have a new flat", "Lindenau", "/help", "/cancel")


async def _talk(api: BotApi, data: Path, mode: str, module: str) -> tuple[Order, list[int]]:
    """Have somebody talk with a process that is listened to; return what it did, and the numbers of the updates."""
    compiler = shutil.which("gcc") or shutil.which("cc")
    if compiler is None:
        lacking("a C compiler", "apt-get install gcc libc6-dev")
    environment, notes = watching(compiler, data)
    port = str(free_port())
    program = Program(
        api, data, "serve", module=module, port=port, telegram_mode=mode, public_url=f"http://127.0.0.1:{port}"
    )
    program.environment.update(environment)
    await program.start()
    amira, updates = api.person(42), list[int]()
    try:
        for said in SAID:
            before = len(amira.screen)
            updates.append(amira.says(said))
            await api.until(partial(_answered, api, before), 20)
    finally:
        await program.kill()
    return order(notes), updates


def _answered(api: BotApi, before: int) -> bool:
    return len(api.person(42).screen) > before and not api.pending


@pytest.mark.parametrize("mode", ["polling", "webhook"])
async def test_updates_are_on_disk_before_telegram_forgets_them(api: BotApi, data: Path, mode: str) -> None:
    """The log is synchronised after an update was written and before it is confirmed, or taken by the webhook."""
    seen, updates = await _talk(api, data, mode, "bot")
    assert updates

    for place, update in enumerate(updates):
        stored, told = seen.stored(update), seen.confirmed(update) if mode == "polling" else seen.taken(place)
        assert stored is not None, update
        assert told is not None, update
        assert stored < told, seen.lines[max(0, told - 20) : told + 1]


async def test_without_waiting_for_the_disk_the_order_is_not_kept(api: BotApi, data: Path) -> None:
    """The control: with `synchronous=OFF` everybody is answered as well, and nothing is known to be on disk."""
    seen, updates = await _talk(api, data, "polling", "tests.channels.telegram.hasty")

    assert any(seen.confirmed(update) is not None for update in updates)
    assert [seen.stored(update) for update in updates] == [None] * len(updates)
