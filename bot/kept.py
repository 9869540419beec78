"""What is kept of people, how long and why: every table, in this one place. `docs/privacy.md` tells it to people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from bot import forgotten
from bot.channels.webchat import devices, transcript
from bot.talk.state import TALK_KEPT
from participation.appointments import keeping
from participation.misrouted import services as misrouted
from participation.staff import queries as staff
from participation.staff import waiting
from participation.surveys import services as surveys
from participation.work import services as work

HEARD_KEPT = timedelta(days=8)  # Telegram repeats an update for a day at most; a week of silence renumbers them
CONTACT_KEPT = timedelta(days=365)  # whoever was not here for a year is forgotten
DEVICE_KEPT = timedelta(days=90)
UNSENT_KEPT = timedelta(days=2)  # an answer that could not be sent for two days answers nothing any more
KEY_KEPT = timedelta(days=92)  # longer than anything could be tried again
RECORD_KEPT = timedelta(days=730)  # two years in which a change can be explained
WORKER = timedelta(minutes=1)  # the worker comes by every minute


@dataclass(frozen=True, slots=True)
class Kept:
    """Rows of a table that say something about people: *long* after *since* they are deleted, or emptied of it."""

    table: str
    what: str
    since: str
    long: timedelta
    why: str


KEPT = (
    Kept("contact", "who talks to us", "their last message", CONTACT_KEPT, "appointments and news must reach them"),
    Kept("conversation", "where a talk stands", "the last message", TALK_KEPT, "it can be resumed for a week"),
    Kept("heard", "that a message came", "its arrival", HEARD_KEPT, "what comes twice is answered once"),
    Kept("outbox", "answers in the web chat", "being written", transcript.REPLIES_KEPT, "the page shows them again"),
    Kept("outbox", "answers on other channels", "being due", UNSENT_KEPT, "sent ones go at once, others are tried again"),
    Kept("outbox", "news", "being written", transcript.NOTICES_KEPT, "it waits until somebody looks in again"),
    Kept("outbox", "keys of what was sent", "being due", KEY_KEPT, "nothing is sent twice; no address, no words"),
    Kept("web_device", "browsers that may read a talk", "the last visit", DEVICE_KEPT, "people come back"),
    Kept("web_hand_over", "links to another device", "being made", devices.LINK_LIVES, "time to open it there"),
    Kept("forgotten", "fingerprints of who was deleted", "the deletion", forgotten.KEPT, "they stay deleted when a backup comes back"),
    Kept("booking", "whose appointment it is", "the appointment", keeping.PERSON_KEPT, "people look up what was missing"),
    Kept("booking", "the line of statistics", "the appointment", keeping.BOOKING_KEPT, "offices report on a quarter"),
    Kept("booking_seat", "the seat it takes", "its end", WORKER, "nobody else gets it meanwhile"),
    Kept("booking_step", "notes of the front office", "the appointment", keeping.PERSON_KEPT, "colleagues behind must know"),
    Kept("booking_step", "who served", "the appointment", keeping.BOOKING_KEPT, "with the line of statistics"),
    Kept("booker", "how many times somebody held a time", "the day", timedelta(days=1), "nobody holds all times of a day"),
    Kept("survey_ledger", "who took part", "the feedback", surveys.KEPT_AFTER_FEEDBACK, "nobody takes part twice, and all are told"),
    Kept("survey_ledger", "who took part, without feedback", "the end of the survey", surveys.KEPT_AT_MOST, "feedback may come late"),
    Kept("survey_sheet", "what was chosen, nobody can tell by whom", "the end of the survey", WORKER, "it is counted once"),
    Kept("survey_words", "what was written, nobody can tell by whom", "the end of the survey", WORKER, "it is counted once"),
    Kept("misrouted_account", "what was written about a wrong office", "the beginning of its month", misrouted.READ + timedelta(days=31), "coordination reads it"),
    Kept("demand_asked", "that a search came to its end, nobody can tell whose", "being written", WORKER, "it is added to the counts of the week"),
    Kept("staff_account", "closed accounts of staff", "the last line of the record about them", timedelta(0), "the record names them"),
    Kept("staff_grant", "their roles", "the last line of the record about them", timedelta(0), "with the account"),
    Kept("staff_session", "where staff are signed in", "the last use", staff.IDLE, "a forgotten browser is not open for ever"),
    Kept("staff_invitation", "links to choose a password", "their end", timedelta(0), "once is enough"),
    Kept("staff_recovery", "codes on paper", "the last line of the record about them", timedelta(0), "with the account"),
    Kept("staff_identity", "whom the city's provider means", "the last line of the record about them", timedelta(0), "with the account"),
    Kept("staff_failure", "failed sign-ins, as keyed hashes", "the last one", waiting.FORGIVEN, "guessing takes too long"),
    Kept("job", "who asked for a long work", "being asked for", work.KEPT, "they look at what came of it"),
    Kept("job_file", "files that were brought, and reports", "being brought", work.KEPT, "what was shown is then taken in"),
    Kept("staff_audit", "what staff did", "the act", RECORD_KEPT, "a change can be explained"),
)  # fmt: skip

#: Tables without personal data, and why. Staff stand there at most by a random id, which is nobody's once the account is gone.
FREE = {
    "misrouted": "how often a month people were sent to the wrong office",
    "demand": "how often a week people from a place asked for a service",
    "lease": "which process does a work",
    "survey": "what an organisation asks; who wrote it, by a random id",
    "survey_release": "counts made safe before they are stored",
    "finding": "what planners read out of a release; who wrote it, by a random id",
    "finding_decision": "what was decided; who decided, by a random id",
    "measure": "what is done, by which office",
    "planning_step": "what happened to a finding; by whom, by a random id",
    "staff_secret": "random keys",
    "office_": "what the city publishes about its offices; who changed it, by a random id",
}


def free(table: str) -> bool:
    """Whether a table is declared to hold nothing about people."""
    return table in FREE or (table.startswith("office_") and "office_" in FREE)
