"""What happens to a person's data: explained, shown, deleted."""

from __future__ import annotations

from bot.talk.personal import forget, stored_about
from bot.talk.script import confirm, do, flow, look, me, now, say
from participation.core.languages import shipped
from participation.core.text import Lines, Several, t


@flow("privacy", command="privacy", interrupts=True)
async def privacy() -> None:
    await say(
        t("We store as little as possible:"),
        Lines(
            (
                t("what you answer is kept only as long as this talk lasts, then it is deleted;"),
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
        t("Way to reach you: {channel}", channel=stored.channel),
        t("Language: {language}", language=language),
        t("Place: {place}", place=stored.place) if stored.place else t("Place: not stored"),
        t("Appointments: {numbers}", numbers=Several(stored.bookings)) if stored.bookings else t("Appointments: none"),
        t("Surveys you took part in: {n}", n=stored.surveys),
    ]
    await say(t("This is stored about you:"), Lines(tuple(lines), bullet="• "))
    await say(t("/forget deletes everything at once."))


@flow("forget_me", command="forget")
async def forget_me() -> None:
    warning = t("Shall I delete everything that is stored about you? Appointments to come are cancelled.")
    if not await confirm("sure", warning):
        return await say(t("Nothing was deleted."))
    await do("forgotten", forget, (await me()).id, await now())
    return await say(t("Everything about you has been deleted. If you write again, we begin anew."))
