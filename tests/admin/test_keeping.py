"""Keeping offices by browser, without script: edited, checked, confirmed, undone; nothing is overwritten."""

from __future__ import annotations

import asyncio
import json

from participation.offices import units
from participation.staff import record
from participation.staff.permissions import Role
from tests.admin.filled import filled
from tests.admin.site import Page, Person, Site
from tests.staff.people import somebody

OFFICE = "/staff/keeping/units/buergerbuero-lindenau"
HOURS = "/staff/keeping/hours/buergerbuero-lindenau"
RULES = "/staff/keeping/rules/register-address"
SERVICE = "/staff/keeping/services/register-address"


async def keeper(site: Site, name: str = "keeper") -> Person:
    await somebody(site.database, name, Role.COORDINATION)
    return await site.signed_in(name)


async def sends(person: Person, path: str, page: Page, **changed: str) -> Page:
    """Send the page's form with these fields changed."""
    return await person.post(path, headers=None, **{**filled(page.text, path), **changed})


async def confirms(person: Person, path: str, page: Page) -> Page:
    """Press save on the page that shows what would be different."""
    assert "Nothing has been saved yet" in page.words, page.words
    return await sends(person, path, page, sure="1")


async def looked(person: Person, query: str = "") -> Page:
    """The report, once everything has been looked through."""
    async with asyncio.timeout(30):
        while "Refresh" in (page := await person.get(f"/staff/keeping/gaps{query}")).headers:
            pass
    return page


async def test_a_new_number_is_checked_then_saved_and_recorded(site: Site) -> None:
    """Before saving the page shows old and new; afterwards the office has it, and the record says who and what."""
    person = await keeper(site)
    asked = await sends(person, OFFICE, await person.get(OFFICE), phone="0000 99")
    async with site.database.reading() as session:
        before = await units.unit(session, "buergerbuero-lindenau")
    saved = await confirms(person, OFFICE, asked)
    async with site.database.reading() as session:
        act = next(act for act in await record.acts(session) if act.what == "office-changed")

    assert "0000 0123-19 0000 99" in asked.words
    assert before is not None
    assert before.phone == "0000 0123-19"
    assert saved.path == "/staff/offices/buergerbuero-lindenau"
    assert "0000 99" in saved.words
    assert (act.what, act.subject) == ("office-changed", "unit buergerbuero-lindenau")
    assert act.before == {"units buergerbuero-lindenau phone": "0000 0123-19"}
    assert act.after == {"units buergerbuero-lindenau phone": "0000 99"}


async def test_what_is_wrong_stands_beside_its_field(site: Site) -> None:
    """An empty name, a unit below itself, a strange kind: nothing is saved, what was typed stays."""
    person = await keeper(site)
    page = await sends(person, OFFICE, await person.get(OFFICE), name="", street="Neuer Weg 1")
    circle = await sends(person, OFFICE, await person.get(OFFICE), parent="buergerbuero-lindenau")

    assert page.status == 422
    assert 'id="name-wrong"' in page.text
    assert 'value="Neuer Weg 1"' in page.text
    assert circle.status == 422
    assert 'id="parent-wrong"' in circle.text


async def test_two_clerks_with_the_same_page(site: Site) -> None:
    """Who confirms second reads who was faster and what they changed; nothing of the first is overwritten."""
    first, second = await keeper(site, "kim"), await keeper(site, "lee")
    pages = [await person.get(OFFICE) for person in (first, second)]
    asked = [
        await sends(person, OFFICE, page, phone=f"0000 {number}")
        for number, (person, page) in enumerate(zip((first, second), pages, strict=True), start=1)
    ]
    await confirms(first, OFFICE, asked[0])
    late = await confirms(second, OFFICE, asked[1])
    later_still = await sends(second, OFFICE, pages[1], phone="0000 3")

    for page in (late, later_still):
        assert page.status == 409
        assert "Changed by Kim" in page.words
        assert "0000 0123-19 0000 1" in page.words
    async with site.database.reading() as session:
        unit = await units.unit(session, "buergerbuero-lindenau")
    assert unit is not None
    assert unit.phone == "0000 1"


async def test_who_was_slower_keeps_what_they_typed(site: Site) -> None:
    """Their entries come back in the form, made from what is there now; the page before saving then shows both changes."""
    first, second = await keeper(site, "kim"), await keeper(site, "lee")
    pages = [await person.get(OFFICE) for person in (first, second)]
    await confirms(first, OFFICE, await sends(first, OFFICE, pages[0], phone="0000 1"))
    late = await sends(second, OFFICE, pages[1], street="Neuer Weg 1", note='Tür "B" <hinten>')
    again = await sends(second, OFFICE, late, again="1")
    asked = await sends(second, OFFICE, again, phone="0000 1")
    saved = await confirms(second, OFFICE, asked)

    assert (late.status, again.status) == (409, 200)
    typed = filled(again.text, OFFICE)
    assert (typed["street"], typed["note"]) == ("Neuer Weg 1", 'Tür "B" <hinten>')
    assert "0000 1" not in asked.words.split("This would be different:")[1]
    assert "Neuer Weg 1" in saved.words


