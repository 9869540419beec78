"""Signing in at a real identity provider: there, back, and everything that must not come back."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from yarl import URL

from admin.provider import Provider, Terms
from participation.core.clock import SetClock
from participation.core.db import Database, sqlite_url
from participation.staff import queries, services
from participation.staff.permissions import Grant, Role
from participation.staff.values import Account
from tests.admin.site import Page, Person, Site, open_site
from tests.staff.people import somebody
from tests.support.identity import CLAIMS, Identity, identity

MEANT = {"Lotse Planung": "planner", "Lotse Bürgerbüro": "front-office:buergerbuero-birkenstadt"}
THERE, BACK = "/staff/sign-in/provider", "/staff/sign-in/provider/back"
UNSURE = "The sign-in at the identity provider of the municipality was not completed."


@dataclass
class Town:
    """The staff pages, and the provider they ask."""

    site: Site
    provider: Identity

    async def sent(self, person: Person, back: str = "") -> str:
        """The address somebody is sent to."""
        page = await person.get(f"{THERE}?next={back}", allow_redirects=False)
        assert page.status == 303, page.words
        return str(page.headers["Location"])

    async def signs_in(self, person: Person, back: str = "", subject: str = "u-17", **forged: str) -> Page:
        come = await self.provider.agrees(await self.sent(person, back), subject, **forged)
        return await person.get(come.raw_path_qs)

    async def accounts(self) -> list[Account]:
        async with self.site.database.reading() as session:
            return await queries.accounts(session)


@asynccontextmanager
async def _town(county: Path, tmp_path: Path, **options: int) -> AsyncIterator[Town]:
    """Both on this machine's time: the provider is a process that knows no other."""
    database = Database(sqlite_url(Path(shutil.copy(county, tmp_path / "county.db"))))
    async with identity(**options) as running:
        terms = Terms(running.issuer, "lotse", "secret", "realm_access.roles", MEANT)
        clock = SetClock(datetime.now(UTC))
        async with open_site(database, clock, second_factor=True, provider=Provider(terms)) as site:
            yield Town(site, running)
    await database.close()


@pytest.fixture
async def town(county: Path, tmp_path: Path) -> AsyncIterator[Town]:
    async with _town(county, tmp_path) as opened:
        yield opened


async def test_there_and_back(town: Town) -> None:
    """From the button to the page asked for: with an account from the first time on, with the claim's roles, no second factor."""
    person = town.site.person()
    assert "Sign in with the account of your municipality" in (await person.get("/staff/findings")).words
    way = URL(await town.sent(person, "/staff/findings"))
    asked = way.query
    assert (asked["response_type"], asked["code_challenge_method"]) == ("code", "S256")
    assert len({asked["state"], asked["nonce"], asked["code_challenge"]}) == 3
    page = await person.get((await town.provider.agrees(str(way))).raw_path_qs)
    assert (page.status, page.path) == (200, "/staff/findings")
    assert "Zahra Ahmad" in page.words
    (account,) = await town.accounts()
    assert account.grants == (Grant(Role.PLANNER),)
    assert account.elsewhere
    assert "at the identity provider of the municipality" in (await person.get("/staff/me")).words
    await town.signs_in(town.site.person())

    assert [again.id for again in await town.accounts()] == [account.id]


async def test_roles_follow_the_claim_at_every_sign_in(town: Town) -> None:
    """What the city gave yesterday and takes today is gone at the next sign-in; without any role nobody gets in."""
    await town.signs_in(town.site.person())
    await town.provider.knows({**CLAIMS, "realm_access": {"roles": ["Lotse Bürgerbüro"]}})
    clerk = town.site.person()
    await town.signs_in(clerk)
    (account,) = await town.accounts()
    assert account.grants == (Grant(Role.FRONT_OFFICE, "buergerbuero-birkenstadt"),)
    assert (await clerk.get("/staff/findings")).status == 403
    for roles in ({"realm_access": {"roles": ["administration", "Lotse Planung:"]}}, {"realm_access": "planner"}, {}):
        await town.provider.knows({"sub": "u-17", "name": "Zahra Ahmad", **roles})
        refused = await town.signs_in(town.site.person())
        assert (refused.status, "has given you no role in Lotse" in refused.words) == (403, True)
    stranger = await town.signs_in(town.site.person(), subject="u-99")

    assert "has given you no role in Lotse" in stranger.words
    assert len(await town.accounts()) == 1


async def test_the_same_mail_or_name_is_not_the_same_person(town: Town) -> None:
    """Accounts are matched by issuer and subject: a mail address may belong to somebody else tomorrow."""
    await somebody(town.site.database, "z.ahmad@birkental.example", Role.ADMINISTRATION)
    await town.signs_in(town.site.person())
    await town.provider.knows({**CLAIMS, "sub": "u-18"})
    await town.signs_in(town.site.person(), subject="u-18")

    assert len({account.id for account in await town.accounts()}) == 3


async def test_a_code_counts_once(town: Town) -> None:
    """Whoever reads the address in a history gets nothing by it, not even with the cookie of that browser."""
    person = town.site.person()
    way = await town.sent(person)
    cookie = next(one.value for one in person.browser.cookie_jar if one.key == "lotse-provider")
    come = await town.provider.agrees(way)
    assert (await person.get(come.raw_path_qs)).status == 200
    assert not [one for one in person.browser.cookie_jar if one.key == "lotse-provider"]
    again = town.site.person()
    refused = await again.get(come.raw_path_qs, cookies={"lotse-provider": cookie})

    assert (refused.status, UNSURE in refused.words) == (403, True)
    assert again.cookie is None


