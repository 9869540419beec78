"""Lotse with one more conversation, of ten questions, for measuring."""

from __future__ import annotations

from bot.__main__ import main
from bot.talk.questions import Option
from bot.talk.script import choose, flow, say
from participation.core.text import t

ANSWERS = [Option("often", t("Often")), Option("seldom", t("Seldom")), Option("never", t("Never"))]
QUESTIONS = 10


@flow("ten_questions", link="ten", link_key="begun")
async def ten_questions() -> None:
    for number in range(1, QUESTIONS + 1):
        await choose(f"question.{number}", t("Question {number}: how often?", number=number), ANSWERS)
    await say(t("Thank you, that was all."))


if __name__ == "__main__":
    main()
