"""A person sees their appointments and gives one back."""

from __future__ import annotations

from bot.flows import papers, words
from bot.talk.questions import Option
from bot.talk.script import choose, confirm, do, flow, look, me, now, say
from participation.appointments.errors import AlreadyPast, UnknownBooking
from participation.appointments.queries import bookings_of_person
from participation.appointments.services import cancel
from participation.core.clock import BERLIN
from participation.core.text import Words, t
from participation.offices import queries
from participation.offices.units import unit as unit_by_id

KEEP = Option("keep", t("Keep it"))
CANCEL = Option("cancel", t("Cancel this appointment"))


WORDS = t(
    "cancel my appointment, cancel the appointment, cancel an appointment, cancel appointment, move my appointment, "
    "change my appointment, postpone my appointment, when is my appointment"
)


@flow("my_appointments", menu=t("My appointments"), words=WORDS)
async def my_appointments() -> None:
    person, moment = (await me()).id, await now()
    mine = {booking.booking: booking for booking in await look(bookings_of_person, person, moment)}
    if not mine:
        return await say(t("You have no appointments."))
    options = [Option(id_, t("{when}", when=booking.starts_at)) for id_, booking in mine.items()]
    chosen = await choose("which", t("These are your appointments. Which one?"), options)
    unit = service = None
    if booking := mine.get(chosen):
        unit = await look(unit_by_id, booking.unit)
        service = await look(queries.service, booking.service)
        await say(
            t(
                "{when}, for: {service}",
                when=booking.starts_at,
                service=Words(service.names if service else {"de": booking.service}),
            )
        )
        if unit is not None:
            await say(words.named(unit), words.place(unit, moment.astimezone(BERLIN).date()))
        await say(t("Your number: {number}. Your code: {code}.", number=booking.number, code=booking.code))
        if service is not None and (bring := words.documents(service)):
            await say(bring)
    if await choose("action", t("What would you like to do?"), [KEEP, CANCEL]) == KEEP.id:
        return await say(t("The appointment stays as it is."))
    if not await confirm("sure", t("Really cancel this appointment?")):
        return await say(t("The appointment stays as it is."))
    try:
        cancelled = await do("cancelled", cancel, chosen, person, moment)
    except (AlreadyPast, UnknownBooking) as refusal:
        return await say(refusal.text)
    if unit is not None and service is not None:
        await papers.take_back_entry(cancelled, unit, service, (await me()).language, moment)
    return await say(t("Cancelled. Thank you: somebody else can have the time now."))
