"""How somebody writes surveys on the staff pages, as a browser without script does it."""

from __future__ import annotations

import io
import re

from aiohttp import FormData

from participation.staff.permissions import Role
from participation.surveys import queries, services
from participation.surveys.definition import Definition
from participation.surveys.queries import Survey
from tests.admin.filled import filled
from tests.admin.site import OURS, Page, Person, Site
from tests.staff.people import somebody
from tests.stories.survey import SURVEY

MINE, OTHER = "nour", "brueckenbauer"
FIRST = {
    "title-de": "Ankommen",
    "title-ar": "الوصول",
    "q0-text-de": "Besuchen Sie einen Kurs?",
    "q0-text-ar": "هل تحضر دورة؟",
    "q0-choices-de": "Ja\nNein",
    "q0-choices-ar": "نعم\nلا",
}


async def author(site: Site, organisation: str = MINE, name: str = "author") -> Person:
    await somebody(site.database, name, Role.SELF_ORGANISATION, organisation)
    return await site.signed_in(name)


async def press(person: Person, page: Page, do: str, **typed: str) -> Page:
    """Press a button of the form, with everything that stands in it and what was *typed*."""
    match = re.search(r'action="(/staff/surveys[^"]+)" class="survey"', page.text)
    assert match
    return await send(person, match[1], {**filled(page.text), **typed, "do": do})


async def send(person: Person, path: str, fields: dict[str, str]) -> Page:
    return await person.post(path, headers=None, **fields)


async def only(site: Site) -> Survey:
    async with site.database.reading() as session:
        (found,) = await queries.surveys_of(session)
    return found


async def drafted(site: Site, definition: Definition = SURVEY) -> str:
    async with site.database.writing() as session:
        return await services.create_survey(session, definition, "test")


async def uploaded(person: Person, content: bytes | str, name: str = "umfrage.yaml") -> Page:
    await person.get("/staff/surveys/file")
    form = FormData()
    form.add_field("token", person.token)
    body = io.BytesIO(content if isinstance(content, bytes) else content.encode())
    form.add_field("file", body, filename=name)
    async with person.browser.post(person.site.address + "/staff/surveys/file", data=form, headers=OURS) as answer:
        return Page(answer.status, await answer.text(), answer.headers, answer.url.raw_path_qs)