async def test_words_and_phrases_of_a_service(site: Site) -> None:
    """Own words go before the catalogue's; emptied, the catalogue speaks again."""
    person = await keeper(site)
    page = await person.get(SERVICE)
    old = filled(page.text, SERVICE)["name-en"]
    await confirms(
        person,
        SERVICE,
        await sends(person, SERVICE, page, **{"name-en": "Tell us your new flat", "phrases-en": "quibblewort"}),
    )
    changed = await person.get(SERVICE)
    assert "Tell us your new flat" in changed.words
    assert "quibblewort" in changed.text
    await confirms(person, SERVICE, await sends(person, SERVICE, changed, **{"name-en": ""}))

    assert old in (await person.get(SERVICE)).words


async def test_a_new_office_and_its_end(site: Site) -> None:
    """Created below another one; closing an office ends what it answers for and says who is left without."""
    person = await keeper(site)
    new = "/staff/keeping/units/new"
    page = await person.get(new)
    fields = {"id": "buergerbuero-neu", "name": "Bürgerbüro Neu", "parent": "birkenstadt", "kind": "citizens-office"}
    taken = await sends(person, new, page, **{**fields, "id": "buergerbuero-lindenau"})
    hidden = await sends(person, new, page, **{**fields, "id": "new"})
    made = await confirms(person, new, await sends(person, new, page, **fields))
    close = f"{OFFICE}/close"
    asked = await sends(person, close, await person.get(close), last="2026-12-31")
    done = await confirms(person, close, asked)

    assert "There is an office with this short name already." in taken.words
    assert hidden.status == 422  # its page would lie behind the form for a new one
    assert made.path == "/staff/offices/buergerbuero-neu"
    assert "from Citizens’ office Lindenau (Bürgerbüro) to nobody, on Friday, 1 January 2027." in asked.words
    assert done.status == 200


async def test_the_history_undoes(site: Site) -> None:
    """A change is undone by a press, once; after another change it is refused."""
    person = await keeper(site)
    await confirms(person, OFFICE, await sends(person, OFFICE, await person.get(OFFICE), phone="0000 99"))
    page = await person.get("/staff/keeping/history")
    assert "Keeper" in page.words
    assert "0000 99" in page.words
    undone = await person.post("/staff/keeping/history/1/undo")
    refused = await person.post("/staff/keeping/history/1/undo")

    assert "undoes an earlier change" in undone.words
    assert refused.status == 409
    assert (await person.post("/staff/keeping/history/none/undo")).status == 404
    async with site.database.reading() as session:
        acts = [json.dumps(act.after) for act in await record.acts(session) if act.what == "office-change-undone"]
    assert acts == ['{"units buergerbuero-lindenau phone": "0000 0123-19"}']


async def test_gaps_lead_to_where_they_are_mended(site: Site) -> None:
    """A service whose only line was taken out is listed with a link to its rules; each kind has its number and its list."""
    person = await keeper(site)
    rules = "/staff/keeping/rules/asylum-application"
    page = await person.get(rules)
    line = next(n for n, row in enumerate(page.text.split("<tr")[2:]) if "/staff/offices/bamf" in row)
    await confirms(person, rules, await sends(person, rules, page, row=str(line), do="out"))
    every, nobody = await looked(person), await looked(person, "?kind=nobody")
    hours, file = await looked(person, "?kind=hours"), await looked(person, "?kind=nobody&file=csv")

    assert every.status == 200
    for kind in ("nobody", "twice", "hours", "contact", "words", "old"):
        assert f'href="/staff/keeping/gaps?kind={kind}"' in every.text
    assert f'href="{rules}"' in nobody.text
    assert "everybody, everywhere in the region" in nobody.words
    assert f'href="{rules}"' not in hours.text
    assert "everybody, everywhere in the region" in file.text


async def test_what_does_not_exist(site: Site) -> None:
    """An unknown unit or service is not found, a strange button changes nothing."""
    person = await keeper(site)
    for path in ("units", "hours", "services", "rules", "units/unknown/close"):
        page = await person.get(f"/staff/keeping/{path}/unknown" if "/" not in path else f"/staff/keeping/{path}")
        assert page.status == 404, path
    page = await person.get(RULES)
    assert (await sends(person, RULES, page, do="dance")).status == 422
