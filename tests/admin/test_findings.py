"""Findings on the staff pages: noted, changed, forwarded, taken back, decided once, followed by measures."""

from __future__ import annotations

import pytest

from participation.planning import queries
from participation.planning.values import Finding, Progress, State, Verdict
from participation.staff.permissions import Role
from tests.admin.filled import filled
from tests.admin.released import ORGANISATION, released
from tests.admin.site import Page, Person, Site
from tests.staff.people import somebody

WRITTEN = {
    "title-de": "Zu wenig Kursplätze",
    "title-ar": "أماكن الدورات قليلة",
    "text-de": "Viele warten lange.",
    "question-course": "1",
}
DONE = {"what-de": "Zwei Abendkurse", "unit": "vhs", "due": "2027-03-01"}


async def planner(site: Site) -> Person:
    await somebody(site.database, "planner", Role.PLANNER)
    return await site.signed_in("planner")


async def mayor(site: Site) -> Person:
    await somebody(site.database, "mayor", Role.STEERING_GROUP)
    return await site.signed_in("mayor")


async def send(person: Person, path: str, fields: dict[str, str]) -> Page:
    return await person.post(path, headers=None, **fields)


async def noted(site: Site, person: Person) -> str:
    """Write a finding through the page; return its address."""
    survey = await released(site)
    await person.get(f"/staff/findings/new?survey={survey}")
    page = await send(person, "/staff/findings/new", {**WRITTEN, "survey": survey})
    assert page.status == 200, page.words
    return page.path


async def forwarded(site: Site, person: Person) -> str:
    address = await noted(site, person)
    await change(person, address, forward="1")
    return address


async def change(person: Person, address: str, **fields: str) -> Page:
    """Open the draft and send its form with these fields."""
    shown = await person.get(address)
    return await send(
        person, f"{address}/change", {**WRITTEN, "seen": filled(shown.text, "/staff/findings/")["seen"], **fields}
    )


async def only(site: Site) -> Finding:
    async with site.database.reading() as session:
        (found,) = await queries.findings(session)
    return found


async def test_a_finding_is_noted_from_a_release(site: Site) -> None:
    """Its texts, the questions it rests on, and their figures as they were released."""
    person = await planner(site)
    address = await noted(site, person)
    finding = await only(site)

    assert finding.title == {"de": WRITTEN["title-de"], "ar": WRITTEN["title-ar"]}
    assert (finding.organisation, finding.questions, finding.state) == (ORGANISATION, ("course",), State.DRAFT)
    assert [result["code"] for result in finding.figures["results"]] == ["course"]
    page = await person.get(address)
    assert page.text.count('<svg class="chart"') == 1
    assert "Planner: noted" in page.words
    assert "Drafts (1)" in (await person.get("/staff/findings")).words
    assert "1 finding is a draft." in (await person.get("/staff")).words


async def test_a_withheld_question_carries_no_finding(site: Site) -> None:
    """It is not offered, and ticking it all the same has no effect."""
    person = await planner(site)
    survey = await released(site)
    form = await person.get(f"/staff/findings/new?survey={survey}")
    assert "question-course" in form.text
    assert "question-late" not in form.text
    await send(person, "/staff/findings/new", {**WRITTEN, "survey": survey, "question-late": "1"})

    assert (await only(site)).questions == ("course",)


@pytest.mark.parametrize(
    ("field", "given", "said"),
    [
        ("title-de", "", "Please write this in German at least."),
        ("text-de", "  ", "Please write this in German at least."),
        ("title-de", "x" * 121, "At most 120 characters, please."),
        ("text-ar", "ط" * 1001, "At most 1,000 characters, please."),
    ],
)
async def test_what_is_wrong_is_said_beside_the_field(site: Site, field: str, given: str, said: str) -> None:
    """Nothing is saved; everything typed and ticked stands in the form again. On a draft as on a new one."""
    person = await planner(site)
    address = await noted(site, person)
    for path, fields in (("/staff/findings/new", {"survey": "s1"}), (f"{address}/change", {})):
        page = await send(person, path, {**WRITTEN, **fields, field: given})
        assert page.status == 422, path
        beside = page.text.split(f'id="{field}-wrong">')[1].split("</p>")[0]
        assert beside == said
        for name in set(WRITTEN) - {field, "question-course"}:
            assert WRITTEN[name] in page.text, (path, name)
        assert 'name="question-course" value="1" checked' in page.text

    assert (await only(site)).text == {"de": "Viele warten lange."}


async def test_a_question_unticked_stays_unticked(site: Site) -> None:
    """When a form comes back with something wrong in it, it shows what was sent, not what was kept before."""
    person = await planner(site)
    address = await noted(site, person)
    sent = {**WRITTEN, "title-de": ""}
    del sent["question-course"]
    page = await send(person, f"{address}/change", sent)

    assert 'name="question-course" value="1" checked' not in page.text


async def test_changed_forwarded_taken_back(site: Site) -> None:
    """Each step shows in the history; what is with the steering group can no longer be changed."""
    person = await planner(site)
    address = await noted(site, person)
    await change(person, address, **{"title-de": "Neuer Titel"})
    assert (await only(site)).title["de"] == "Neuer Titel"
    page = await change(person, address, forward="1")
    assert (await only(site)).state is State.FORWARDED
    assert "Save the draft" not in page.words
    assert (await send(person, f"{address}/change", WRITTEN)).status == 409
    page = await person.post(f"{address}/take-back")
    for step in ("noted", "changed", "forwarded to the steering group", "taken back"):
        assert f"Planner: {step}" in page.words

    assert (await only(site)).state is State.DRAFT
    assert (await person.post(f"{address}/take-back")).status == 409


