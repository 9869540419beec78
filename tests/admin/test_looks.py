"""What stands around every page: another language is the same page."""

from __future__ import annotations

import re

from participation.staff.permissions import Role
from tests.admin.filled import filled
from tests.admin.site import Page, Site
from tests.staff.people import somebody


def _back(page: Page) -> str:
    """Where the choice of a language leads back to."""
    return filled(page.text, "/staff/language")["next"]


def _german(page: Page) -> str:
    """The address of the same page in German, for whom is not signed in."""
    found = re.search(r'<a href="([^"]+)" lang="de"', page.text)
    assert found, page.words
    return found[1].replace("&amp;", "&")


async def test_a_language_is_chosen_where_somebody_is(site: Site) -> None:
    """The page comes back with its filters; what only takes forms leads to the page of the thing, never to one that is none."""
    await somebody(site.database, "keeper", Role.COORDINATION)
    person = await site.signed_in("keeper")
    filtered = "/staff/keeping/history?q=Neuer+Weg&page=2"
    page, refused = await person.get(filtered), await person.post("/staff/keeping/history/999/undo")
    missing = await person.post("/staff/nowhere/at/all")
    changed = await person.post("/staff/language", lang="de", next=_back(page))

    assert _back(page) == changed.path == filtered
    assert '<html lang="de">' in changed.text
    assert _back(refused) == "/staff/keeping/history"
    assert _back(missing) == "/staff"


async def test_what_is_shown_once_stays_on_the_screen(site: Site) -> None:
    """Beside the link by which a password is chosen no other language is offered: it could not be shown again."""
    await somebody(site.database, "chief", Role.ADMINISTRATION)
    chief = await site.signed_in("chief")
    before = await chief.get("/staff/accounts/new")
    made = await chief.post("/staff/accounts/new", name="ahmad", shown="Zahra Ahmad", language="en")

    assert "/staff/invitation#" in made.text
    assert 'action="/staff/language"' in before.text
    assert 'action="/staff/language"' not in made.text


async def test_the_same_page_in_another_language_before_signing_in(site: Site) -> None:
    """Where to go on, and that somebody was signed out, are still known; so they are after a wrong password."""
    await somebody(site.database, "clerk")
    person = site.person()
    asked = await person.get("/staff/sign-in?next=/staff/bookings?day%3D2026-11-24&ended=1")
    wrong = await person.signs_in("clerk", "not it at all", next="/staff/offices?q=Lindenau")
    invited, german = await person.get("/staff/invitation"), await person.get(_german(asked))

    assert german.path.startswith("/staff/sign-in?")
    assert filled(german.text, "/staff/sign-in")["next"] == "/staff/bookings?day=2026-11-24"
    assert "abgemeldet" in german.words
    assert _german(wrong) == "/staff/sign-in?next=%2Fstaff%2Foffices%3Fq%3DLindenau&lang=de"
    assert _german(invited) == "/staff/invitation?lang=de"
