"""Models of organisation in the browser: look, save, take from a file, compare, weighted by what people ask for."""

from __future__ import annotations

import html
import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from aiohttp import FormData

from bot.demo import DEMO
from participation.core.clock import SetClock
from participation.core.db import Database
from participation.demand.services import add
from participation.demand.values import BLOCK, monday
from participation.offices.organisation.services import install
from participation.offices.services import CATALOGUE, CATALOGUE_FOLDER, import_tables
from participation.staff.permissions import Role
from tests.admin.site import OURS, Page, Person, Site, open_site
from tests.staff.people import somebody

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
TOWN = "059990001001"


async def _person(site: Site, role: Role = Role.COORDINATION, *, asked: int = 0) -> Person:
    await somebody(site.database, "somebody", role)
    async with site.database.writing() as session:
        await install(session, DEMO / "models", NOW)
        if asked:
            week = monday((NOW - timedelta(days=2 * BLOCK)).date())
            await add(session, {(week, "residence-permit-renewal", TOWN): asked, (week, "naturalisation", ""): 9})
    return await site.signed_in("somebody")


async def _upload(person: Person, content: str, name: str = "model.yaml") -> Page:
    form: Any = FormData({"token": person.token})
    form.add_field("file", content.encode(), filename=name, content_type="application/yaml")
    address = f"{person.site.address}/staff/models/file"
    async with person.browser.post(address, data=form, headers=OURS) as answer:
        return Page(answer.status, await answer.text(), answer.headers, answer.url.raw_path_qs)


async def test_the_comparison_is_weighted_by_what_people_ask(site: Site) -> None:
    """The renewals of the town with an office of its own move to the service centre; those of naturalisation are too few to be told."""
    person = await _person(site, Role.STEERING_GROUP, asked=200)
    page = await person.get("/staff/models/compare?before=now&after=kgst")

    assert page.status == 200
    assert "Of about 200 requests in a year, between 200 and 200 would go to another office." in page.words
    assert "Requests too few to be shown are not among them." in page.words
    assert page.text.count("<svg") == 2
    assert page.text.count('role="img"') == 2
    assert "style=" not in page.text  # the policy would not let it work


async def test_without_a_log_it_is_said(site: Site) -> None:
    """While nothing is known of what people ask, everything counts the same, and the page says so."""
    person = await _person(site, Role.PLANNER)
    page = await person.get("/staff/models/compare?before=essen&after=vopi")

    assert "every place and every service counts the same" in page.words
    assert "(5–6)" in page.words.replace("\u2060", "")


async def test_a_model_compared_with_itself(site: Site) -> None:
    """Nothing moves, the trees are the same, and the page is whole."""
    person = await _person(site)
    page = await person.get("/staff/models/compare?before=kim&after=kim")

    assert "0 services move" in page.words
    assert "No service moves." in page.words
    assert "The trees are the same." in page.words


async def test_small_numbers_are_never_on_a_page(site: Site) -> None:
    """Nine who asked are told as fewer than ten, on the page and in the files."""
    person = await _person(site, asked=12)
    page = await person.get("/staff/models/demand")
    file = await person.get("/staff/models/demand?file=csv")

    assert "fewer than 10" in page.words
    assert [line.split(";")[-1] for line in file.text.split("\r\n") if line][1:] == ["10", '"fewer than 10"']


async def test_saving_needs_a_name_of_its_own(site: Site) -> None:
    """Saved, it stands in the list with who saved it; without a name, or with one that is taken, the form comes back."""
    person = await _person(site)
    await person.get("/staff/models")
    empty = await person.post("/staff/models", name="")
    saved = await person.post("/staff/models", name="Before the reform", about="<b>As entered</b>")
    again = await person.post("/staff/models", name="before the REFORM", about="mine")

    assert (empty.status, saved.status, again.status) == (422, 200, 409)
    assert saved.path.startswith("/staff/models/m-")
    assert "&lt;b&gt;As entered&lt;/b&gt;" in saved.text
    assert "There is a model with this name already" in again.words
    assert "mine" in again.text
    assert "saved by Somebody on" in (await person.get("/staff/models")).words
    assert (
        "0 services move"
        in (await person.get(f"/staff/models/compare?before=now&after={saved.path.split('/')[-1]}")).words
    )


