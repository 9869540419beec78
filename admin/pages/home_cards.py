"""The cards of the start page: what may wait for somebody, and the list in which it stands."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from admin.pages import audit, bookings
from admin.pages.keeping import gaps, history
from participation.appointments.queries import next_to_call
from participation.appointments.values import EXPECTED
from participation.core.clock import BERLIN
from participation.core.db import Database
from participation.core.text import Text, Words, t, tn
from participation.misrouted.queries import wrong
from participation.offices.queries import services
from participation.offices.units import units
from participation.planning.queries import count_by_state
from participation.planning.values import State
from participation.results.queries import releases
from participation.staff import queries, record
from participation.staff.permissions import Permission, scopes_of
from participation.staff.values import Account, Act
from participation.surveys.queries import surveys_of

NEW = timedelta(days=14)  # so long a release is news
LATEST = 3  # lines of the record


@dataclass(frozen=True, slots=True)
class Today:
    """For whom the page is made, and when."""

    session: AsyncSession
    database: Database
    who: Account
    now: datetime


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of a card; with *link* the list that it counts."""

    said: Text
    link: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """Something that waits for somebody: what it is, how it stands, and where to go."""

    title: Text
    facts: list[Fact]
    link: str
    go: Text


Maker = Callable[[Today], Awaitable[Card]]


async def _appointments(today: Today) -> Card:
    session, who = today.session, today.who
    there = await bookings.of_my_units(session, who, today.now.astimezone(BERLIN).date())
    waiting = sum(1 for entry in there if entry.state in EXPECTED)
    facts = [Fact(tn("{n} person is still expected today.", "{n} people are still expected today.", waiting))]
    serving = await bookings.units_of(session, who, Permission.SERVE) if who.may(Permission.SERVE) else []
    if serving and (following := await next_to_call(session, serving, today.now)):
        names = {one.slug: Words(one.names) for one in await services(session, [following.service])}
        said = t(
            "Next: {number} at {time}, {service}", number=following.number,
            time=following.starts_at.astimezone(BERLIN).time(), service=names.get(following.service, following.service),
        )  # fmt: skip
        facts.append(Fact(said, f"/staff/bookings/{following.booking}"))
    return Card(t("Appointments today"), facts, "/staff/bookings", t("To the list of today"))


async def _my_offices(_today: Today) -> Card:
    said = t("What they answer for, when they are open, how often they were the wrong ones.")
    return Card(t("My offices"), [Fact(said)], "/staff/mine", t("To my offices"))


async def _keeping(today: Today) -> Card:
    """What is missing, by kind; while it is still being looked for, that is said: nobody waits for it here."""
    every = await gaps.found(today.database, today.now, patience=0)
    if every is None:
        facts = [Fact(t("What is missing is being looked for."), "/staff/keeping/gaps")]
    else:
        counts = gaps.counted(every)
        facts = [
            Fact(t("{kind}: {n}", kind=gaps.KINDS[kind], n=n), f"/staff/keeping/gaps?kind={kind}")
            for kind, n in counts.items() if n
        ] or [Fact(t("Nothing is missing."))]  # fmt: skip
    month = today.now.astimezone(BERLIN).date().replace(day=1)
    if reported := await wrong(today.session, month):
        said = tn(
            "{n} office was reported as the wrong one this month.",
            "{n} offices were reported as the wrong ones this month.",
            len({one.unit for one in reported}),
        )
        facts.append(Fact(said, f"/staff/keeping/misroutings?month={month:%Y-%m}"))
    return Card(t("Keep offices"), facts, "/staff/keeping", t("To the offices and services"))


async def _surveys(today: Today) -> Card:
    mine = scopes_of(today.who.grants, Permission.SEE_SURVEYS)
    found = await surveys_of(today.session, None if mine is None else sorted(mine))
    running = [one for one in found if one.takes_answers(today.now)]
    ended = sum(1 for one in found if one.state in {"open", "closed"} and one not in running)
    said = tn("{n} survey is open at the moment.", "{n} surveys are open at the moment.", len(running))
    facts = [Fact(said, "/staff/surveys?state=open&sort=closes")]
    if running:
        first = min(running, key=lambda one: one.closes_at or today.now)
        facts.append(Fact(t("“{title}” ends first: {when}", title=Words(first.definition.title), when=first.closes_at), f"/staff/surveys/{first.id}"))  # fmt: skip
    if ended:
        said = tn("{n} survey has ended, its results follow.", "{n} surveys have ended, their results follow.", ended)
        facts.append(Fact(said, "/staff/surveys?state=closed"))
    if drafts := sum(1 for one in found if one.state == "draft" and today.who.may(Permission.WRITE_SURVEYS, one.organisation)):  # fmt: skip
        facts.append(
            Fact(tn("{n} survey is a draft.", "{n} surveys are drafts.", drafts), "/staff/surveys?state=draft")
        )
    return Card(t("Surveys"), facts, "/staff/surveys", t("To the surveys"))


