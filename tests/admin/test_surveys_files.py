"""Surveys as files: taken in, handed out, and what is wrong in one."""

from __future__ import annotations

import html
import re

import pytest
import yaml

from participation.staff.permissions import Role
from participation.surveys import queries
from participation.surveys.formats.as_yaml import write_survey
from tests.admin.site import Site
from tests.admin.surveying import MINE, author, only, uploaded
from tests.staff.people import somebody
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


BROKEN = """\
title: {de: Ankommen, no: Hei}
languages: [de, deutsch]
questions:
- {code: yes, kind: stars, text: {de: Frage}}
- {code: two, kind: one, text: Frage, colour: red}
"""
SAID = [
    "umfrage.yaml, Zeile 1, Feld organisation: fehlt",
    "umfrage.yaml, Zeile 4, Frage yes, Feld kind: 'stars' ist keine Art von Frage; es gibt one, several, scale, text",
    "umfrage.yaml, Zeile 5, Frage two, Feld text: muss für jede Sprache ein Text sein, wie in {de: Ja, en: Yes}",
    "umfrage.yaml, Zeile 5, Frage two, Feld colour: unbekannt; es gibt code, kind, text, choices, low, high, points, optional, only_if",
]
WHOLE = """\
organisation: nour
title: {de: Ankommen, no: Hei}
questions:
- {code: one, kind: one, text: {de: Frage}, choices: [{code: a, text: {de: A}}, {code: a, text: {de: B}}]}
- {code: one, kind: scale, text: {de: Frage}, points: 99, only_if: {question: later, any_of: [a]}}
"""
SAID_WHOLE = [
    "umfrage.yaml, Zeile 2: Feld title.no: die Umfrage nennt die Sprache 'no' nicht; bitte bei languages ergänzen",
    "umfrage.yaml, Zeile 4: Frage one, Feld choices.code: eine andere Antwort hat schon den Code a; bitte einen eigenen vergeben",
    "umfrage.yaml, Zeile 5: Frage one, Feld points: muss zwischen 3 und 10 liegen",
    "umfrage.yaml, Zeile 5: Frage one, Feld code: eine andere Frage hat schon diesen Code; bitte einen eigenen vergeben",
    "umfrage.yaml, Zeile 5: Frage one, Feld only_if.question: 'later' ist keine frühere Frage; bitte eine nennen, die vorher gestellt wird",
]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (BROKEN, SAID),
        (WHOLE, SAID_WHOLE),
        (
            "organisation: nour\n\ttitle: x\n",
            ["umfrage.yaml, Zeile 2: kein gültiges YAML: Hier steht ein Tabulator; bitte durch Leerzeichen ersetzen"],
        ),
        (write_survey(SMALL), ["umfrage.yaml, Feld organisation: verein-brücke"]),
    ],
    ids=["fields", "survey", "yaml", "organisation"],
)
async def test_what_is_wrong_in_a_file_is_said_in_german(site: Site, content: str, said: list[str]) -> None:
    """Every line whole, with its place."""
    await somebody(site.database, "autorin", Role.SELF_ORGANISATION, MINE, language="de")
    page = await uploaded(await site.signed_in("autorin"), content)

    assert [html.unescape(line) for line in re.findall(r"<li>(umfrage[^<]*)</li>", page.text)] == said
