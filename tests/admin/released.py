"""A release to look at: two questions with numbers, one withheld; and one that too few answered."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from participation.results.services import release
from participation.results.values import Heading, Table
from tests.admin.site import Site
from tests.results.test_services import TABLE

SURVEY, ORGANISATION = "s1", "nour"
TITLE = {"de": "Ankommen", "en": "Arriving", "ar": "الوصول"}


async def released(site: Site, *, enough: bool = True) -> str:
    """Store the release and return the survey's id; without *enough* fewer than 20 answered."""
    heading = Heading(SURVEY, "ankommen", ORGANISATION, TITLE, ("de", "en", "ar"))
    table = replace(TABLE, heading=heading) if enough else Table(heading, None)
    async with site.database.writing() as session:
        await release(session, table, date(2026, 11, 20))
    return SURVEY
