"""A person sees what became of their answers; who never took part sees what became of those of others."""

from __future__ import annotations

from bot.flows import figures, outcomes
from bot.talk.questions import Option
from bot.talk.script import choose, confirm, do, flow, look, me, now, say
from participation.core.text import Sayable, Words, t
from participation.offices.units import units
from participation.planning.queries import latest_surveys, outcomes_for
from participation.results.queries import release
from participation.surveys.queries import Survey, TookPart, survey, these_surveys, took_part
from participation.surveys.services import change_wish

LATEST = 3  # surveys of others shown to whoever never took part
LEAVE = Option("leave", t("Nothing more, thank you"))
HEAR, NO_MORE = Option("hear", t("Tell me here")), Option("no-more", t("Do not write to me about it"))


@flow("what_became_of_it", menu=t("What became of my answers"))
async def what_became_of_it() -> None:
    mine = {taken.survey: taken for taken in await look(took_part, (await me()).id)}
    if not mine:
        return await _of_others()
    options = [Option(taken.survey, Words(taken.title)) for taken in mine.values()]
    chosen = await choose("which", t("You took part in these surveys. Which one?"), [*options, LEAVE])
    taken, asked = mine.get(chosen), await look(survey, chosen)
    if taken is None or asked is None:
        return await say(t("All right."))
    await _tell(asked)
    found = await look(release, asked.id)
    if found and found.enough and await confirm("figures", t("Shall I show you the results in numbers?")):
        await say(*figures.figures(found))
    return await _wish(taken)


async def _tell(asked: Survey, *, of_others: bool = False) -> None:
    """The state of a survey, and all findings that were forwarded or decided."""
    await say(await _state(asked))
    if counted := await look(release, asked.id):
        await say(figures.participants(counted))
    found = await look(outcomes_for, [asked.id])
    doing = {unit.id: unit for unit in await look(units, outcomes.units_of(found))}
    language = (await me()).language
    for one in found:
        await say(*outcomes.outcome(one, doing, language, of_others=of_others))
    if asked.state == "released" and not found:
        await say(t("Nothing has been forwarded to those who decide yet."))


async def _state(asked: Survey) -> Sayable:
    title = Words(asked.definition.title)
    if asked.closes_at is not None and asked.takes_answers(await now()):
        until = asked.closes_at
        return t("The survey “{title}” is still open. Others can answer it until {when}.", title=title, when=until)
    if asked.state != "released":
        return t("The survey “{title}” has ended. Its results are being counted.", title=title)
    return t("The survey “{title}” has ended, and its results are public.", title=title)


async def _wish(taken: TookPart) -> None:
    if taken.wants_to_hear:
        question = t("I will write to you here when something is decided. Shall it stay like that?")
    else:
        question = t("I will not write to you about this survey. Shall it stay like that?")
    wish = await choose("wish", question, [HEAR, NO_MORE])
    hears = await do("wished", change_wish, taken.survey, (await me()).id, wish == HEAR.id)
    if hears:
        return await say(t("I will write to you here when something is decided."))
    return await say(t("I will not write to you about this survey. You can look here at any time."))


async def _of_others() -> None:
    """You said – we did: the latest of the whole region."""
    latest = await look(latest_surveys, LATEST)
    released = {one.id: one for one in await look(these_surveys, latest) if one.state == "released"}
    if not released:
        return await say(t("You have not taken part in a survey, and nothing has been decided about others yet."))
    await say(t("You have not taken part in a survey. This is what others said, and what became of it:"))
    for asked in (released[id_] for id_ in latest if id_ in released):
        await _tell(asked, of_others=True)
    return None
