"""A person was at the office that was named, and it was not the right one."""

from __future__ import annotations

from bot.flows import words
from bot.flows.responsible import Answered
from bot.talk.questions import Free, Option
from bot.talk.script import ask, choose, confirm, do, now, say
from participation.core.text import Text, t
from participation.misrouted.services import LONGEST, report, tell
from participation.misrouted.values import Why
from participation.offices.values import Service

WHY: dict[Why, Text] = {
    Why.SENT_ON: t("They sent me to another office"),
    Why.CLOSED: t("It was closed when I came"),
    Why.NOT_THERE: t("I did not find it at this address"),
    Why.OTHER: t("It was something else"),
}


async def report_wrong_office(service: Service, answered: Answered) -> None:
    """Ask which office and why; words are kept only with consent, and nothing says whose they are."""
    fronts = {
        possible.unit: answered.units[possible.unit]
        for possible in answered.found.front
        if possible.unit in answered.units
    }
    office = answered.only_office
    unit = office.id if office else await choose(
        "wrong.unit", t("Which office was it?"), [Option(id_, words.named(unit)) for id_, unit in fronts.items()]
    )  # fmt: skip
    why = await choose(
        "wrong.why", t("I am sorry. What happened there?"), [Option(key, said) for key, said in WHY.items()]
    )
    place = (answered.place or "").split(" ")[0]
    await do("wrong.counted", report, service.slug, place, unit, Why(why), await now())
    if await confirm("wrong.tell", t("Thank you. Would you like to write a few words about it? The coordination office reads them without your name.")):  # fmt: skip
        text = await ask("wrong.words", t("What should they know? Please write no names or numbers."), Free(LONGEST))
        await do("wrong.told", tell, service.slug, unit, text, await now())
    await say(t("Thank you. This helps to correct it."))
