"""Looking offices up."""

from __future__ import annotations

import pytest

from participation.staff.permissions import Role
from tests.admin.site import Person, Site
from tests.staff.people import somebody


async def _planner(site: Site) -> Person:
    await somebody(site.database, "planner", Role.PLANNER, language="de")
    return await site.signed_in("planner")


@pytest.mark.parametrize(
    "asked",
    [
        "Bürgerbüro Lindenau",
        "bürgerbüro lindenau",
        "BUERGERBUERO  LINDENAU",
        "burgerburo linden",
        "lindenau buero burger",
    ],
)
async def test_search_forgives_case_and_umlauts(site: Site, asked: str) -> None:
    """People type what their keyboard has, in any order."""
    page = await (await _planner(site)).get("/staff/offices", params={"q": asked})

    assert "Bürgerbüro Lindenau" in page.words
    assert "1 Stelle " in page.words


async def test_all_offices_and_none(site: Site) -> None:
    """Without a word all are listed; what is not there is said so."""
    planner = await _planner(site)

    assert "58 Stellen" in (await planner.get("/staff/offices")).words
    assert "Keine Stelle gefunden." in (await planner.get("/staff/offices", params={"q": "<script>zzz"})).words


async def test_one_office(site: Site) -> None:
    """Address, hours, contact, services, and the way up and down the tree."""
    planner = await _planner(site)
    office = (await planner.get("/staff/offices/buergerbuero-birkenstadt")).words
    above = (await planner.get("/staff/offices/birkenstadt")).words

    for words in (
        "Rathausmarkt 1",
        "00101 Birkenstadt",
        "buergerbuero-birkenstadt@birkental.example",
        "Montag",
        "Zuständig für",
    ):
        assert words in office
    assert "Stadt Birkenstadt" in office
    assert "Bürgerbüro Hafen" in above


async def test_every_office_of_the_county_has_its_page(site: Site) -> None:
    """No data of the county break the page."""
    planner = await _planner(site)
    page = await planner.get("/staff/offices?size=100")
    ids = {part.split('"')[0] for part in page.text.split('href="/staff/offices/')[1:]}
    assert len(ids) == 58
    for id_ in sorted(ids):
        assert (await planner.get(f"/staff/offices/{id_}")).status == 200, id_
