"""Writing a survey in the form: questions, languages, what is missing and what is wrong."""

from __future__ import annotations

from participation.surveys import queries
from participation.surveys.definition import Kind
from tests.admin.filled import filled
from tests.admin.site import Site
from tests.admin.surveying import FIRST, author, drafted, only, press, send
from tests.stories.survey import SURVEY


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
    assert f"/staff/surveys/{(await only(site)).id}/open" not in page.text
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


async def test_the_second_of_two_who_change_a_draft_wipes_nothing(site: Site) -> None:
    """They are told, what they typed stays in the form, also while it is rearranged; saving again is a decision."""
    person = await author(site)
    id_ = await drafted(site)
    first = second = await person.get(f"/staff/surveys/{id_}/edit")
    await press(person, first, "save", **{"title-de": "Von der ersten"})
    second = await press(person, second, "add-text", **{"title-de": "Von der zweiten"})
    refused = await press(person, second, "save", **{"q4-text-de": "Noch etwas?"})
    assert refused.status == 409
    assert "Somebody else has changed this since you opened it." in refused.words
    assert f'href="/staff/surveys/{id_}/preview"' in refused.text
    assert filled(refused.text)["title-de"] == "Von der zweiten"
    assert (await only(site)).definition.title["de"] == "Von der ersten"
    page = await press(person, refused, "save", **{"q4-text-de": ""})

    assert page.status == 200
    assert (await only(site)).definition.title["de"] == "Von der zweiten"


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
