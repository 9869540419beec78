"""Looking at surveys, opening, closing and deleting them, and who may."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.closing import close_due
from participation.staff.permissions import Role
from participation.staff.record import acts
from participation.surveys import services
from participation.surveys.definition import Choice, Kind, Question
from participation.surveys.formats.as_yaml import write_survey
from tests.admin.filled import filled
from tests.admin.site import Site
from tests.admin.surveying import MINE, OTHER, author, drafted, only, press, uploaded
from tests.staff.people import somebody
from tests.stories.survey import SURVEY


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
