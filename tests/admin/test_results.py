"""Released results on the staff pages: the stored numbers, for whom they are, and no others."""

from __future__ import annotations

import csv
import io
import json

import pytest

from participation.planning.services import forward, note_finding
from participation.planning.values import Source
from participation.staff.permissions import Role
from tests.admin.released import ORGANISATION, released
from tests.admin.site import Person, Site
from tests.planning.findings import CONTENT, FIGURES
from tests.staff.people import somebody


async def reader(site: Site, role: Role = Role.PLANNER, *scopes: str) -> Person:
    await somebody(site.database, "reader", role, *scopes)
    return await site.signed_in("reader")


async def test_the_list_names_each_release(site: Site) -> None:
    """Title, who asked, when, and about how many answered; before, that there is nothing."""
    person = await reader(site)
    assert "Nothing has been released yet." in (await person.get("/staff/results")).words
    await released(site)
    page = await person.get("/staff/results")

    for words in ("Arriving", "Nour", "20 Nov 2026", "about 40"):
        assert words in page.words, words
    assert "1 survey has been released." in (await person.get("/staff")).words


async def test_one_release_shows_what_is_stored(site: Site) -> None:
    """Every count as picture and as table; what is withheld is said to be, without any number."""
    person = await reader(site)
    page = await person.get(f"/staff/results/{await released(site)}")

    assert "About 40 people answered." in page.words
    assert page.text.count('<svg class="chart"') == 2
    assert '<td class="num" data-label="People, about">25</td>' in page.text
    withheld = page.text.split("<h2><bdi>Warum?</bdi></h2>")[1].split("</section>")[0]
    assert "Not shown" in withheld
    assert "<table" not in withheld
    assert "Asked only after certain answers" in withheld
    assert "Average: 1. 1 means “a”" in page.words
    assert "Write a finding" in page.words


async def test_fewer_than_twenty_answers_show_nothing(site: Site) -> None:
    """No number, no file to fetch, nothing to note a finding from."""
    person = await reader(site)
    survey = await released(site, enough=False)
    page = await person.get(f"/staff/results/{survey}")

    assert "Fewer than 20 people answered." in page.words
    assert "fewer than 20" in (await person.get("/staff/results")).words
    assert "Write a finding" not in page.words
    assert "<table" not in page.text
    assert (await person.get(f"/staff/findings/new?survey={survey}")).status == 404


async def test_the_files_hold_the_same_numbers(site: Site) -> None:
    """CSV and JSON carry what the page shows, and the seal."""
    person = await reader(site)
    survey = await released(site)
    page = await person.get(f"/staff/results/{survey}")
    table = await person.get(f"/staff/results/{survey}/csv")
    document = await person.get(f"/staff/results/{survey}/json")

    rows = list(csv.DictReader(io.StringIO(table.text.removeprefix("\ufeff"))))
    assert {(row["question"], row["codes"]): row["count"] for row in rows}["course", "yes"] == "25"
    assert 'filename="ankommen.csv"' in table.headers["Content-Disposition"]
    assert json.loads(document.text)["sha256"][:16] in page.words


@pytest.mark.parametrize(("organisation", "status"), [(ORGANISATION, 200), ("brueckenbauer", 403)])
async def test_organisations_see_their_own(site: Site, organisation: str, status: int) -> None:
    """Another organisation's release is closed, in the list and by its address."""
    person = await reader(site, Role.SELF_ORGANISATION, organisation)
    survey = await released(site)

    for way in ("", "/csv", "/json"):
        assert (await person.get(f"/staff/results/{survey}{way}")).status == status, way
    assert ("Arriving" in (await person.get("/staff/results")).words) == (status == 200)
    assert "Write a finding" not in (await person.get(f"/staff/results/{survey}")).words


async def test_unknown_releases_are_not_found(site: Site) -> None:
    """No such survey, or none released: 404."""
    person = await reader(site)
    for way in ("", "/csv", "/json"):
        assert (await person.get(f"/staff/results/unknown{way}")).status == 404


async def test_what_became_of_it_stands_below(site: Site) -> None:
    """A forwarded finding is named there; a draft is not."""
    person = await reader(site)
    survey, now = await released(site), site.clock.now()
    async with site.database.writing() as session:
        finding = await note_finding(session, Source(survey, ORGANISATION, "ab" * 32, FIGURES), CONTENT, "p", now)
    assert "Too few course places" not in (await person.get(f"/staff/results/{survey}")).words
    async with site.database.writing() as session:
        await forward(session, finding, "p", now)

    page = await person.get(f"/staff/results/{survey}")
    assert "Too few course places with the steering group since" in page.words
