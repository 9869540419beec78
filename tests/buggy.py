"""`lotse` with a flow that has a bug and one whose statement the database refuses, to see what the log tells of them."""

from __future__ import annotations

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from bot.__main__ import main
from bot.talk.script import ask, do, flow
from participation.core.text import t


@flow("stumble", link="stumble", link_key="word")
async def stumble() -> None:
    word = await ask("word", t("Any word?"))
    more = await ask("more", t("And one more?"))
    raise ValueError(f"a bug about {word} and {more}")


async def break_it(session: AsyncSession, word: str) -> str:
    """Have the database refuse, with the word in its message."""
    await session.execute(text("insert into contact (id) values (:word)"), {"word": word})
    return word


@flow("break", link="break", link_key="word")
async def break_() -> None:
    word = await ask("word", t("Any word?"))
    await do("broken", break_it, word)


if __name__ == "__main__":
    main()
