"""Writing, opening and closing surveys on the staff pages, as a browser without script does it."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import yaml
from aiohttp import FormData

from bot.closing import close_due
from participation.staff.permissions import Role
from participation.staff.record import acts
from participation.surveys import queries, services
from participation.surveys.definition import Choice, Definition, Kind, Question
from participation.surveys.formats.as_yaml import write_survey
from participation.surveys.queries import Survey
from tests.admin.filled import filled
from tests.admin.site import OURS, Page, Person, Site
from tests.staff.people import somebody
from tests.stories.survey import SURVEY
from tests.surveys.small import SMALL

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


async def test_a_survey_is_written_in_two_languages(site: Site) -> None:
    """Questions of every kind; nothing typed is lost on the way; codes come from the place, conditions from the words."""
    person = await author(site)
    page = await press(person, await person.get("/staff/surveys/new"), "add-one")
    page = await press(person, page, "add-several", **FIRST)
    page = await press(person, page, "add-scale", **{"q1-choices-de": "bus: Kein Bus\nwait: Warteliste"})
    page = await press(person, page, "add-text", **{"q2-low-de": "gar nicht"})
    typed = {"q1-after": "q1", "q1-after-answers": "لا", "q3-optional": "1", "q2-points": "7"}
    page = await press(person, page, "save", **typed)

    assert page.status == 200, page.words
    survey = await only(site)
    assert page.path == f"/staff/surveys/{survey.id}"
    one, several, scale, words = survey.definition.questions
    assert survey.definition.languages == ("de", "ar")
    assert [question.kind for question in survey.definition.questions] == list(Kind)
    assert [(choice.code, choice.text) for choice in one.choices] == [
        ("1", {"de": "Ja", "ar": "نعم"}),
        ("2", {"de": "Nein", "ar": "لا"}),
    ]
    assert several.only_if is not None
    assert (several.only_if.question, several.only_if.any_of) == ("q1", ("2",))
    assert [choice.code for choice in several.choices] == ["bus", "wait"]
    assert (scale.points, scale.low) == (7, {"de": "gar nicht"})
    assert words.optional


async def test_a_draft_says_what_it_lacks_and_where(site: Site) -> None:
    """Missing texts do not keep a draft from being saved; each is named with its language and a link to its field."""
    person = await author(site)
    page = await press(person, await person.get("/staff/surveys/new"), "add-one")
    page = await press(person, page, "save", **{**FIRST, "title-ar": "", "q0-choices-ar": "نعم"})

    assert "Title (Arabic)" in page.words
    assert "Question 1, choice 2 (Arabic)" in page.words
    assert "#q0-choices-ar" in page.text
    assert "Open it" not in page.words
    form = await person.get(f"/staff/surveys/{(await only(site)).id}/edit")
    assert form.words.count("still missing") == 2
    refused = await person.post(f"/staff/surveys/{(await only(site)).id}/open", day="2026-12-01", time="20:00")
    assert refused.status == 422
    assert (await only(site)).state == "draft"


async def test_questions_move_and_go(site: Site) -> None:
    """Up, down and remove are plain buttons; every text travels with its question."""
    person = await author(site)
    page = await person.get("/staff/surveys/new")
    for place, kind in enumerate(("one", "several", "text")):
        page = await press(person, page, f"add-{kind}")
        page = await press(person, page, "show", **{f"q{place}-text-de": f"<{kind}>", f"q{place}-choices-de": "a\nb"})
    page = await press(person, page, "up-2")
    assert [filled(page.text)[f"q{n}-text-de"] for n in range(3)] == ["<one>", "<text>", "<several>"]
    page = await press(person, page, "down-0")
    page = await press(person, page, "remove-1")
    for nonsense in ("up-0", "down-9", "remove-9", "add-nothing", "", "up-x"):
        page = await press(person, page, nonsense)

    fields = filled(page.text)
    assert [fields[f"q{n}-text-de"] for n in range(2)] == ["<text>", "<several>"]
    assert fields["q1-choices-de"] == "a\nb"
    assert fields["count"] == "2"


async def test_a_language_taken_out_and_back_keeps_its_texts(site: Site) -> None:
    """Unticking a language or changing a kind hides fields; what was typed stays until the draft is saved."""
    person = await author(site)
    page = await press(person, await person.get("/staff/surveys/new"), "add-one")
    page = await press(person, page, "show", **FIRST)
    sent = filled(page.text)
    del sent["language-ar"]
    page = await send(person, "/staff/surveys/new", {**sent, "q0-kind": "text", "do": "show"})
    assert 'type="hidden" name="title-ar" value="الوصول"' in page.text
    page = await press(person, page, "show", **{"language-ar": "1", "q0-kind": "one"})

    assert {name: filled(page.text)[name] for name in FIRST} == FIRST


async def test_what_is_wrong_is_said_beside_the_question(site: Site) -> None:
    """Nothing is saved, everything typed stands in the form again."""
    person = await author(site)
    page = await press(person, await person.get("/staff/surveys/new"), "add-one")
    page = await press(person, page, "add-scale", **{**FIRST, "q0-choices-de": "Ja", "q0-choices-ar": ""})
    typed = {"q1-points": "99", "q1-code": "q1", "q1-after": "q1", "q1-after-answers": "vielleicht", "code": "a b"}
    page = await press(person, page, "save", **typed)

    assert page.status == 422
    for field in ("q0-choices-de", "q1-points", "q1-code", "q1-after-answers", "code"):
        assert f'id="{field}-wrong"' in page.text, field
    assert "Question 1: Please write 2 to 30 choices, one a line." in page.words
    fields = filled(page.text)
    assert {name: fields[name] for name in typed} == typed
    async with site.database.reading() as session:
        assert await queries.surveys_of(session) == []


async def test_a_draft_is_changed_and_comes_back_as_it_was(site: Site) -> None:
    """Saving the form of a draft unchanged changes nothing, whatever it holds."""
    person = await author(site)
    id_ = await drafted(site)
    page = await press(person, await person.get(f"/staff/surveys/{id_}/edit"), "save")
    assert page.status == 200
    assert (await only(site)).definition == SURVEY
    await press(person, await person.get(f"/staff/surveys/{id_}/edit"), "look", **{"title-de": "Neu"})

    assert (await only(site)).definition.title["de"] == "Neu"


async def test_the_preview_speaks_every_language(site: Site) -> None:
    """Arabic runs from right to left; the words around are those of the chat; a missing text is marked."""
    person = await author(site)
    page = await person.get(f"/staff/surveys/{await drafted(site)}/preview")

    assert '<div class="talk" lang="ar" dir="rtl">' in page.text
    assert "الاستبيان" in page.text
    assert "تخطي هذا السؤال" in page.text
    assert "1 = gar nicht, 5 = sehr" in page.words
    assert "text missing" not in page.words


async def test_what_is_missing_is_marked_in_the_preview(site: Site) -> None:
    """In its place; the poster falls back to German. A language we do not know is shown as it is."""
    person = await author(site)
    texts: tuple[dict[str, str], ...] = ({"de": "Ja", "zz": "!"}, {"de": "Nein"})
    choices = tuple(Choice(f"c{n}", text) for n, text in enumerate(texts))
    first = Question("course", Kind.ONE, {"de": "Kurs?", "zz": "?"}, choices)
    partly = replace(SURVEY, title={"de": "Ankommen"}, languages=("de", "ar", "zz"), intro=None, questions=(first,))
    id_ = await drafted(site, partly)

    assert (await person.get(f"/staff/surveys/{id_}/preview")).words.count("text missing") == 4
    assert (await person.get(f"/staff/surveys/{id_}/poster")).words.count("Ankommen") == 4
    form = await person.get(f"/staff/surveys/{id_}/edit")
    assert filled(form.text)["language-zz"] == "1"


async def test_open_invite_and_close(site: Site) -> None:
    """Until a time of Berlin; both steps ask first; the link, the picture and the poster lead to the chat."""
    person = await author(site)
    id_ = await drafted(site)
    asked = await person.get(f"/staff/surveys/{id_}/open")
    assert "the questions can no longer be changed" in asked.words
    for day, time in (("2026-11-22", "10:00"), ("morgen", "10:00"), ("2026-12-01", "")):
        wrong = await person.post(f"/staff/surveys/{id_}/open", day=day, time=time)
        assert wrong.status == 422
        assert 'aria-invalid="true"' in wrong.text
    page = await person.post(f"/staff/surveys/{id_}/open", day="2026-12-01", time="20:00")
    survey = await only(site)
    assert survey.closes_at == datetime(2026, 12, 1, 19, tzinfo=UTC)
    assert f"/chat?start=s_{survey.code}" in page.text
    drawn = await person.get(f"/staff/surveys/{id_}/qr")
    assert drawn.headers["Content-Type"].startswith("image/svg+xml")
    assert "<svg" in drawn.text
    poster = await person.get(f"/staff/surveys/{id_}/poster")
    assert '<section lang="ar" dir="rtl">' in poster.text
    assert "Ankommen in Birkental" in poster.words
    assert (await person.get(f"/staff/surveys/{id_}/edit")).path == f"/staff/surveys/{id_}"
    assert (await person.post(f"/staff/surveys/{id_}/open", day="2026-12-01", time="20:00")).status == 409
    assert "cannot be opened again" in (await person.get(f"/staff/surveys/{id_}/close")).words
    assert "being counted" in (await person.post(f"/staff/surveys/{id_}/close")).words
    assert (await person.post(f"/staff/surveys/{id_}/close")).status == 409
    assert await close_due(site.database, site.clock.now()) == 1

    assert "results released" in (await person.get(f"/staff/surveys/{id_}")).words
    async with site.database.reading() as session:
        recorded = [(act.what, act.subject) for act in await acts(session)]
    assert {("survey-opened", survey.code), ("survey-closed", survey.code)} <= set(recorded)


async def test_how_many_took_part_is_told_in_steps(site: Site) -> None:
    """Up to 20 no number; from then on the step of ten below: for 31 it is "more than 30"."""
    person = await author(site)
    id_ = await drafted(site)
    async with site.database.writing() as session:
        await services.open_survey(session, id_, site.clock.now(), site.clock.now() + timedelta(days=1))
    answers: dict[str, Any] = {"course": "yes", "welcome": 4, "wish": None}
    for count, words in ((20, "20 or fewer so far"), (31, "more than 30")):
        async with site.database.writing() as session:
            for n in range(0 if count == 20 else 20, count):
                await services.send_sheet(session, id_, f"p{n}", answers, False, site.clock.now())
        assert words in (await person.get("/staff/surveys")).words
        assert words in (await person.get(f"/staff/surveys/{id_}")).words


async def test_a_draft_is_deleted_after_a_question(site: Site) -> None:
    """The page asks, the button deletes; an opened survey stays."""
    person = await author(site)
    id_ = await drafted(site)
    assert "cannot be brought back" in (await person.get(f"/staff/surveys/{id_}/delete")).words
    assert (await person.post(f"/staff/surveys/{id_}/delete")).path == "/staff/surveys"
    assert (await person.get(f"/staff/surveys/{id_}")).status == 404
    id_ = await drafted(site)
    async with site.database.writing() as session:
        await services.open_survey(session, id_, site.clock.now(), site.clock.now() + timedelta(days=1))

    assert (await person.post(f"/staff/surveys/{id_}/delete")).status == 409


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


async def test_other_organisations_are_closed(site: Site) -> None:
    """Another organisation gets 403 everywhere, sees nothing in its list, and cannot write in a foreign name."""
    id_ = await drafted(site)
    other = await author(site, OTHER, "other")
    assert SURVEY.title["de"] not in (await other.get("/staff/surveys")).text
    for way in ("", "/edit", "/preview", "/delete", "/open", "/close", "/poster", "/qr", "/yaml"):
        assert (await other.get(f"/staff/surveys/{id_}{way}")).status == 403, way
    for way in ("/edit", "/delete", "/open", "/close"):
        assert (await other.post(f"/staff/surveys/{id_}{way}", do="save")).status == 403, way
        assert (await other.post(f"/staff/surveys/unknown{way}", do="save")).status == 404, way
    page = await press(other, await other.get("/staff/surveys/new"), "add-text")
    page = await press(other, page, "save", organisation=MINE)
    assert page.status == 422
    assert 'id="organisation-wrong"' in page.text
    assert (await uploaded(other, write_survey(SURVEY))).status == 403

    assert (await only(site)).state == "draft"


async def test_coordination_may_planning_reads_what_was_opened(site: Site) -> None:
    """Coordination works for every organisation; planners see surveys once they are open, and change nothing."""
    await somebody(site.database, "chief", Role.COORDINATION)
    await somebody(site.database, "planner", Role.PLANNER)
    chief, planner = await site.signed_in("chief"), await site.signed_in("planner")
    id_ = await drafted(site)
    assert (await planner.get(f"/staff/surveys/{id_}")).status == 404
    assert "Ankommen" not in (await planner.get("/staff/surveys")).words
    assert (await chief.get(f"/staff/surveys/{id_}/edit")).status == 200
    await chief.post(f"/staff/surveys/{id_}/open", day="2026-12-01", time="20:00")

    assert "Arriving in Birkental" in (await planner.get("/staff/surveys")).words
    assert "Close it early" not in (await planner.get(f"/staff/surveys/{id_}")).words
    assert (await planner.post(f"/staff/surveys/{id_}/close")).status == 403
    assert "1 survey is open at the moment." in (await planner.get("/staff")).words


async def test_a_long_survey_fits_into_the_form(site: Site) -> None:
    """Sixty questions in every language, more than the chat lets in at once; one more is refused."""
    person = await author(site)
    page = await press(person, await person.get("/staff/surveys/new"), "add-text")
    fields = filled(page.text) | {"title-de": "Lang", "count": "60"}
    for n in range(60):
        fields |= {f"q{n}-{name}-{code}": "ط" * 300 for name in ("text", "low") for code in ("de", "ar")}
        fields |= {f"q{n}-code": f"c{n}", f"q{n}-kind": "scale"}
    assert (await send(person, "/staff/surveys/new", {**fields, "do": "save"})).status == 200
    more = fields | {"count": "61", "q60-kind": "text", "q60-text-de": "zu viel"}
    page = await send(person, "/staff/surveys/new", {**more, "do": "save"})

    assert len((await only(site)).definition.questions) == 60
    assert page.status == 422
    assert "At most 60 questions are possible." in page.words
