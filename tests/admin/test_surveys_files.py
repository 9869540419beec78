"""Surveys as files: taken in, handed out, and what is wrong in one."""

from __future__ import annotations

import pytest
import yaml

from participation.surveys import queries
from participation.surveys.formats.as_yaml import write_survey
from tests.admin.site import Site
from tests.admin.surveying import MINE, author, only, uploaded
from tests.stories.survey import SURVEY
from tests.surveys.small import SMALL


async def test_a_file_becomes_a_draft_and_a_draft_a_file(site: Site) -> None:
    """What was downloaded can be taken in again."""
    person = await author(site)
    assert (await uploaded(person, write_survey(SURVEY))).status == 200
    survey = await only(site)
    assert survey.definition == SURVEY
    page = await person.get(f"/staff/surveys/{survey.id}/yaml")
    assert page.headers["Content-Disposition"] == 'attachment; filename="arrive.yaml"'
    assert yaml.safe_load(page.text)["organisation"] == MINE
    again = await uploaded(person, page.text)

    assert again.status == 422
    assert "already has the code arrive" in again.words


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("title: [", "no valid YAML"),
        (b"\xff\xfe\x00", "not UTF-8"),
        ("", "umfrage.yaml"),
        (write_survey(SURVEY).replace("kind: scale", "kind: stars"), "question welcome, field kind"),
        (write_survey(SMALL), "field organisation"),
        ("x" * 1_100_000, "larger than 1 MB"),
        ("x" * 2_100_000, "too large"),
    ],
    ids=["broken", "bytes", "empty", "kind", "organisation", "large", "huge"],
)
async def test_what_is_wrong_in_a_file_is_named(site: Site, content: str | bytes, said: str) -> None:
    """File, line, question and field; nothing is taken in."""
    person = await author(site)
    page = await uploaded(person, content)

    assert page.status in {403, 413, 422}
    assert said in page.words
    async with site.database.reading() as session:
        assert await queries.surveys_of(session) == []


async def test_no_file_is_told(site: Site) -> None:
    """The button pressed without choosing one."""
    person = await author(site)
    await person.get("/staff/surveys/file")

    assert "Please choose a file." in (await person.post("/staff/surveys/file")).words
