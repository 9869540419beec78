"""On a full disk Telegram's people are told, their updates do not come again, and deletion goes on."""

from __future__ import annotations

from tests.channels.telegram.conftest import Start
from tests.support.botapi import BotApi


async def test_people_are_told_and_can_be_forgotten(api: BotApi, start: Start) -> None:
    """Nobody waits behind a message that cannot be stored."""
    parts = await start()
    amira = api.person(42, "en")
    amira.says("/start")
    await amira.sees("Hello! I am Lotse")
    assert parts.space is not None
    parts.space.give_up()
    amira.says("I have a new flat")
    await amira.sees("nothing can be stored here")
    amira.says("/forget")
    await amira.sees("Shall I delete everything")
    amira.says("yes")
    await amira.sees("has been deleted")
    await api.until(lambda: not api.pending)
