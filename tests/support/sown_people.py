"""A seed for everything that is kept about the people who talk to us."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import SQLModel, col

from bot.channels.webchat import devices
from bot.channels.webchat.models import WebDevice, WebHandOver
from bot.talk.models import Conversation, Heard
from participation.appointments.models import Booker, Booking, Seat, Step
from participation.core.clock import SetClock
from participation.core.db import Database
from participation.core.outbox import Owed
from participation.demand.models import Asked
from participation.misrouted.models import Account as WrittenAccount
from participation.people.models import Contact, Forgotten
from participation.surveys.models import LedgerRow, SheetRow, SurveyRow, WordsRow
from tests.support.sowing import Put, Seed, put, row, simple
from tests.surveys.small import opened, send

REPLY = '["Hello","en",[],false]'


def _contact(now: datetime) -> Contact:
    return Contact(id="p", channel="telegram", address="42", seen_on=now.date())


def _owed(channel: str, priority: int, **more: Any) -> Callable[[datetime], tuple[SQLModel, ...]]:
    return lambda now: (
        Owed(**{"key": "k", "channel": channel, "address": "a", "payload": REPLY, "priority": priority, "due_at": now, **more}),
    )  # fmt: skip


def _booking(now: datetime) -> Booking:
    return Booking(
        id="b", unit="u", service="s", starts_at=now, day=now.date(), minutes=15, slots=1, person="p", language="ar",
        state="done", number="7", code="c", created_on=now.date(),
    )  # fmt: skip


def _survey(now: datetime, **more: Any) -> SurveyRow:
    return SurveyRow(id="s", code="s", organisation="o", definition="{}", state="released", created_by="x", **more)


async def _written(database: Database, clock: SetClock) -> Put:
    month = clock.now().replace(month=10, day=1)  # of 31 days: the longest
    await put(database, WrittenAccount(month=month.date(), service="s", unit="u", text="closed"))
    return Put(row(WrittenAccount), month)


async def _link(database: Database, clock: SetClock) -> Put:
    async with database.writing() as session:
        await devices.offer_link(session, "a", clock.now())
    return Put(row(WebHandOver), clock.now())


async def _sheet(database: Database, clock: SetClock) -> Put:
    await send(database, clock, await opened(database, clock))
    return Put(row(SheetRow), clock.now() + timedelta(days=7))


async def _words(database: Database, clock: SetClock) -> Put:
    answers: dict[str, Any] = {"course": "yes", "content": 4, "wish": "More courses in the evening"}
    await send(database, clock, await opened(database, clock), answers)
    return Put(row(WordsRow), clock.now() + timedelta(days=7))


SEEDS: dict[tuple[str, str], Seed] = {
    ("contact", "who talks to us"): simple(lambda now: (_contact(now),), row(Contact)),
    ("conversation", "where a talk stands"): simple(
        lambda now: (_contact(now), Conversation(person="p", state="{}", spoke_at=now)), row(Conversation)
    ),
    ("heard", "that a message came"): simple(lambda now: (Heard(channel="telegram", id="1", at=now),), row(Heard)),
    ("outbox", "answers in the web chat"): simple(_owed("webchat", 0), row(Owed)),
    ("outbox", "answers on other channels"): simple(_owed("telegram", 0), row(Owed)),
    ("outbox", "news"): simple(_owed("webchat", 1), row(Owed)),
    ("outbox", "keys of what was sent"): simple(_owed("telegram", 1, address="", payload="", dead="gone"), row(Owed)),
    ("web_device", "browsers that may read a talk"): simple(
        lambda now: (WebDevice(token_hash="h", address="a", seen_on=now.date()),), row(WebDevice)
    ),
    ("forgotten", "fingerprints of who was deleted"): simple(
        lambda now: (Forgotten(mark="m", day=now.date()),), row(Forgotten)
    ),
    ("booking", "whose appointment it is"): simple(
        lambda now: (_booking(now),), row(Booking, col(Booking.person).is_not(None))
    ),
    ("booking", "the line of statistics"): simple(lambda now: (_booking(now),), row(Booking)),
    ("booking_seat", "the seat it takes"): simple(
        lambda now: (Seat(unit="u", starts_at=now, seat=0, ends_at=now, booking="b"),), row(Seat)
    ),
    ("booking_step", "notes of the front office"): simple(
        lambda now: (_booking(now), Step(booking="b", at=now, staff="x", state="done", note="birth certificate")),
        row(Step, col(Step.note) != ""),
    ),
    ("booking_step", "who served"): simple(
        lambda now: (_booking(now), Step(booking="b", at=now, staff="x", state="done")), row(Step)
    ),
    ("booker", "how many times somebody held a time"): simple(
        lambda now: (Booker(person="p", day=now.date(), holds=1),), row(Booker)
    ),
    ("survey_ledger", "who took part"): simple(
        lambda now: (
            _survey(now, closes_at=now, told_at=now),
            LedgerRow(survey="s", person="p", wants_to_hear=True),
        ),
        row(LedgerRow),
    ),
    ("survey_ledger", "who took part, without feedback"): simple(
        lambda now: (_survey(now, closes_at=now), LedgerRow(survey="s", person="p", wants_to_hear=True)), row(LedgerRow)
    ),
    ("demand_asked", "that a search came to its end, nobody can tell whose"): simple(
        lambda now: (Asked(week=now.date(), service="s", area="a"),), row(Asked)
    ),
    ("misrouted_account", "what was written about a wrong office"): _written,
    ("web_hand_over", "links to another device"): _link,
    ("survey_sheet", "what was chosen, nobody can tell by whom"): _sheet,
    ("survey_words", "what was written, nobody can tell by whom"): _words,
}
