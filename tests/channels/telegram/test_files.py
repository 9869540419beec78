"""Files and places over real HTTP: what people get to keep, and what they send."""

from __future__ import annotations

from tests.appointments.test_ics import defects
from tests.channels.telegram.conftest import Start
from tests.support.botapi import BotApi
from tests.support.botapi_faults import Fault
from tests.support.botapi_people import Person


async def _books(amira: Person) -> None:
    amira.says("/start")
    await amira.sees("What would you like to do?")
    amira.presses("Book an appointment")
    await amira.sees("What is the appointment for?")
    amira.says("my residence permit ends")
    await amira.sees("Where do you live?")
    amira.says("Lindenau")
    for question in ("Which day", "What time"):
        amira.presses((await amira.sees(question)).labels[0])
    await amira.sees("Shall I book")
    amira.presses("Yes")
    await amira.sees("Your appointment is booked")


async def test_who_books_gets_a_calendar_file_and_a_picture_of_the_code(api: BotApi, start: Start) -> None:
    """Both come before the words; the calendar file is right to the byte, and cancelling sends the file that takes it out."""
    await start()
    amira = api.person(42, "en")
    await _books(amira)
    entry, picture = (seen.file for seen in amira.screen[-3:-1])
    amira.says("/menu")
    await amira.sees("What would you like to do?")
    amira.presses("My appointments")
    amira.presses((await amira.sees("Which one?")).labels[0])
    await amira.sees("What would you like to do?")
    amira.presses("Cancel this appointment")
    await amira.sees("Really cancel")
    amira.presses("Yes")
    await amira.sees("Cancelled.")
    taken_back = amira.screen[-2].file

    assert entry is not None
    assert picture is not None
    assert taken_back is not None
    assert entry[:2] == ("appointment.ics", "text/calendar")
    assert defects(entry[2]) == defects(taken_back[2]) == set()
    assert b"METHOD:PUBLISH" in entry[2]
    assert b"METHOD:CANCEL" in taken_back[2]
    assert _line(entry[2], b"UID") == _line(taken_back[2], b"UID")
    assert (_line(entry[2], b"SEQUENCE"), _line(taken_back[2], b"SEQUENCE")) == (b"SEQUENCE:0", b"SEQUENCE:1")
    assert picture[:2] == ("code.png", "image/png")


async def test_a_file_that_fails_is_sent_again(api: BotApi, start: Start) -> None:
    """A file is a row of its own: what Telegram did not take is brought by the worker, and nothing before it twice."""
    api.faults.append(Fault("sendPhoto", 502))
    await start()
    amira = api.person(42, "en")
    await _books(amira)

    assert [seen.file[0] for seen in amira.screen if seen.file] == ["appointment.ics", "code.png"]


async def test_a_place_on_the_map_is_not_kept(api: BotApi, start: Start) -> None:
    """Who sends where they are is asked for the name instead; the question stays open."""
    parts = await start()
    amira = api.person(42, "en")
    amira.says("I have a new flat")
    await amira.sees("Where do you live?")
    amira.sends(location={"latitude": 51.312345, "longitude": 12.354321})
    answer = await amira.sees("write the name of the place")
    amira.says("Lindenau")
    await amira.until(lambda: "please go to" in amira.screen[-1].text)
    stored = (parts.settings.data / "lotse.db").read_bytes() + (parts.settings.data / "lotse.db-wal").read_bytes()

    assert "Where do you live?" in answer.text
    assert b"51.31" not in stored


def _line(file: bytes, name: bytes) -> bytes:
    return next(line for line in file.split(b"\r\n") if line.startswith(name + b":"))
