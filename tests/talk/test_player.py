"""A flow is played from its journal: resume, back, correct, done once, refusals."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from bot.talk.player import CannotUndo, NotAStep, RunsInCircles, forget
from bot.talk.questions import Number
from bot.talk.script import FLOWS, Flow, Option, ask, ask_again, choose, confirm, count, do, flow, look, say, take_back
from participation.core.errors import Refused
from participation.core.text import t
from tests.talk.stage import Stage


class ShelfEmpty(Refused):
    """There are no {things} left."""


async def stock(session: AsyncSession) -> list[str]:
    """Return what is there."""
    raise NotImplementedError


async def buy(session: AsyncSession, thing: str, amount: int) -> str:
    """Buy and return the receipt."""
    raise NotImplementedError


@pytest.fixture
def shop() -> Iterator[Flow]:
    """A flow with every word of the language."""

    @flow("shop")
    async def script() -> None:
        await say(t("Welcome."))
        things = await look(stock)
        thing = await choose("thing", t("Which one?"), [Option(name, name) for name in things])
        amount = await ask("amount", t("How many?"), Number(1, 9))
        await say(t("{n} pieces of {thing}.", n=amount, thing=thing))
        if not await confirm("sure", t("Buy?")):
            return await say(t("Nothing was bought."))
        try:
            receipt = await do("bought", buy, thing, amount)
        except ShelfEmpty as refusal:
            await ask_again("thing", refusal.text)
        await say(t("Your receipt: {receipt}", receipt=receipt))
        name = await ask("name", t("Your name?"))
        await say(t("Thank you, {name}.", name=name))
        return None

    yield script
    del FLOWS["shop"]


def stage(shop: Flow, bought: object = "R-1") -> Stage:
    return Stage(shop, {stock: ["tea", "salt"], buy: bought})


async def test_each_answer_leads_to_the_next_question_in_one_run(shop: Flow) -> None:
    """What is said after an answer is told once, together with the next question."""
    on = await stage(shop).begins()
    assert (on.words, on.asked) == (["Welcome."], "Which one?")
    await on.hears("2")
    assert (on.words, on.asked) == ([], "How many?")
    await on.hears("3")

    assert (on.words, on.asked) == (["3 pieces of salt."], "Buy?")


async def test_what_was_done_is_done_once(shop: Flow) -> None:
    """The effect happens in its turn and never again, however often the flow is played."""
    on = await stage(shop).begins()
    await on.hears("tea", "3", "yes")
    assert on.words == ["Your receipt: R-1"]
    await on.resumes()
    await on.hears("Amal")

    assert on.performed.count("buy") == 1
    assert on.words == ["Thank you, Amal."]
    assert on.over


async def test_back_asks_the_last_question_again(shop: Flow) -> None:
    """Going back drops the latest answer and keeps the earlier ones."""
    on = await stage(shop).begins()
    await on.hears("tea", "3")
    await on.goes_back()

    assert (on.words, on.asked) == ([], "How many?")
    assert on.journal == {"thing": "tea"}


async def test_a_refusal_is_raised_in_the_flow_and_may_ask_again(shop: Flow) -> None:
    """A refused purchase leads back to the choice, with the reason, and the earlier answers are asked anew."""
    on = await stage(shop, ShelfEmpty(things="tea")).begins()
    await on.hears("tea", "3", "yes")

    assert (on.words, on.asked) == (["There are no tea left."], "Which one?")
    assert on.journal == {}


async def test_an_answer_is_taken_back_for_another() -> None:
    """The flow goes on from the other answer, says what follows from it, and forgets what came after."""

    async def script() -> None:
        need = await ask("need", t("What do you need?"))
        await say(t("You need {need}.", need=need))
        more = await ask("more", t("And?"))
        if more != "nothing":
            await take_back("need", more)
        await say(t("Goodbye."))

    on = await Stage(Flow("x", script), {}).begins()
    await on.hears("tea", "salt")

    assert (on.words, on.asked, on.journal) == (["You need salt."], "And?", {"need": "salt"})
    await on.hears("nothing")
    assert (on.words, on.over) == (["Goodbye."], True)


async def tally(session: AsyncSession, thing: str) -> None:
    """Count what was asked for."""
    raise NotImplementedError


async def test_what_is_counted_stands_in_nobodys_way() -> None:
    """It is counted once however often the talk is played; going back past it is possible, and another way counts anew."""

    async def script() -> None:
        thing = await ask("thing", t("Which one?"))
        await count("counted", tally, thing)
        await ask("name", t("Your name?"))

    stage = await Stage(Flow("x", script), {tally: None}).begins()
    await stage.hears("tea")
    await stage.resumes()
    once = stage.performed.count("tally")
    await stage.goes_back()
    await stage.hears("milk")

    assert (once, stage.performed.count("tally")) == (1, 2)
    assert stage.asked == "Your name?"
    assert stage.journal == {"thing": "milk", "counted": {"aside": True}}


async def test_what_was_done_cannot_be_asked_again() -> None:
    """No flow and no step back may undo an effect."""
    with pytest.raises(CannotUndo):
        forget({"thing": "tea", "bought": {"done": "R-1"}, "name": "x"}, "thing")


async def test_what_has_come_to_nothing_may_be_asked_again() -> None:
    """An effect that is void does not stand in the way, and happens anew; any other still does."""

    async def script() -> None:
        thing = await ask("thing", t("Which one?"))
        await do("kept", buy, thing, 1)
        if await ask("still", t("Buy?")) == "late":
            await ask_again("thing", t("That is not possible any more. Please choose again."), void="kept")

    on = await Stage(Flow("x", script), {buy: "R-1"}).begins()
    await on.hears("tea", "late")
    assert (on.asked, on.journal) == ("Which one?", {})
    await on.hears("salt")

    assert on.performed == ["buy", "buy"]
    with pytest.raises(CannotUndo):
        forget({"thing": "tea", "kept": {"done": "R-1"}, "bought": {"done": "R-2"}}, "thing", void="kept")


async def test_an_inserted_question_is_asked_and_kept_answers_stay(shop: Flow) -> None:
    """After a deploy a talk goes on: keys count, not positions."""
    on = await stage(shop).begins()
    on.journal = {"thing": "tea", "sure": True}
    await on.resumes()

    assert on.asked == "How many?"


async def test_misunderstood_answers_change_nothing(shop: Flow) -> None:
    """A wrong answer gives a hint and the same question."""
    on = await stage(shop).begins()
    await on.hears("coffee")

    assert on.hint == "Please press one of the buttons, or type its number."
    assert (on.asked, on.journal) == ("Which one?", {})


async def test_an_uncaught_refusal_ends_the_flow_with_its_words() -> None:
    """A flow that does not catch a refusal still tells the person."""

    async def script() -> None:
        await do("bought", buy, "tea", 1)

    on = await Stage(Flow("x", script), {buy: ShelfEmpty(things="tea")}).begins()

    assert on.words == ["There are no tea left."]
    assert on.over


async def test_circles_are_noticed() -> None:
    """A flow that would run forever is a bug, not a hanging process."""

    async def script() -> None:
        while True:
            await look(stock)

    with pytest.raises(RunsInCircles):
        await Stage(Flow("x", script), {stock: []}).begins()


async def test_real_waiting_in_a_flow_is_noticed() -> None:
    """A flow that awaits anything but our words is a bug."""

    class Foreign:
        def __await__(self):  # type: ignore[no-untyped-def]  # it is what a flow must not await
            yield "network"

    async def script() -> None:
        await Foreign()

    with pytest.raises(NotAStep):
        await Stage(Flow("x", script), {}).begins()


async def test_a_flow_that_ends_in_silence_repeats_nothing() -> None:
    """What was said before a question is not said again when its answer leaves nothing more to say."""

    @flow("quiet")
    async def quiet() -> None:
        await say(t("This is a shop."))
        if await confirm("more", t("Hear more?")):
            await say(t("It sells tea."))

    try:
        silent = await Stage(quiet, {}).begins()
        await silent.hears("no")
        assert silent.over
        assert silent.words == []
    finally:
        del FLOWS["quiet"]
