"""The ten questions, with arithmetic in each turn that takes longer than all the rest: so that the bot is what limits."""

from __future__ import annotations

import time

from sqlalchemy.ext.asyncio import AsyncSession

from bot.__main__ import main
from bot.talk.questions import Option
from bot.talk.script import choose, flow, look, say
from participation.core.text import t

ANSWERS = [Option("often", t("Often")), Option("seldom", t("Seldom")), Option("never", t("Never"))]
QUESTIONS = 10
HEAVY = 0.01  # seconds of processor time a turn takes in addition


async def reckon(_session: AsyncSession) -> None:
    """Use processor time, whoever else uses some."""
    ends = time.thread_time() + HEAVY
    while time.thread_time() < ends:
        pass


@flow("ten_heavy", link="ten", link_key="begun")
async def ten_heavy() -> None:
    await look(reckon)
    for number in range(1, QUESTIONS + 1):
        await choose(f"question.{number}", t("Question {number}: how often?", number=number), ANSWERS)
    await say(t("Thank you, that was all."))


if __name__ == "__main__":
    main()
