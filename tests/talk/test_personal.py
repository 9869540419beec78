"""What is stored about a person is shown to them whole, and deleted whole."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import insert, select
from sqlmodel import col

from bot.talk.personal import forget, stored_about
from participation.appointments.models import Booker, Booking
from participation.core.clock import SetClock
from participation.core.db import Database
from participation.core.outbox import Message, Owed, Priority, owe
from participation.migrations.tables import metadata
from participation.people.models import Contact
from tests.support.chat import Chatter
from tests.surveys.small import opened, send

#: Tables that say something about a person, and what became of each in the copy. The browser's own rows
#: (a fingerprint of its cookie, links to other devices) are named by the page that made them.
TOLD = {"booking", "booker", "contact", "conversation", "survey_ledger", "outbox"}
OF_THE_BROWSER = {"web_device", "web_hand_over"}


async def _somebody(database: Database, clock: SetClock) -> Chatter:
    """Somebody with an appointment, a survey they took part in, an open talk and a notice."""
    chatter = Chatter(database, clock)
    await chatter.says("/language")
    await chatter.says("English")
    person = await chatter.person()
    await send(database, clock, await opened(database, clock), person=person)
    booking = {
        "unit": "town-hall", "service": "move-in", "starts_at": clock.now() + timedelta(days=1), "person": person,
        "day": (clock.now() + timedelta(days=1)).date(), "minutes": 15, "slots": 1, "language": "en",
        "state": "booked", "number": "A-17", "code": "K7MR4Q", "created_on": clock.now().date(),
    }  # fmt: skip
    async with database.writing() as session:
        await session.execute(insert(Booking), [booking])
        await session.execute(insert(Booker).values(person=person, day=clock.now().date(), holds=2))
        notice = Message("webchat", chatter.address, '["News", "en", [], false]', "key", Priority.NOTICE)
        await owe(session, [notice], clock.now())
    await chatter.says("/forget")
    return chatter


async def test_the_copy_is_complete(database: Database, clock: SetClock) -> None:
    """Contact, talk, messages, appointment with its number and code, survey and wish: all of it, no answers."""
    chatter = await _somebody(database, clock)
    async with database.reading() as session:
        stored = await stored_about(session, await chatter.person(), clock.now())

    assert set(stored.copy) == {"contact", "talk", "messages", "appointments", "surveys"}
    assert stored.copy["contact"][0]["address"] == chatter.address
    assert stored.copy["talk"][0]["acts"][-1]["flow"] == "forget_me"
    assert "News" in [message["text"] for message in stored.copy["messages"]]
    booking, counted = stored.copy["appointments"]
    assert (booking["number"], booking["code"], counted["holds"]) == ("A-17", "K7MR4Q", 2)
    assert stored.copy["surveys"][0]["wants_to_hear_the_outcome"] is True
    assert "answers" not in stored.copy["surveys"][0]


def test_no_table_about_people_is_left_out() -> None:
    """Whoever adds a table with a person or an address in it must tell people about it here."""
    about = {table.name for table in metadata.sorted_tables if {"person", "address"} & set(table.columns.keys())}

    assert about - TOLD - OF_THE_BROWSER == set()


async def test_people_read_every_entry_if_they_like(sqlite: Database, clock: SetClock) -> None:
    """/mydata offers the whole: named fields, times and titles in one's language, nothing technical for yes and no."""
    chatter = await _somebody(sqlite, clock)
    await chatter.says("no")
    offered = (await chatter.says("/mydata"))[-1].text
    text = (await chatter.says("yes"))[-1].text

    assert "Shall I show you every entry?" in offered
    for line in (
        "Number: A-17", "Code: K7MR4Q", "Office: town-hall", "Title: Wie kommen Sie an? (en)", "Message: News",
        "Wants to hear what becomes of it: Yes", "Times chosen on that day: 2",
    ):  # fmt: skip
        assert line in text.splitlines()


async def test_forgetting_leaves_nothing(database: Database, clock: SetClock) -> None:
    """After it no row of any table holds the person's id or address."""
    chatter = await _somebody(database, clock)
    person = await chatter.person()
    async with database.writing() as session:
        await forget(session, person, clock.now())
    async with database.reading() as session:
        for name in sorted(TOLD):
            table = metadata.tables[name]
            for row in (await session.execute(select(table))).all():
                assert person not in map(str, row)
                assert chatter.address not in map(str, row)
        assert (await session.execute(select(col(Contact.id)))).all() == []
        assert (await session.execute(select(col(Owed.id)))).all() == []
