"""The counting Lotse without minding what other processes are sending, to see that the test of order would notice."""

from __future__ import annotations

from typing import Any

import bot.sending
from bot.__main__ import main
from tests.support import counting  # noqa: F401  importing it registers the conversation


async def nobody_first(*_asked: Any) -> bool:
    """As if nobody else ever sent to the same address."""
    return False


if __name__ == "__main__":
    vars(bot.sending)["others_first"] = nobody_first
    main()