async def test_a_model_comes_back_from_its_file(site: Site) -> None:
    """Downloaded, renamed and taken in again it is the same; a broken one says where, and nothing is kept."""
    person = await _person(site)
    file = await person.get("/staff/models/kgst/yaml")
    await person.get("/staff/models")
    other = re.sub("KGSt", "Our", file.text).replace("model: kgst", "model: ours")
    taken = await _upload(person, other)
    twice = await _upload(person, other)
    broken = await _upload(
        person, other.replace("unit: ki\n", "unit: nowhere\n", 1).replace("model: ours", "model: other")
    )

    assert (taken.status, taken.path, twice.status, broken.status) == (200, "/staff/models/ours", 409, 422)
    assert "there is no unit 'nowhere'" in broken.words
    assert "model.yaml, line" in broken.words
    assert "0 services move" in (await person.get("/staff/models/compare?before=kgst&after=ours")).words
    assert (await person.get("/staff/models/other")).status == 404


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (
            "name: {de: Neu}\nunits:\n- {id: a, colour: red}\n",
            [
                "model.yaml, Zeile 1, Feld model: fehlt",
                "model.yaml, Zeile 3, Stelle a, Feld colour: unbekannt; es gibt id, parent, name, kind, level, front",
            ],
        ),
        (
            (
                "model: neu\nname: {de: Neu}\nbase: demo\nwithout: [nowhere]\n"
                "tasks:\n- {services: [flying], role: front, unit: nowhere, when: age}\n"
            ),
            [
                "model.yaml, Zeile 1, Feld base: 'demo' gibt es hier nicht; hier gibt es 'demo-county'",
                "model.yaml, Zeile 1, Feld without: in der Grundlage gibt es keine Stelle 'nowhere'",
            ],
        ),
        (
            (
                "model: neu\nname: {de: Neu}\nunits:\n- {id: a, parent: a, name: A, kind: office, level: county}\n"
                "tasks:\n- {services: [flying], role: front, unit: nowhere, when: age}\n"
            ),
            [
                "model.yaml, Zeile 4, Stelle a, Feld parent: steht im Kreis über sich selbst",
                "model.yaml, Zeile 6, Aufgabe in Zeile 6, Feld unit: es gibt keine Stelle 'nowhere'",
                "model.yaml, Zeile 6, Aufgabe in Zeile 6, Feld services: es gibt kein Anliegen 'flying'",
                "model.yaml, Zeile 6, Aufgabe in Zeile 6, Feld when: 'age' ist keine Bedingung; bitte attribute=value, attribute<27 oder surname=A-K schreiben",
            ],
        ),
        ("model: [", ["model.yaml, Zeile 2: kein gültiges YAML"]),
    ],
    ids=["fields", "base", "plan", "yaml"],
)
async def test_what_is_wrong_in_a_file_is_said_in_german(site: Site, content: str, said: list[str]) -> None:
    """Every line whole, with its place."""
    await somebody(site.database, "leitung", Role.COORDINATION, language="de")
    person = await site.signed_in("leitung")
    await person.get("/staff/models")
    page = await _upload(person, content)
    lines = [html.unescape(line) for line in re.findall(r"<li>(model\.yaml[^<]*)</li>", page.text)]

    assert len(lines) == len(said), lines
    assert [line[: len(wanted)] for line, wanted in zip(lines, said, strict=True)] == said


@pytest.mark.parametrize("content", ["", "\x00", "a: &a [*a]", "model: x", "- 1", "model: {a: b}\nname: []"])
async def test_what_is_no_model_is_refused(site: Site, content: str) -> None:
    """Whatever the file holds, the page says that it was not taken in."""
    person = await _person(site)
    await person.get("/staff/models")

    assert (await _upload(person, content)).status == 422


async def test_the_files_of_a_comparison(site: Site) -> None:
    """The typical requests as a table for spreadsheets; the moves as well, by the list's own way."""
    person = await _person(site)
    typical = await person.get("/staff/models/compare/csv?before=now&after=kgst")
    moves = await person.get("/staff/models/compare?before=now&after=kgst&file=csv")

    assert typical.text.startswith('\ufeff"Requests of";"What they meet";"The offices as they are now";"KGSt model"')
    assert '"Asylum seeker";"Offices to go to";"6.9";"4.9"' in typical.text
    assert '"Servicezentrum Migration und Integration"' in moves.text


@pytest.mark.parametrize("path", ["nothing", "nothing/yaml", "compare?before=nothing", "compare/csv?after=%00"])
async def test_unknown_models_are_not_found(site: Site, path: str) -> None:
    """A link that is too old is 404, never an error."""
    person = await _person(site)

    assert (await person.get(f"/staff/models/{path}")).status == 404


async def test_every_template_is_a_page(site: Site, clock: SetClock) -> None:
    """Each of the eight, and the offices as they are, with their tree and tasks."""
    person = await _person(site)
    for id_ in ("now", *(path.stem for path in sorted((DEMO / "models").glob("*.yaml")))):
        page = await person.get(f"/staff/models/{id_}")
        assert page.status == 200, id_
        assert "Register an address" in page.words, id_
        assert page.text.count("<li>") > 50, id_


async def test_without_offices_nothing_moves(sqlite: Database, clock: SetClock) -> None:
    """Before any office or place is entered the pages of models are there all the same."""
    await somebody(sqlite, "somebody", Role.COORDINATION)
    async with sqlite.writing() as session:
        await import_tables(session, CATALOGUE_FOLDER, NOW, CATALOGUE)
    async with open_site(sqlite, clock) as site:
        person = await site.signed_in("somebody")
        model, compared = await person.get("/staff/models/now"), await person.get("/staff/models/compare")

    assert model.status == compared.status == 200
    assert "No service moves." in compared.words
