"""Booking a time at one office: day, time, hold, confirm. Part of several conversations."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from bot.flows import papers, words
from bot.talk.days import Day
from bot.talk.questions import Option
from bot.talk.script import ask, ask_again, choose, confirm, do, look, me, now, say
from participation.appointments.errors import HoldExpired, SlotTaken, TooFarAhead
from participation.appointments.queries import FreeDay, free_slots
from participation.appointments.services import confirm as confirm_booking
from participation.appointments.services import give_back, hold
from participation.appointments.slots import HORIZON, Days, OpenPeriod, Start
from participation.appointments.values import Appointment, Wish
from participation.core.clock import BERLIN
from participation.core.text import Lines, t
from participation.offices.opening import open_days
from participation.offices.values import Service, Unit

DAYS_SHOWN = 6
LATER = Option("later", t("Another day"))
NONE = Option("none", t("All right"))
NO_TIME = t("There is no free time at the moment. Please try again tomorrow, or call the office.")


async def book_at(unit: Unit, service: Service) -> None:
    """Book a time at *unit*, from the choice of the day to number and code."""
    moment = await now()
    today = moment.astimezone(BERLIN).date()
    free = await look(free_slots, unit.id, bookable_days(unit, today), service.minutes, moment)
    day = await _day(free, today)
    if day is None:
        return await say(t("Nothing was booked."))
    chosen = await _time(free, day)
    wish = _wish(chosen, unit, service, (await me()).language)
    booked = await _booked(wish, unit, moment)
    if booked is None:
        return await say(t("Nothing was booked. The time is free again."))
    await _tell(booked, unit, service, today)
    await papers.hand_over(booked, unit, service, wish.language, moment)
    return await say(
        t("If you cannot come, please cancel under “My appointments”. Then somebody else can have the time.")
    )


async def _booked(wish: Wish, unit: Unit, moment: datetime) -> Appointment | None:
    """Keep the time, ask once more, and book it; None if it was given back."""
    person = (await me()).id
    try:
        held = await do("held", hold, wish, person, moment)
    except (SlotTaken, TooFarAhead) as refusal:
        await ask_again("time", refusal.text)
    sure = t(
        "Shall I book {when} at {unit}? I keep this time for you for ten minutes.",
        when=wish.starts_at,
        unit=words.named(unit),
    )
    if not await confirm("sure", sure):
        await do("given_back", give_back, held.booking, person)
        return None
    try:
        return await do("booked", confirm_booking, held.booking, person, moment)
    except HoldExpired as refusal:
        await ask_again("time", refusal.text, void="held")


async def _tell(booked: Appointment, unit: Unit, service: Service, today: date) -> None:
    """Say when and where, by which number and code, and what to bring."""
    when = t("Your appointment is booked: {when}", when=booked.starts_at)
    await say(when, words.named(unit), words.place(unit, today))
    number = t("Your number: {number}. You are called by this number, not by your name.", number=booked.number)
    await say(Lines((number, t("Your code: {code}. Show it at the desk.", code=booked.code))))
    if bring := words.documents(service):
        await say(bring)


def bookable_days(unit: Unit, today: date) -> Days:
    """Return the days that can be booked with their opening periods, as the appointments room wants them."""
    found = {}
    for day, periods in open_days(unit, today, HORIZON.days + 1):
        bookable = [
            OpenPeriod(period.opens, period.closes, period.slot_minutes, period.counters)
            for period in periods
            if period.slot_minutes and period.counters
        ]
        if bookable:
            found[day] = bookable
    return found


async def _day(free: list[FreeDay], today: date) -> date | None:
    """Ask for the day. What is free is asked anew on every message, also when this person holds the last time:
    so it may only change questions, never whether they are put.
    """
    options = [Option(found.day.isoformat(), t("{day}", day=found.day)) for found in free[:DAYS_SHOWN]]
    further = [LATER] if len(free) > DAYS_SHOWN else []
    question, offered = (t("Which day suits you?"), [*options, *further]) if free else (NO_TIME, [NONE])
    chosen = await choose("day", question, offered)
    if chosen == NONE.id:
        return None
    if chosen != LATER.id:
        return date.fromisoformat(chosen)
    last, days = today + timedelta(days=HORIZON.days), frozenset(found.day for found in free)
    return await ask("date", t("Which date? Write day and month."), Day(today, today, last, days))


async def _time(free: list[FreeDay], day: date) -> str:
    times = next((found.starts for found in free if found.day == day), ())
    question = t("What time on {day}?", day=day) if times else t("There is no free time on {day}.", day=day)
    options = [Option(_id(start), f"{start.local:%H:%M}") for start in times]
    chosen = await choose("time", question, [*options, LATER])
    if chosen == LATER.id:
        await ask_again("day", t("All right, another day."))
    return chosen


def _id(start: Start) -> str:
    """A time as an option's id: all that is needed to hold it."""
    return f"{start.starts_at:%Y-%m-%dT%H:%M}Z {start.slot_minutes} {start.slots} {start.seats}"


def _wish(chosen: str, unit: Unit, service: Service, language: str) -> Wish:
    at, minutes, slots, seats = chosen.split(" ")
    starts_at = datetime.strptime(at, "%Y-%m-%dT%H:%MZ").replace(tzinfo=UTC)
    return Wish(unit.id, service.slug, starts_at, int(minutes), int(slots), int(seats), language)
