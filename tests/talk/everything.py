"""A flow with every kind of question, for rehearsals of the whole engine."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from sqlalchemy.ext.asyncio import AsyncSession

from bot.talk.days import Day
from bot.talk.free_words import OptionalText
from bot.talk.letters import Letter
from bot.talk.places import Place
from bot.talk.questions import Number
from bot.talk.script import FLOWS, Option, ask, choose, choose_many, confirm, do, flow, me, now, say
from participation.core.errors import Refused
from participation.core.outbox import Message, owe
from participation.core.text import t
from participation.offices.values import Area

AREAS = (
    Area("1", "municipality", None, "Lindenau", ("00110",)),
    Area("2", "municipality", None, "Oberhain", ("00130",)),
)
FRUIT = [Option("apple", "Apple"), Option("pear", "Pear"), Option("plum", "Plum")]


class BasketTooHeavy(Refused):
    """The basket is too heavy."""


async def pack(session: AsyncSession, person: str, weight: int, at: object) -> str:
    """Leave a trace in the database, and refuse what is too heavy after having left it."""
    await owe(session, [Message("trace", person, f"packed {weight}")], at)  # type: ignore[arg-type]  # flows hand on a moment without naming its type
    if weight == 9:
        raise BasketTooHeavy
    if weight == 8:
        raise RuntimeError("a bug")
    return f"B-{weight}"


@contextmanager
def everything() -> Iterator[None]:
    """Register the flow `everything` for the time of the block."""

    @flow("everything", link="all", link_key="word", resumable=True)
    async def script() -> None:
        word = await ask("word", t("Any word?"))
        await choose("one", t("Which fruit?"), FRUIT)
        await choose_many("many", t("Which fruits?"), FRUIT)
        weight = await ask("weight", t("How heavy?"), Number(1, 9))
        await ask("day", t("Which day?"), Day(date(2026, 11, 23), date(2026, 11, 23), date(2027, 3, 1)))
        await ask("place", t("Which place?"), Place(AREAS))
        await ask("letter", t("Which letter?"), Letter())
        await ask("note", t("A note?"), OptionalText())
        if not await confirm("sure", t("Pack it?")):
            return await say(t("Nothing was packed."))
        try:
            receipt = await do("packed", pack, (await me()).id, weight, await now())
        except BasketTooHeavy as refusal:
            return await say(refusal.text)
        await say(t("Packed: {word}, {receipt}", word=word, receipt=receipt))
        await ask("last", t("A last word?"))
        return await say(t("Goodbye."))

    try:
        yield
    finally:
        del FLOWS["everything"]


#: An answer to each question, in the order of asking, as people type them.
ANSWERS = {
    "word": "hello world", "one": "pear", "many": "1, 3", "weight": "٣", "day": "24.12.", "place": "oberhein",
    "letter": "Öz", "note": "skip this question", "sure": "yes",
}  # fmt: skip
