"""The start page of each role."""

from __future__ import annotations

import pytest

from participation.staff.permissions import Role
from tests.admin.site import Site
from tests.staff.people import somebody

HARBOUR = "buergerbuero-hafen"
SCOPE = {Role.FRONT_OFFICE: HARBOUR, Role.BACK_OFFICE: HARBOUR, Role.SELF_ORGANISATION: "nour"}


async def test_a_clerk_sees_how_many_are_still_expected(site: Site) -> None:
    """The number is that of the list, of today and of one's own units."""
    await somebody(site.database, "clerk", Role.FRONT_OFFICE, "birkenstadt")
    for unit, minutes in (
        ("buergerbuero-birkenstadt", 30),
        ("buergerbuero-hafen", 30),
        ("abh-asyl", 30),
        ("buergerbuero-hafen", 1500),
    ):
        await site.booking(unit, minutes)
    page = await (await site.signed_in("clerk")).get("/staff")

    assert "2 people are still expected today." in page.words


@pytest.mark.parametrize("role", list(Role))
async def test_every_link_on_the_start_page_is_open(site: Site, role: Role) -> None:
    """Nobody is led to a page their roles do not include; every role finds something to do."""
    scope = SCOPE.get(role, "")
    await somebody(site.database, "somebody", role, scope)
    person = await site.signed_in("somebody")
    home = await person.get("/staff")
    links = {part.split('"')[0] for part in home.text.split('href="/staff/')[1:]} - {""}
    pages = {link for link in links if not link.startswith("static")}
    assert len(pages) > 1
    for link in pages:
        assert (await person.get(f"/staff/{link}")).status == 200, link


async def test_without_a_role_it_is_said_so(site: Site) -> None:
    """A new account is told whom to ask."""
    await somebody(site.database, "new")

    assert "Your account has no role yet." in (await (await site.signed_in("new")).get("/staff")).words
