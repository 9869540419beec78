"""Every table with personal data has its time, told in one place, kept by the worker, and written down for people."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, inspect, select
from sqlmodel import SQLModel, col

from bot.channels.webchat import devices
from bot.channels.webchat.models import WebDevice, WebHandOver
from bot.kept import FREE, KEPT, RECORD_KEPT, Kept, free
from bot.talk.models import Conversation, Heard
from bot.worker import Worker
from participation.appointments.models import Booker, Booking, Seat, Step
from participation.core.clock import SetClock
from participation.core.db import Database
from participation.core.outbox import Owed
from participation.demand.models import Asked
from participation.migrations.tables import metadata
from participation.misrouted.models import Account as WrittenAccount
from participation.people.models import Contact, Forgotten
from participation.staff import services as staff
from participation.staff.models import (
    AccountRow,
    Audit,
    GrantRow,
    IdentityRow,
    InvitationRow,
    RecoveryCode,
    SessionRow,
    SignInFailure,
)
from participation.staff.permissions import Role
from participation.surveys.models import LedgerRow, SheetRow, SurveyRow, WordsRow
from participation.work.models import JobFile, JobRow
from tests.staff.people import HASH, somebody
from tests.surveys.small import opened, send

PAGE = Path(__file__).resolve().parents[1] / "docs" / "privacy.md"
LONG_AGO = datetime(
    2020, 1, 6, 9, tzinfo=UTC
)  # the database itself lets no line of the record go before a year is over
REPLY = '["Hello","en",[],false]'


@dataclass
class Put:
    """What a seed put there: *left* says whether it is there, *since* from when its time counts."""

    left: Any
    since: datetime


Seed = Callable[[Database, SetClock], Awaitable[Put]]
SEEDS: dict[tuple[str, str], Seed] = {}


def seed(table: str, what: str) -> Callable[[Seed], Seed]:
    def keep(make: Seed) -> Seed:
        SEEDS[table, what] = make
        return make

    return keep


def row(model: type[SQLModel], *which: Any) -> Any:
    return select(func.count()).select_from(model).where(*which)


async def put(database: Database, *rows: SQLModel) -> None:
    for one in rows:
        async with database.writing() as session:
            session.add(one)


def _simple(table: str, what: str, make: Callable[[datetime], tuple[SQLModel, ...]], left: Any) -> None:
    """A seed that is one row or some, whose time counts from now."""

    async def plant(database: Database, clock: SetClock) -> Put:
        await put(database, *make(clock.now()))
        return Put(left, clock.now())

    SEEDS[table, what] = plant


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


def _job(now: datetime) -> JobRow:
    return JobRow(id="j", kind="offices-look", given="{}", state="done", asked_by="x", asked_at=now)


def _survey(now: datetime, **more: Any) -> SurveyRow:
    return SurveyRow(id="s", code="s", organisation="o", definition="{}", state="released", created_by="x", **more)


_simple("contact", "who talks to us", lambda now: (_contact(now),), row(Contact))
_simple(
    "conversation",
    "where a talk stands",
    lambda now: (_contact(now), Conversation(person="p", state="{}", spoke_at=now)),
    row(Conversation),
)
_simple("heard", "that a message came", lambda now: (Heard(channel="telegram", id="1", at=now),), row(Heard))
_simple("outbox", "answers in the web chat", _owed("webchat", 0), row(Owed))
_simple("outbox", "answers on other channels", _owed("telegram", 0), row(Owed))
_simple("outbox", "news", _owed("webchat", 1), row(Owed))
_simple("outbox", "keys of what was sent", _owed("telegram", 1, address="", payload="", dead="gone"), row(Owed))
_simple(
    "web_device",
    "browsers that may read a talk",
    lambda now: (WebDevice(token_hash="h", address="a", seen_on=now.date()),),
    row(WebDevice),
)
_simple(
    "forgotten", "fingerprints of who was deleted", lambda now: (Forgotten(mark="m", day=now.date()),), row(Forgotten)
)
_simple(
    "booking", "whose appointment it is", lambda now: (_booking(now),), row(Booking, col(Booking.person).is_not(None))
)
_simple("booking", "the line of statistics", lambda now: (_booking(now),), row(Booking))
_simple(
    "booking_seat",
    "the seat it takes",
    lambda now: (Seat(unit="u", starts_at=now, seat=0, ends_at=now, booking="b"),),
    row(Seat),
)
_simple(
    "booking_step",
    "notes of the front office",
    lambda now: (_booking(now), Step(booking="b", at=now, staff="x", state="done", note="birth certificate")),
    row(Step, col(Step.note) != ""),
)
_simple(
    "booking_step",
    "who served",
    lambda now: (_booking(now), Step(booking="b", at=now, staff="x", state="done")),
    row(Step),
)
_simple(
    "booker",
    "how many times somebody held a time",
    lambda now: (Booker(person="p", day=now.date(), holds=1),),
    row(Booker),
)
_simple(
    "survey_ledger",
    "who took part",
    lambda now: (
        _survey(now, closes_at=now, told_at=now),
        LedgerRow(survey="s", person="p", wants_to_hear=True),
    ),
    row(LedgerRow),
)
_simple(
    "survey_ledger",
    "who took part, without feedback",
    lambda now: (_survey(now, closes_at=now), LedgerRow(survey="s", person="p", wants_to_hear=True)),
    row(LedgerRow),
)
_simple(
    "staff_failure",
    "failed sign-ins, as keyed hashes",
    lambda now: (SignInFailure(key="k", failures=1, last_at=now, next_at=now),),
    row(SignInFailure),
)
_simple(
    "job",
    "who asked for a long work",
    lambda now: (_job(now),),
    row(JobRow),
)
_simple(
    "job_file",
    "files that were brought, and reports",
    lambda now: (_job(now), JobFile(job="j", name="upload", content=b"x")),
    row(JobFile),
)
_simple(
    "staff_audit",
    "what staff did",
    lambda now: (Audit(at=now, account="x", what="signed-in", subject="x"),),
    row(Audit),
)


@seed("misrouted_account", "what was written about a wrong office")
async def _written(database: Database, clock: SetClock) -> Put:
    month = clock.now().replace(month=10, day=1)  # of 31 days: the longest
    await put(database, WrittenAccount(month=month.date(), service="s", unit="u", text="closed"))
    return Put(row(WrittenAccount), month)


_simple(
    "demand_asked",
    "that a search came to its end, nobody can tell whose",
    lambda now: (Asked(week=now.date(), service="s", area="a"),),
    row(Asked),
)


@seed("web_hand_over", "links to another device")
async def _link(database: Database, clock: SetClock) -> Put:
    async with database.writing() as session:
        await devices.offer_link(session, "a", clock.now())
    return Put(row(WebHandOver), clock.now())


@seed("survey_sheet", "what was chosen, nobody can tell by whom")
async def _sheet(database: Database, clock: SetClock) -> Put:
    await send(database, clock, await opened(database, clock))
    return Put(row(SheetRow), clock.now() + timedelta(days=7))


@seed("survey_words", "what was written, nobody can tell by whom")
async def _words(database: Database, clock: SetClock) -> Put:
    answers: dict[str, Any] = {"course": "yes", "content": 4, "wish": "More courses in the evening"}
    await send(database, clock, await opened(database, clock), answers)
    return Put(row(WordsRow), clock.now() + timedelta(days=7))


def _staff(model: type[SQLModel], *more: Callable[[str, datetime], SQLModel]) -> Seed:
    """Somebody left: the account is closed, and something hangs on it."""

    async def plant(database: Database, clock: SetClock) -> Put:
        async with database.writing() as session:
            account = await staff.create_account(session, ("amira", "Amira", "de"), HASH, "chief", clock.now())
            await staff.grant(session, account.id, Role.PLANNER, "", "chief", clock.now())
        await put(database, *(make(account.id, clock.now()) for make in more))
        async with database.writing() as session:
            await staff.deactivate(session, account.id, "chief", clock.now())
        return Put(row(model), clock.now() + RECORD_KEPT)

    return plant


SEEDS["staff_account", "closed accounts of staff"] = _staff(AccountRow)
SEEDS["staff_grant", "their roles"] = _staff(GrantRow)
SEEDS["staff_recovery", "codes on paper"] = _staff(
    RecoveryCode, lambda account, _now: RecoveryCode(account=account, code_hash="h")
)
SEEDS["staff_identity", "whom the city's provider means"] = _staff(
    IdentityRow, lambda account, _now: IdentityRow(issuer="i", subject="s", account=account)
)


@seed("staff_session", "where staff are signed in")
async def _session(database: Database, clock: SetClock) -> Put:
    account, now = await somebody(database, "amira"), clock.now()
    await put(database, SessionRow(token_hash="h", account=account.id, started_at=now, seen_at=now))
    return Put(row(SessionRow), now)


@seed("staff_invitation", "links to choose a password")
async def _invitation(database: Database, clock: SetClock) -> Put:
    account, until = await somebody(database, "amira"), clock.now() + timedelta(days=3)
    await put(database, InvitationRow(token_hash="h", account=account.id, until=until))
    return Put(row(InvitationRow), until)


@pytest.mark.parametrize("kept", KEPT, ids=lambda kept: f"{kept.table}: {kept.what}")
async def test_everything_goes_on_time(database: Database, clock: SetClock, kept: Kept) -> None:
    """Until its time is over a row stays, then it goes by itself; the control: without the worker it would stay."""
    if kept.table.startswith("staff_"):
        clock.at = LONG_AGO
    sown = await SEEDS[kept.table, kept.what](database, clock)
    begun, margin = clock.now(), timedelta(days=1) if kept.long >= timedelta(days=1) else timedelta(minutes=1)

    async def left() -> int:
        async with database.reading() as session:
            return int((await session.execute(sown.left)).scalar_one())

    clock.at = max(begun, sown.since + kept.long - margin - timedelta(seconds=1))
    if clock.at < sown.since or kept.long > margin:
        await _work(database, clock)
    assert await left() == 1
    clock.at = sown.since + kept.long + margin
    assert await left() == 1
    await _work(database, clock)
    assert await left() == 0


async def _work(database: Database, clock: SetClock) -> None:
    worker = Worker(database, clock, {})
    await worker.tell_news()
    await worker.do_chores()


def test_every_table_is_decided() -> None:
    """A table says how long it keeps what, or why nothing about people is in it; a new one is missing here at first."""
    listed = {kept.table for kept in KEPT}
    undecided = [name for name in metadata.tables if name not in listed and not free(name)]

    assert undecided == []
    assert {name for name in FREE if name != "office_"} | listed <= set(metadata.tables)
    assert not listed & set(FREE)


def test_free_tables_know_no_person() -> None:
    """What is declared free of people has no column for one."""
    columns = {
        f"{name}.{column.name}" for name, table in metadata.tables.items() if free(name) for column in table.columns
    }

    assert not [name for name in columns if re.search(r"\.(person|address|phone_of|birth\w*)$", name)]


def _told() -> dict[str, set[str]]:
    """The columns the page tells of, by table."""
    sections = re.split(r"^### `", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    return {part.split("`")[0]: set(re.findall(r"^\| `(\w+)` \|", part, re.MULTILINE)) for part in sections}


def test_the_page_tells_every_column() -> None:
    """What we could hand over stands in docs/privacy.md, column by column: no more and no less than is there."""
    there = {name: {column.name for column in table.columns} for name, table in metadata.tables.items()}
    there = {name: columns for name, columns in there.items() if not name.startswith("office_")}

    assert _told() == there


def test_the_page_tells_how_long() -> None:
    """The times on the page are those that are kept."""
    words = " ".join(PAGE.read_text(encoding="utf-8").split())
    for kept in KEPT:
        assert f"{kept.what}: {_long(kept)}" in words, kept


def _long(kept: Kept) -> str:
    """A time as the page writes it: `365 days after their last message`."""
    days, seconds = kept.long.days, kept.long.seconds
    if not kept.long:
        return f"until {kept.since}"
    number, unit = (
        (days, "day") if days else (seconds // 3600, "hour") if seconds >= 3600 else (seconds // 60, "minute")
    )
    return f"{number} {unit}{'s' * (number != 1)} after {kept.since}"


async def test_the_database_is_as_the_page_says(sqlite: Database) -> None:
    """Not only the models: a database that was really made has these tables and columns, and no other."""
    async with sqlite.reading() as session:
        connection = await session.connection()
        made = await connection.run_sync(_columns)

    made.pop("alembic_version", None)
    assert {name: columns for name, columns in made.items() if not name.startswith(("office_", "sqlite_"))} == _told()


def _columns(connection: Any) -> dict[str, set[str]]:
    inspector = inspect(connection)
    return {name: {column["name"] for column in inspector.get_columns(name)} for name in inspector.get_table_names()}