async def test_decided_once(site: Site) -> None:
    """With a reason and a first measure; a second decision, and taking back, are refused and change nothing."""
    person, chief = await planner(site), await mayor(site)
    address = await forwarded(site, person)
    assert "1 finding waits for a decision." in (await chief.get("/staff")).words
    page = await send(chief, f"{address}/decide", {"verdict": "partly", "reason-de": "Geld für zwei.", **DONE})
    assert "Decision: accepted in part" in page.words
    assert "Zwei Abendkurse" in page.words
    again = await send(chief, f"{address}/decide", {"verdict": "declined", "reason-de": "Doch nicht."})
    assert again.status == 409
    assert "The decision stays as it is." in again.words
    assert (await person.post(f"{address}/take-back")).status == 409

    finding = await only(site)
    assert finding.decision is not None
    assert (finding.decision.outcome, finding.decision.reason) == (Verdict.PARTLY, {"de": "Geld für zwei."})
    assert [(one.unit, one.state) for one in finding.measures] == [("vhs", Progress.PLANNED)]


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"verdict": "declined"}, "reason-de"),
        ({"verdict": "partly", "reason-ar": "المال"}, "reason-de"),
        ({"verdict": "accepted", "what-de": "Kurse"}, "unit"),
        ({"verdict": "accepted", "what-de": "Kurse", "unit": "nowhere"}, "unit"),
        ({"verdict": "accepted", "unit": "vhs"}, "what-de"),
        ({"verdict": "accepted", **DONE, "due": "bald"}, "due"),
        ({"reason-de": "Weil."}, "verdict"),
        ({"verdict": "perhaps"}, "verdict"),
    ],
)
async def test_an_incomplete_decision_is_not_taken(site: Site, fields: dict[str, str], wrong: str) -> None:
    """The reason is needed unless all is accepted, a measure needs an office; what was typed stays."""
    person, chief = await planner(site), await mayor(site)
    address = await forwarded(site, person)
    page = await send(chief, f"{address}/decide", fields)

    assert page.status == 422
    assert f'id="{wrong}-wrong"' in page.text
    for name in ("reason-de", "reason-ar", "what-de"):
        assert fields.get(name, "") in page.text
    assert (await only(site)).state is State.FORWARDED


async def test_measures_follow(site: Site) -> None:
    """Added after the decision, brought up to date by a press; one of another finding is not found."""
    person, chief = await planner(site), await mayor(site)
    address = await forwarded(site, person)
    await send(chief, f"{address}/decide", {"verdict": "accepted"})
    await send(chief, f"{address}/measures", DONE)
    wrong = await send(chief, f"{address}/measures", {"unit": "vhs"})
    assert wrong.status == 422
    assert 'id="what-de-wrong"' in wrong.text
    assert "<details" in wrong.text
    assert "<details open" in wrong.text.replace('class="card" ', "")
    (measure,) = (await only(site)).measures
    page = await chief.post(f"{address}/measures/{measure.id}", state="running")
    assert "under way" in page.words
    assert (await chief.post(f"{address}/measures/{measure.id}", state="gone")).status == 404
    assert (await chief.post(f"{address}/measures/unknown", state="done")).status == 404
    for _ in range(4):
        await send(chief, f"{address}/measures", DONE)
    full = await send(chief, f"{address}/measures", DONE)
    assert full.status == 422
    assert "A finding can have 5 measures." in full.words

    assert (await only(site)).measures[0].state is Progress.RUNNING


async def test_who_may_what(site: Site) -> None:
    """Planners write and do not decide, the steering group decides and does not write, coordination reads."""
    person, chief = await planner(site), await mayor(site)
    address = await forwarded(site, person)
    await somebody(site.database, "chief", Role.COORDINATION)
    await somebody(site.database, "author", Role.SELF_ORGANISATION, ORGANISATION)
    reader, author = await site.signed_in("chief"), await site.signed_in("author")
    assert (await person.post(f"{address}/decide", verdict="accepted")).status == 403
    assert (await chief.post(f"{address}/take-back")).status == 403
    assert (await send(chief, f"{address}/change", WRITTEN)).status == 403
    page = await reader.get(address)
    assert page.status == 200
    assert "Decide" not in page.words
    assert "Take back" not in page.words
    assert (await reader.post(f"{address}/take-back")).status == 403
    assert (await author.get("/staff/findings")).status == 403
    assert (await author.get(address)).status == 403

    assert (await only(site)).state is State.FORWARDED


async def test_unknown_findings_are_not_found(site: Site) -> None:
    """Whatever is asked of them."""
    person, chief = await planner(site), await mayor(site)
    assert (await person.get("/staff/findings/unknown")).status == 404
    assert (await person.get("/staff/findings/new?survey=unknown")).status == 404
    for way in ("change", "take-back"):
        assert (await send(person, f"/staff/findings/unknown/{way}", WRITTEN)).status in {404, 409}, way
    for way in ("decide", "measures", "measures/x"):
        assert (await chief.post(f"/staff/findings/unknown/{way}", verdict="accepted", state="done")).status == 404, way
