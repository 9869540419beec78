"""An appointment as a calendar file (RFC 5545), and the same taken back (RFC 5546)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from participation.core.clock import BERLIN

LONGEST = 75  # octets of a line without its end
NOBODY = "invalid:nomail"  # what calendars write for an organiser without a mail address

#: The rule in force since 1996. Calendars that know the zone use their own.
ZONE = """BEGIN:VTIMEZONE
TZID:Europe/Berlin
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:19810329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
END:DAYLIGHT
END:VTIMEZONE"""


@dataclass(frozen=True, slots=True)
class Event:
    """What a calendar is to show. *uid* and *sequence* tell it which entry this is, and which version of it."""

    uid: str
    sequence: int
    starts_at: datetime
    minutes: int
    summary: str
    location: str
    description: str
    organizer: str
    email: str
    language: str


def calendar_file(event: Event, now: datetime, *, cancelled: bool = False) -> bytes:
    """Return the file that puts *event* into a calendar, or takes it out again."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//Lotse//Lotse//{event.language.upper()}",
        "CALSCALE:GREGORIAN",
        f"METHOD:{'CANCEL' if cancelled else 'PUBLISH'}",
        *ZONE.splitlines(),
        *_event(event, now, cancelled=cancelled),
        "END:VCALENDAR",
    ]
    return b"".join(part + b"\r\n" for line in lines for part in _folded(line))


def _event(event: Event, now: datetime, *, cancelled: bool) -> Iterator[str]:
    ends_at = event.starts_at + timedelta(minutes=event.minutes)
    tongue = f";LANGUAGE={event.language}"
    yield "BEGIN:VEVENT"
    yield f"UID:{_escaped(event.uid)}"
    yield f"SEQUENCE:{event.sequence}"
    yield f"DTSTAMP:{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;TZID=Europe/Berlin:{event.starts_at.astimezone(BERLIN):%Y%m%dT%H%M%S}"
    yield f"DTEND;TZID=Europe/Berlin:{ends_at.astimezone(BERLIN):%Y%m%dT%H%M%S}"
    yield f"ORGANIZER;CN={_quoted(event.organizer)}:{f'mailto:{event.email}' if _is_mail(event.email) else NOBODY}"
    yield f"SUMMARY{tongue}:{_escaped(event.summary)}"
    yield f"LOCATION{tongue}:{_escaped(event.location)}"
    yield f"DESCRIPTION{tongue}:{_escaped(event.description)}"
    yield f"STATUS:{'CANCELLED' if cancelled else 'CONFIRMED'}"
    if not cancelled:
        yield from ("BEGIN:VALARM", "ACTION:DISPLAY", f"DESCRIPTION:{_escaped(event.summary)}", "TRIGGER:-P1D")
        yield "END:VALARM"
    yield "END:VEVENT"


def _escaped(text: str) -> str:
    """A value of the type TEXT: no line end and no control character may stand in it as it is."""
    text = re.sub(r"[\x00-\x09\x0b-\x1f\x7f]", " ", text.replace("\r\n", "\n"))
    return re.sub(r"([\\;,])", r"\\\1", text).replace("\n", "\\n")


def _quoted(text: str) -> str:
    """A parameter's value, where not even an escaped quotation mark may stand."""
    return '"' + re.sub(r"[\x00-\x1f\x7f]", " ", text).replace('"', "'") + '"'


def _is_mail(address: str) -> bool:
    return re.fullmatch(r"[\w.+-]+@[\w.-]+", address, re.ASCII) is not None


def _folded(line: str) -> Iterator[bytes]:
    """Cut a long line, never within a character; every part but the first begins with a blank."""
    part = b""
    for letter in line:
        octets = letter.encode("utf-8", "replace")
        if len(part) + len(octets) > LONGEST:
            yield part
            part = b" "
        part += octets
    yield part
