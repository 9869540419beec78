"""Calendar files, byte by byte: calendars read wrong ones silently, or not at all."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from participation.appointments.ics import Event, calendar_file

NOW = datetime(2026, 11, 22, 1, 0, tzinfo=UTC)
EVENT = Event(
    "a1@lotse", 0, datetime(2026, 12, 1, 9, 30, tzinfo=UTC), 30, "الإقامة: Servicezentrum; Migration, Lindenau",
    "Servicezentrum Migration, Marktplatz 1, 00110 Lindenau", "رقمك: A-17\nأحضر جواز سفرك, " + "وثيقة " * 40,
    'Amt "für" Migration', "amt@birkental.example", "ar",
)  # fmt: skip
DATE = re.compile(r"\d{8}T\d{6}Z?")


def defects(data: bytes) -> set[str]:
    """What is wrong with a calendar file, by its bytes alone."""
    found = set()
    if re.search(rb"(?<!\r)\n|\r(?!\n)", data):
        found.add("line ends")
    octets = data.split(b"\r\n")
    if any(len(line) > 75 for line in octets):
        found.add("75 octets")
    if any(line != line.decode("utf-8", "ignore").encode() for line in octets):
        found.add("a character cut by folding")
    lines = re.sub(r"\r\n[ \t]", "", data.decode("utf-8", "replace")).split("\r\n")
    if lines.pop() or not all(re.match(r"[A-Z-]+[;:]", line) for line in lines):
        found.add("raw text")
    return found | _structure(lines) | _event(lines)


def _structure(lines: list[str]) -> set[str]:
    found, open_ = set(), []
    for line in lines:
        if line.startswith("BEGIN:"):
            open_.append(line[6:])
        elif line.startswith("END:") and (not open_ or open_.pop() != line[4:]):
            found.add("unclosed")
    names = [re.split("[;:]", line)[0] for line in lines]
    found |= {
        f"no {name}" for name in ("VERSION", "PRODID", "METHOD", "UID", "SEQUENCE", "ORGANIZER") if name not in names
    }
    found |= {"VERSION"} if "VERSION:2.0" not in lines else set()
    used = {zone[1] for line in lines if (zone := re.search(";TZID=([^:;]+)", line))}
    defined = {line[5:] for line in lines if line.startswith("TZID:")}
    found |= {"no VTIMEZONE"} if used - defined else set()
    rules = [line for line in lines if line.startswith("RRULE:")]
    found |= {"RRULE"} if any("FREQ=YEARLY;BYMONTH=" not in rule for rule in rules) else set()
    return found | ({"unclosed"} if open_ else set())


def _event(lines: list[str]) -> set[str]:
    event = lines[lines.index("BEGIN:VEVENT") :] if "BEGIN:VEVENT" in lines else []
    values = {re.split("[;:]", line)[0]: line.rpartition(":")[2] for line in event}
    found = {name for name in ("DTSTAMP", "DTSTART", "DTEND") if sum(line.startswith(name) for line in event) != 1}
    found |= {"two UIDs"} if sum(line.startswith("UID:") for line in event) > 1 else set()
    found |= {"DTSTAMP"} if not values.get("DTSTAMP", "").endswith("Z") else set()
    for name in {"DTSTART", "DTEND"} & values.keys():
        found |= {name} if not _is_time(values[name]) else set()
    found |= {"ends before it begins"} if values.get("DTEND", "9") <= values.get("DTSTART", "") else set()
    found |= {"DTEND and DURATION"} if "DURATION" in values else set()
    found |= {"no TRIGGER"} if "BEGIN:VALARM" in event and "TRIGGER" not in values else set()
    return found


def _is_time(value: str) -> bool:
    try:
        return bool(DATE.fullmatch(value) and datetime.strptime(value.rstrip("Z"), "%Y%m%dT%H%M%S"))  # noqa: DTZ007  # only whether it is a moment
    except ValueError:
        return False


def _with(pattern: str, instead: str) -> Callable[[bytes], bytes]:
    return lambda good: re.sub(pattern.encode(), instead.encode(), good, count=1, flags=re.DOTALL)


DEFECTS: dict[str, Callable[[bytes], bytes]] = {
    "lines end with LF only": lambda good: good.replace(b"\r\n", b"\n"),
    "a long line": _with("END:VEVENT", "COMMENT:" + "x" * 300 + "\r\nEND:VEVENT"),
    "no PRODID": _with(r"PRODID[^\r]*\r\n", ""),
    "no VERSION": _with("VERSION:2.0\r\n", ""),
    "no UID": _with(r"UID:[^\r]*\r\n", ""),
    "no DTSTAMP": _with(r"DTSTAMP[^\r]*\r\n", ""),
    "DTSTAMP not in UTC": _with(r"(DTSTAMP:\w+)Z", r"\1"),
    "no DTSTART": _with(r"DTSTART;TZID[^\r]*\r\n", ""),
    "two DTSTART": _with("DTEND", "DTSTART:20261201T103000Z\r\nDTEND"),
    "it ends before it begins": _with(r"(DTEND;TZID=Europe/Berlin:)\w+", r"\g<1>20261201T090000"),
    "an unknown zone": _with("TZID=Europe/Berlin", "TZID=Mars/Base"),
    "no VTIMEZONE": _with("BEGIN:VTIMEZONE.*END:VTIMEZONE\r\n", ""),
    "no such date": _with("20261201T103000", "20261301T103000"),
    "a wrong rule": _with("FREQ=YEARLY", "FREQ=YARLY"),
    "a raw line end in a text": lambda good: good.replace(b"\\n", b"\r\n", 1),
    "DTEND and DURATION": _with("STATUS", "DURATION:PT1H\r\nSTATUS"),
    "an event that does not end": _with("END:VEVENT\r\n", ""),
    "an alarm without TRIGGER": _with("TRIGGER:-P1D\r\n", ""),
    "a character cut in two": lambda good: good.replace("ال".encode(), "ا".encode() + b"\xd9\r\n \x84", 1),
}


@pytest.mark.parametrize("cancelled", [False, True])
def test_a_file_has_no_defect(cancelled: bool) -> None:
    """Line ends, length of lines, zone, times and structure are right, also with long Arabic text and all special signs."""
    assert defects(calendar_file(EVENT, NOW, cancelled=cancelled)) == set()


@pytest.mark.parametrize("defect", DEFECTS)
def test_a_defect_would_be_noticed(defect: str) -> None:
    """Control: the check above finds each planted defect."""
    good = calendar_file(EVENT, NOW)
    broken = DEFECTS[defect](good)

    assert broken != good
    assert defects(broken)


def test_the_time_is_that_of_berlin() -> None:
    """Half past ten in winter and in summer, whatever UTC says."""
    summer = replace(EVENT, starts_at=datetime(2026, 7, 1, 8, 30, tzinfo=UTC))

    assert b"DTSTART;TZID=Europe/Berlin:20261201T103000\r\n" in calendar_file(EVENT, NOW)
    assert b"DTEND;TZID=Europe/Berlin:20261201T110000\r\n" in calendar_file(EVENT, NOW)
    assert b"DTSTART;TZID=Europe/Berlin:20260701T103000\r\n" in calendar_file(summer, NOW)


def test_a_cancelled_one_replaces_the_same_entry() -> None:
    """The same UID with a higher number and METHOD:CANCEL takes the entry out; it warns of nothing any more."""
    taken_back = calendar_file(replace(EVENT, sequence=1), NOW, cancelled=True)

    for line in (b"UID:a1@lotse", b"SEQUENCE:1", b"METHOD:CANCEL", b"STATUS:CANCELLED"):
        assert line + b"\r\n" in taken_back
    assert b"VALARM" not in taken_back


def test_texts_cannot_break_out() -> None:
    """Signs with a meaning are escaped, line ends too; a quotation mark in a name or a strange address does no harm."""
    sly = replace(EVENT, summary="a;b,c\\d\r\nATTENDEE:x\x00", organizer='x";CN="y\n', email="x\r\nATTACH:evil")
    made = calendar_file(sly, NOW)

    assert defects(made) == set()
    assert b"SUMMARY;LANGUAGE=ar:a\\;b\\,c\\\\d\\nATTENDEE:x \r\n" in made
    assert b"ORGANIZER;CN=\"x';CN='y \":invalid:nomail\r\n" in made


def test_the_person_reads_their_own_words() -> None:
    """What is folded is whole again for whoever unfolds it."""
    unfolded = calendar_file(EVENT, NOW).replace(b"\r\n ", b"").decode()

    assert "وثيقة " * 40 in unfolded
