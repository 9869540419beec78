"""A person wants an appointment: what for, where, when."""

from __future__ import annotations

from bot.flows import words
from bot.flows.appointment import book_at
from bot.flows.find_office import people_to_ask, wanted_service
from bot.flows.responsible import responsible_for
from bot.talk.script import flow, now, say
from participation.core.clock import BERLIN
from participation.core.text import t


@flow("book_appointment", menu=t("Book an appointment"))
async def book_appointment() -> None:
    service = await wanted_service(t("What is the appointment for? Write it in your own words."))
    answered = await responsible_for(service) if service else None
    if service is None or answered is None:
        return await people_to_ask()
    office = answered.only_office
    if office is not None and words.bookable(office.periods):
        await say(t("This is done at: {unit}", unit=words.named(office)))
        return await book_at(office, service)
    today = (await now()).astimezone(BERLIN).date()
    await say(t("Appointments there cannot be booked here."))
    return await say(*words.answer(service, answered.found, answered.units, answered.because, today, answered.whose))
