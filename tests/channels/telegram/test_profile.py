"""What people see of the bot before they write."""

from __future__ import annotations

from bot.channels.telegram.profile import wanted
from participation.core.languages import shipped
from tests.channels.telegram.conftest import Start
from tests.support.botapi import BotApi


async def test_the_profile_is_told_once_in_every_language(api: BotApi, start: Start) -> None:
    """Name, descriptions and commands are set in each language; a second start changes nothing."""
    parts = await start()
    last = list(shipped())[-1]
    await api.until(lambda: "description" in api.profile.languages[last])
    asked = len(api.named("getMyName"))
    told = [name for name, _ in api.calls if name.startswith("setMy")]
    await start()
    await api.until(lambda: len(api.named("getMyDescription")) == 2 * asked)

    assert len(told) == 4 * (1 + len(shipped()))
    assert [name for name, _ in api.calls if name.startswith("setMy")] == told
    assert api.profile.languages["ar"]["commands"][0]["command"] == "start"
    assert parts.telegram is not None
    assert parts.telegram.link == "https://t.me/lotse_test_bot"


def test_the_texts_keep_to_telegrams_limits() -> None:
    """In no language and for no region is a text cut off in the middle."""
    for profile in wanted("Landkreis Mecklenburgische Seenplatte"):
        assert len(profile.name) < 64
        assert len(profile.short) < 120
        assert len(profile.about) < 512