async def test_another_browser_cannot_bring_the_code(town: Town) -> None:
    """Neither without the cookie nor with that of another errand: nobody is signed in as somebody else by a link."""
    victim, attacker = town.site.person(), town.site.person()
    await town.sent(victim)
    come = await town.provider.agrees(await town.sent(attacker))
    for browser in (victim, town.site.person()):
        page = await browser.get(come.raw_path_qs)
        assert (page.status, UNSURE in page.words) == (403, True)
        assert browser.cookie is None


@pytest.mark.parametrize(
    "forged",
    [{"nonce": "another"}, {"state": "another"}, {"client_id": "another"}],
)
async def test_what_does_not_match_is_refused(town: Town, forged: dict[str, str]) -> None:
    """A nonce, state or client of another errand: no sign-in, no account."""
    person = town.site.person()
    page = await town.signs_in(person, **forged)

    assert (page.status, UNSURE in page.words) == (403, True)
    assert person.cookie is None
    assert await town.accounts() == []


@pytest.mark.parametrize(
    "query",
    ["", "?code=x", "?state=x", "?error=access_denied&state=x", "?code=x&state=%00", "?code=x&state=ä&iss=x"],
)
async def test_odd_ways_back(town: Town, query: str) -> None:
    """A refusal, never an error; with an old or a made-up cookie neither."""
    for cookie in (None, "", "a.b.c", "x", "." * 500):
        sent = {} if cookie is None else {"lotse-provider": cookie}
        page = await town.site.person().get(BACK + query, cookies=sent)
        assert (page.status, UNSURE in page.words) == (403, True)


async def test_who_takes_too_long_begins_anew(town: Town) -> None:
    """Ten minutes at the provider, no longer: the time is in what the cookie holds, and cannot be changed there."""
    person = town.site.person()
    come = await town.provider.agrees(await town.sent(person))
    cookie = next(one.value for one in person.browser.cookie_jar if one.key == "lotse-provider")
    town.site.clock.forward(minutes=11)
    token, at, path = cookie.split(".")
    later = f"{token}.{int(at) + 660}.{path}"

    for held in (cookie, later):
        assert (await town.site.person().get(come.raw_path_qs, cookies={"lotse-provider": held})).status == 403


async def test_the_answer_of_another_issuer_is_refused(town: Town) -> None:
    """Where the provider says who answers, it must be the one we asked."""
    person = town.site.person()
    come = await town.provider.agrees(await town.sent(person))

    assert (await person.get(come.update_query(iss="https://evil.example").raw_path_qs)).status == 403


async def test_the_provider_changes_its_keys(town: Town) -> None:
    """Started anew it signs with a new key: its keys are read again, and nobody notices; the old key opens nothing."""
    await town.signs_in(town.site.person())
    person = town.site.person()
    way = await town.sent(person)  # reads the keys
    town.provider.stop()
    await town.provider.start()
    town.site.clock.forward(seconds=1)
    page = await person.get((await town.provider.agrees(way)).raw_path_qs)

    assert (page.status, page.path) == (200, "/staff")


async def test_an_old_token_is_refused(county: Path, tmp_path: Path) -> None:
    """A provider whose tokens have ended when they come: no sign-in."""
    async with _town(county, tmp_path, max_age=1) as town:
        person = town.site.person()
        way = await town.sent(person)
        come = await town.provider.agrees(way)
        town.site.clock.forward(minutes=5)
        page = await person.get(come.raw_path_qs)

    assert (page.status, UNSURE in page.words) == (403, True)


async def test_while_the_provider_is_silent_passwords_still_work(town: Town) -> None:
    """A clear sentence, the ordinary form below it, and whoever has a password here signs in."""
    await somebody(town.site.database, "clerk")
    waiting = town.site.person()
    come = await town.provider.agrees(await town.sent(waiting))
    town.provider.stop()
    town.site.clock.forward(minutes=9)
    for page in (await town.site.person().get(THERE), await waiting.get(come.raw_path_qs)):
        assert page.status == 503
        assert "does not answer at the moment. Whoever has a password here can sign in with it." in page.words
        assert 'name="password"' in page.text
    clerk = town.site.person()

    assert (await clerk.signs_in("clerk")).path == "/staff/second-factor"


async def test_a_closed_account_stays_closed(town: Town) -> None:
    """Whoever was shut out here does not come back through the city's door."""
    await town.signs_in(town.site.person())
    (account,) = await town.accounts()
    await somebody(town.site.database, "chief", Role.ADMINISTRATION)
    async with town.site.database.writing() as session:
        await services.deactivate(session, account.id, "chief", town.site.clock.now())
    page = await town.signs_in(town.site.person())

    assert (page.status, "There is no such account." in page.words) == (403, True)


async def test_without_a_provider_there_is_no_such_door(site: Site) -> None:
    """No button, no route."""
    assert "your municipality</a>" not in (await site.person().get("/staff/sign-in")).text
    for path in (THERE, BACK):
        assert (await site.person().get(path)).status == 404
