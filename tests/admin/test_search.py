"""One search over everything somebody may open."""

from __future__ import annotations

import re

import pytest

from participation.staff.permissions import Role
from participation.surveys.queries import surveys_of
from tests.admin.released import released
from tests.admin.site import Page, Person, Site
from tests.staff.people import somebody
from tests.surveys.small import opened

UNIT = "buergerbuero-birkenstadt"


async def _role(site: Site, role: Role, *scope: str) -> Person:
    await somebody(site.database, role.value, role, *scope)
    return await site.signed_in(role.value)


async def _links(person: Person, text: str) -> list[str]:
    return _hits(await person.get("/staff/search", params={"q": text}))


def _hits(page: Page) -> list[str]:
    assert page.status == 200
    return re.findall(r'<a href="([^"]+)"><bdi>', page.text)


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("Bürgerbuero Birkenstatt", "/staff/offices/buergerbuero-birkenstadt"),
        ("jobcentre lindenau", "/staff/offices/jobcenter-lindenau"),
        ("anmeldung wohnsitz", "/staff/offices?service=register-address"),
        ("Wohung anmelden", "/staff/offices?service=register-address"),
        ("تسجيل السكن", "/staff/offices?service=register-address"),
    ],
)
async def test_offices_and_services_in_spite_of_mistakes(site: Site, text: str, link: str) -> None:
    """By name, by what people call them, in any of the languages; each hit opens."""
    clerk = await _role(site, Role.FRONT_OFFICE, UNIT)
    found = await _links(clerk, text)

    assert link in found[:4]
    for each in found:
        assert (await clerk.get(each)).status == 200, each


async def test_a_service_leads_to_its_offices_or_to_its_texts(site: Site) -> None:
    """Who keeps offices comes to change it; everybody else sees which offices answer for it."""
    keeper, clerk = await _role(site, Role.COORDINATION), await _role(site, Role.FRONT_OFFICE, UNIT)

    assert "/staff/keeping/services/register-address" in await _links(keeper, "Wohnsitz anmelden")
    page = await clerk.get("/staff/offices?service=register-address")
    assert "Responsible for" in page.words
    assert "buergerbuero-lindenau" in page.text
    assert "jobcenter" not in page.text
    assert "58 offices" in (await clerk.get("/staff/offices?service=none")).words


async def test_appointments_by_number_of_ones_own_units_only(site: Site) -> None:
    """Small letters, a space, no hyphen; the clerk of another office finds nothing, as on the pages of bookings."""
    mine, foreign = await site.booking(UNIT, 60), await site.booking("abh-asyl", 60)
    clerk, planner = await _role(site, Role.FRONT_OFFICE, UNIT), await _role(site, Role.PLANNER)
    for text in (
        mine.number,
        mine.number.lower(),
        mine.number.replace("-", ""),
        mine.number.replace("-", " "),
        mine.number[2:],
    ):
        assert f"/staff/bookings/{mine.booking}" in await _links(clerk, text)

    assert f"/staff/bookings/{foreign.booking}" not in await _links(clerk, foreign.number)
    assert f"/staff/bookings/{mine.booking}" not in await _links(planner, mine.number)
    assert mine.code not in (await clerk.get("/staff/search", params={"q": mine.number})).text


async def test_surveys_accounts_and_what_a_role_may_not_open(site: Site) -> None:
    """Each role finds its own things and none of the others'; a foreign organisation's survey stays unseen."""
    survey = await opened(site.database, site.clock)
    await released(site)
    chief, planner = await _role(site, Role.ADMINISTRATION), await _role(site, Role.PLANNER)
    async with site.database.reading() as session:
        (known,) = await surveys_of(session)
    title = next(iter(known.definition.title.values()))
    foreign = await _role(site, Role.SELF_ORGANISATION, "jobcenter")

    assert f"/staff/surveys/{survey}" in await _links(planner, title)
    assert f"/staff/surveys/{survey}" not in await _links(foreign, title)
    assert f"/staff/surveys/{survey}" not in await _links(chief, title)
    assert (await _links(await _role(site, Role.STEERING_GROUP), "Arrivng"))[0] == "/staff/results/s1"
    assert "/staff/results/s1" not in await _links(planner, "Arriving")
    assert any(link.startswith("/staff/accounts/") for link in await _links(chief, "Planer"))
    assert not any(link.startswith("/staff/accounts/") for link in await _links(planner, "planner"))


async def test_nothing_asked_and_nothing_found(site: Site) -> None:
    """Both are said in words; without a role there is no box, and the page says that nothing was found."""
    clerk = await _role(site, Role.FRONT_OFFICE, UNIT)

    assert "Type words into the box above" in (await clerk.get("/staff/search")).words
    assert "Nothing was found that you may open." in (await clerk.get("/staff/search?q=%00zzqx%ED%A0%80")).words
    await somebody(site.database, "new")
    new = await site.signed_in("new")
    assert 'id="find"' not in (await new.get("/staff")).text
    assert _hits(await new.get("/staff/search?q=jobcenter")) == []
