"""The start page: what needs me today."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from aiohttp import web
from sqlalchemy.ext.asyncio import AsyncSession

from admin.keys import parts, visit
from admin.looks import page
from admin.pages import bookings
from participation.appointments.values import EXPECTED
from participation.core.clock import BERLIN
from participation.core.text import Text, t, tn
from participation.planning.queries import count_by_state
from participation.planning.values import State
from participation.results.queries import releases
from participation.staff import queries
from participation.staff.permissions import Permission, scopes_of
from participation.staff.values import Account
from participation.surveys.queries import surveys_of


@dataclass(frozen=True, slots=True)
class Card:
    """Something that waits for somebody: what it is, how it stands, and where to go."""

    title: Text
    said: Text
    link: str
    go: Text


Maker = Callable[[AsyncSession, Account, datetime], Awaitable[Card]]


async def home(request: web.Request) -> web.StreamResponse:
    who, now = visit(request).account, parts(request).clock.now()
    async with parts(request).database.reading() as session:
        cards = [await make(session, who, now) for permission, make in CARDS if who.may(permission)]
    return page(request, "home/home.html", cards=cards, today=now.astimezone(BERLIN).date())


async def _appointments(session: AsyncSession, who: Account, now: datetime) -> Card:
    today = await bookings.of_my_units(session, who, now.astimezone(BERLIN).date())
    waiting = sum(1 for entry in today if entry.state in EXPECTED)
    said = tn("{n} person is still expected today.", "{n} people are still expected today.", waiting)
    return Card(t("Appointments today"), said, "/staff/bookings", t("To the list of today"))


async def _offices(_session: AsyncSession, _who: Account, _now: datetime) -> Card:
    return Card(
        t("Offices"), t("Look up who is responsible, where they are and when they are open."), "/staff/offices",
        t("To the offices"),
    )  # fmt: skip


async def _surveys(session: AsyncSession, who: Account, now: datetime) -> Card:
    mine = scopes_of(who.grants, Permission.SEE_SURVEYS)
    found = await surveys_of(session, None if mine is None else sorted(mine))
    running = sum(1 for one in found if one.takes_answers(now))
    said = tn("{n} survey is open at the moment.", "{n} surveys are open at the moment.", running)
    return Card(t("Surveys"), said, "/staff/surveys", t("To the surveys"))


async def _results(session: AsyncSession, who: Account, _now: datetime) -> Card:
    mine = scopes_of(who.grants, Permission.SEE_RESULTS)
    found = await releases(session, None if mine is None else sorted(mine))
    said = tn("{n} survey has been released.", "{n} surveys have been released.", len(found))
    return Card(t("Results"), said, "/staff/results", t("To the results"))


async def _findings(session: AsyncSession, who: Account, _now: datetime) -> Card:
    counted = await count_by_state(session)
    if who.may(Permission.DECIDE):
        waiting = counted.get(State.FORWARDED, 0)
        said = tn("{n} finding waits for a decision.", "{n} findings wait for a decision.", waiting)
    else:
        said = tn("{n} finding is a draft.", "{n} findings are drafts.", counted.get(State.DRAFT, 0))
    return Card(t("Findings"), said, "/staff/findings", t("To the findings"))


async def _accounts(session: AsyncSession, _who: Account, _now: datetime) -> Card:
    known = [account for account in await queries.accounts(session) if account.active]
    waiting = sum(1 for account in known if account.provisional)
    said = tn("{n} person has been invited and has not chosen a password yet.", "{n} people have been invited and have not chosen a password yet.", waiting)  # fmt: skip
    return Card(t("Accounts"), said, "/staff/accounts", t("To the accounts"))


async def _record(_session: AsyncSession, _who: Account, _now: datetime) -> Card:
    return Card(t("Record"), t("See who changed what, and when."), "/staff/audit", t("To the record"))


#: What may wait for people, in the order shown: for whom, and how it is found out.
CARDS: list[tuple[Permission, Maker]] = [
    (Permission.SEE_BOOKINGS, _appointments),
    (Permission.SEE_FINDINGS, _findings),
    (Permission.SEE_SURVEYS, _surveys),
    (Permission.SEE_RESULTS, _results),
    (Permission.KEEP_ACCOUNTS, _accounts),
    (Permission.READ_AUDIT, _record),
    (Permission.SEE_OFFICES, _offices),
]

ROUTES = [web.get("", home)]
