"""Lotse with one more conversation, which counts what it is told, to see that nothing is lost or out of order."""

from __future__ import annotations

from bot.__main__ import main
from bot.talk.questions import Option
from bot.talk.script import choose, flow
from participation.core.text import t

MOST = 1000


@flow("counting", link="count", link_key="begun")
async def counting() -> None:
    for number in range(1, MOST):
        await choose(f"count.{number}", t("Number {number}.", number=number), [Option("more", t("More"))])


if __name__ == "__main__":
    main()
