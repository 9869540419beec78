"""Opening hours kept by browser, without script: from a day on, closures, holidays, half a line."""

from __future__ import annotations

from tests.admin.filled import filled
from tests.admin.site import Site
from tests.admin.test_keeping import HOURS, confirms, keeper, sends


async def test_hours_with_a_preview(site: Site) -> None:
    """New hours from a later day, and a day shut: the preview shows both, and the old row keeps its last day."""
    person = await keeper(site)
    page = await person.get(HOURS)
    fields = filled(page.text, HOURS)
    free = int(fields["p-count"]) - 1
    at = next(n for n in range(free) if fields[f"p{n}-weekday"] == "1")
    assert "The next two weeks, as it stands" in page.words
    changed = {
        f"p{at}-valid_until": "2026-11-29", f"p{free}-weekday": "1", f"p{free}-opens": fields[f"p{at}-opens"],
        f"p{free}-closes": "19:00", f"p{free}-valid_from": "2026-11-30", "c0-first": "2026-11-26", "c0-reason": "Umzug",
    }  # fmt: skip
    asked = await sends(person, HOURS, page, **changed)
    await confirms(person, HOURS, asked)

    assert f"{fields[f'p{at}-opens']}–19:00" in asked.words
    assert "closed Umzug" in asked.words
    wrong = await sends(person, HOURS, await person.get(HOURS), **{f"p{at}-closes": "06:00"})
    assert wrong.status == 422
    assert "This is before it opens." in wrong.words


async def test_half_a_line_of_hours_is_no_line_left_out(site: Site) -> None:
    """A reason without a day, minutes without times, a last day alone: what is missing is named, nothing is dropped in silence."""
    person = await keeper(site)
    page = await person.get(HOURS)
    free = int(filled(page.text, HOURS)["p-count"]) - 1
    half = {"c0-reason": "Umzug", f"p{free}-slot_minutes": "15", f"p{free - 1}-valid_until": "2027-01-31"}
    refused = await sends(person, HOURS, page, **half)
    out = await sends(person, HOURS, refused, **{"c0-out": "1", f"p{free}-out": "1", f"p{free - 1}-out": "1"})

    assert refused.status == 422
    for name in ("c0-first", f"p{free}-opens", f"p{free}-closes", f"p{free - 1}-opens"):
        assert f'id="{name}-wrong"' in refused.text, name
    assert "Nothing is different from what is there." in out.words


async def test_public_holidays_stand_in_the_preview(site: Site) -> None:
    """At Christmas the next two weeks say why nobody is there, in the form and before saving; hours tell their days."""
    site.clock.forward(days=27)
    person = await keeper(site)
    page = await person.get(HOURS)
    asked = await sends(person, HOURS, page, **{"p0-valid_until": "2026-12-31"})
    await confirms(person, HOURS, asked)
    office = await person.get("/staff/offices/buergerbuero-lindenau")

    for shown in (page, asked):
        preview = shown.words[shown.words.index("The next two weeks") :]
        assert "closed Erster Weihnachtstag" in preview
        assert "closed Neujahr" in preview
    assert "until Thursday, 31 December 2026" in office.words
