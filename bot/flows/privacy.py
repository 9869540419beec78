"""What happens to a person's data: explained, shown, deleted."""

from __future__ import annotations

from bot.flows import words
from bot.flows.own_data import everything
from bot.talk.personal import forget, stored_about
from bot.talk.questions import Option
from bot.talk.script import choose, confirm, do, flow, keep_place, look, me, now, say
from participation.core.languages import shipped
from participation.core.text import Lines, Sayable, Several, t
from participation.offices import queries

KEEP = Option("keep", t("Keep my place"))
FORGET_PLACE = Option("forget-place", t("Forget my place"))
CHANNELS = {"webchat": t("the chat on our web page"), "console": t("a terminal"), "telegram": "Telegram"}


@flow("privacy", command="privacy", interrupts=True)
async def privacy() -> None:
    await say(
        t("We store as little as possible:"),
        Lines(
            (
                t(
                    "what you answer is kept until the talk ends, and what you left in the middle for two weeks at most;"
                ),
                t("your language, and your place only if you ask us to remember it;"),
                t("your appointments, until a week after their day;"),
                t(
                    "that you took part in a survey, but never together with what you answered: nobody can put them together."
                ),
            ),
            bullet="• ",
        ),
        t("We do not need your name. Nobody outside the municipality gets your data from us."),
        t("/mydata shows what is stored about you. /forget deletes everything at once."),
    )


@flow("my_data", command="mydata", interrupts=True)
async def my_data() -> None:
    person = await me()
    stored = await look(stored_about, person.id, await now())
    language = shipped()[person.language].name if person.language in shipped() else person.language
    lines = [
        t("Way to reach you: {channel}", channel=CHANNELS.get(stored.channel, stored.channel)),
        t("Language: {language}", language=language),
        t("Place: {place}", place=await _place(stored.place)) if stored.place else t("Place: not stored"),
        t("Appointments: {numbers}", numbers=Several(stored.bookings)) if stored.bookings else t("Appointments: none"),
        t("Surveys you took part in: {n}", n=stored.surveys),
    ]
    await say(t("This is stored about you:"), Lines(tuple(lines), bullet="• "))
    await say(t("/forget deletes everything at once."))
    more = stored.copy["appointments"] or stored.copy["surveys"]
    if more and await confirm("whole", t("Shall I show you every entry?")):
        await say(*everything(stored.copy))
    if stored.place and await choose("place", t("Shall I keep your place?"), [KEEP, FORGET_PLACE]) == FORGET_PLACE.id:
        await keep_place(None)
        await say(t("I have forgotten your place."))


async def _place(kept: str) -> Sayable:
    """The name of a place people let us remember, with its postcode if they gave it."""
    key, _, postcode = kept.partition(" ")
    area = next((area for area in await look(queries.areas) if area.key == key), None)
    name = words.area_name(area) if area is not None else key
    return t("{place}, {postcode}", place=name, postcode=postcode) if postcode else name


@flow("forget_me", command="forget")
async def forget_me() -> None:
    warning = t("Shall I delete everything that is stored about you? Appointments to come are cancelled.")
    if not await confirm("sure", warning):
        return await say(t("Nothing was deleted."))
    await do("forgotten", forget, (await me()).id, await now())
    return await say(t("Everything about you has been deleted. If you write again, we begin anew."))