async def _results(today: Today) -> Card:
    mine = scopes_of(today.who.grants, Permission.SEE_RESULTS)
    found = await releases(today.session, None if mine is None else sorted(mine))
    since = today.now.astimezone(BERLIN).date() - NEW
    new = sum(1 for one in found if one.released_on >= since)
    facts = [Fact(tn("{n} survey has been released.", "{n} surveys have been released.", len(found)), "/staff/results")]
    if new:
        said = tn("{n} of them in the last two weeks.", "{n} of them in the last two weeks.", new)
        facts.append(Fact(said, f"/staff/results?released-from={since}"))
    return Card(t("Results"), facts, "/staff/results", t("To the results"))


async def _findings(today: Today) -> Card:
    counts = await count_by_state(today.session)
    forwarded, drafts = counts.get(State.FORWARDED, 0), counts.get(State.DRAFT, 0)
    waiting = Fact(
        tn("{n} finding waits for a decision.", "{n} findings wait for a decision.", forwarded),
        "/staff/findings?as=list&state=forwarded",
    )
    noted = Fact(
        tn("{n} finding is a draft.", "{n} findings are drafts.", drafts), "/staff/findings?as=list&state=draft"
    )
    facts = [waiting] if today.who.may(Permission.DECIDE) else [noted, waiting]
    return Card(t("Findings"), facts, "/staff/findings", t("To the findings"))


async def _accounts(today: Today) -> Card:
    invited, without = await queries.waiting(today.session)
    facts = [
        Fact(
            tn("{n} person has been invited and has not chosen a password yet.", "{n} people have been invited and have not chosen a password yet.", invited),
            "/staff/accounts?state=invited",
        ),
        Fact(
            tn("{n} account has no second factor.", "{n} accounts have no second factor.", without),
            "/staff/accounts?state=in-use&factor=missing",
        ),
    ]  # fmt: skip
    return Card(t("Accounts"), facts, "/staff/accounts", t("To the accounts"))


async def _record(today: Today) -> Card:
    latest = await record.acts(today.session, most=LATEST)
    names = await queries.shown_names(today.session, [act.account for act in latest])
    about = await _about(today.session, latest)
    facts = [
        Fact(t("{when}: {who} {did} ({subject})", when=act.at, who=names.get(act.account, act.account), did=audit.WHAT.get(act.what, act.what), subject=about.get(act.subject, act.subject)))
        for act in latest
    ]  # fmt: skip
    return Card(t("Record"), facts or [Fact(t("Nothing has been recorded yet."))], "/staff/audit", t("To the record"))


async def _about(session: AsyncSession, acts: Sequence[Act]) -> dict[str, Text]:
    """What acts on offices are about, by subject: its kind, and its name where it has one."""
    changed = [act.subject for act in acts if act.what in {"office-changed", "office-change-undone"}]
    found = {subject: subject.partition(" ")[::2] for subject in changed}
    keys = [key for _, key in found.values()]
    names = {one.slug: Words(one.names) for one in await services(session, keys)}
    names |= {one.id: Words(one.names) for one in await units(session, keys)}
    return {
        subject: t("{kind}: {name}", kind=history.KINDS.get(kind, kind), name=names.get(key, key))
        for subject, (kind, key) in found.items()
    }


async def _offices(_today: Today) -> Card:
    said = t("Look up who is responsible, where they are and when they are open.")
    return Card(t("Offices"), [Fact(said)], "/staff/offices", t("To the offices"))


#: What may wait for people, in the order shown: for whom, and how it is found out.
CARDS: list[tuple[Permission, Maker]] = [
    (Permission.SEE_BOOKINGS, _appointments),
    (Permission.SEE_OWN_UNITS, _my_offices),
    (Permission.KEEP_OFFICES, _keeping),
    (Permission.SEE_FINDINGS, _findings),
    (Permission.SEE_SURVEYS, _surveys),
    (Permission.SEE_RESULTS, _results),
    (Permission.KEEP_ACCOUNTS, _accounts),
    (Permission.READ_AUDIT, _record),
    (Permission.SEE_OFFICES, _offices),
]
