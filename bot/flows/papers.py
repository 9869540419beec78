"""What a person takes along of an appointment: a calendar file, and the code as a picture for the desk."""

from __future__ import annotations

import io
import re
from datetime import datetime

from bot.flows import words
from bot.talk.channel import File
from bot.talk.script import hand
from participation.appointments.ics import Event, calendar_file
from participation.appointments.values import Appointment
from participation.core.clock import BERLIN
from participation.core.text import Lines, Sayable, Words, render, t
from participation.offices.values import Service, Unit

INVISIBLE = re.compile("[\u2066-\u2069]")  # they keep directions apart in a chat; calendars show them as boxes


async def hand_over(booked: Appointment, unit: Unit, service: Service, language: str, now: datetime) -> None:
    """Hand the calendar file and the picture of the code to whoever has booked."""
    entry = calendar_file(_event(booked, unit, service, language, now), now)
    await hand(t("This file puts the appointment into your calendar."), File("appointment.ics", "text/calendar", entry))
    await hand(
        t("This picture shows your code. Show it at the desk."), File("code.png", "image/png", picture(booked.code))
    )


async def take_back_entry(booked: Appointment, unit: Unit, service: Service, language: str, now: datetime) -> None:
    """Hand over the file that takes a cancelled appointment out of the calendar."""
    entry = calendar_file(_event(booked, unit, service, language, now), now, cancelled=True)
    await hand(t("This file takes it out of your calendar."), File("cancelled.ics", "text/calendar", entry))


def picture(code: str) -> bytes:
    """Return the QR code of *code* as PNG."""
    import segno  # only who books needs it

    image = io.BytesIO()
    segno.make_qr(code, error="m").save(image, kind="png", scale=8, border=4)
    return image.getvalue()


def _event(booked: Appointment, unit: Unit, service: Service, language: str, now: datetime) -> Event:
    def plain(said: Sayable) -> str:
        return INVISIBLE.sub("", render(said, language))

    notes: list[Sayable] = [t("Your number: {number}. Your code: {code}.", number=booked.number, code=booked.code)]
    notes.append(words.place(unit, now.astimezone(BERLIN).date()))
    notes += [bring] if (bring := words.documents(service)) else []
    return Event(
        f"{booked.booking}@lotse", booked.sequence, booked.starts_at, booked.minutes,
        summary=plain(t("{service}: {unit}", service=Words(service.names), unit=words.named(unit))),
        location=plain(f"{unit.name}, {unit.street}, {unit.postcode} {unit.city}" if unit.street else unit.name),
        description=plain(Lines(notes)), organizer=unit.name, email=unit.email, language=language,
    )  # fmt: skip
