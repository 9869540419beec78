"""Files of a talk, downloaded from the page."""

from __future__ import annotations

import re

from tests.appointments.test_ics import defects
from tests.channels.webchat.conftest import Comes, Visitor


async def _books(visitor: Visitor) -> list[str]:
    """Book an appointment; return the addresses of the files on the page."""
    await visitor.opens()
    await visitor.presses("Book an appointment")
    for said in ("my residence permit ends", "Lindenau", "2", "1", "yes"):
        await visitor.sends(text=said)
    return sorted(set(re.findall(r'"(/chat/file/\d+)"', visitor.html)))


async def test_a_booking_can_be_taken_along(visitor: Comes) -> None:
    """The page shows the code as a picture with words for who cannot see it, and links the calendar file."""
    amira = visitor()
    entry, picture = await _books(amira)
    async with amira.http.get(entry) as response:
        kind, disposition, calendar = (
            response.content_type,
            response.headers["Content-Disposition"],
            await response.read(),
        )
    async with amira.http.get(picture) as response:
        drawn = await response.read()

    assert (kind, disposition) == ("text/calendar", 'attachment; filename="appointment.ics"')
    assert defects(calendar) == set()
    assert drawn.startswith(b"\x89PNG")
    assert 'alt="This picture shows your code. Show it at the desk."' in amira.html


async def test_nobody_else_gets_a_file(visitor: Comes) -> None:
    """Another talk's cookie, no cookie, a line without a file and a number that is none lead nowhere."""
    amira, stranger, other = visitor(), visitor(), visitor()
    entry, _ = await _books(amira)
    await other.opens()
    await other.sends(text="/help")
    answers = [await _status(one, entry) for one in (stranger, other)]
    answers += [await _status(amira, path) for path in ("/chat/file/1", "/chat/file/x", "/chat/file/9999999")]

    assert await _status(amira, entry) == 200
    assert answers == [404] * 5


async def _status(visitor: Visitor, path: str) -> int:
    await visitor.opens(path)
    return visitor.status
