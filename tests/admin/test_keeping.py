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


async def test_a_line_is_chosen_anew_after_somebody_was_faster(site: Site) -> None:
    """Lines of the table count differently then: the day stays, the line is asked for again."""
    first, second = await keeper(site, "kim"), await keeper(site, "lee")
    pages = [await person.get(RULES) for person in (first, second)]
    await confirms(first, RULES, await sends(first, RULES, pages[0], row="0", do="out"))
    late = await sends(second, RULES, pages[1], row="0", do="end", last="2026-12-31")
    again = await sends(second, RULES, late, again="1")

    assert late.status == 409
    assert "Please choose a line of the table first." in again.words
    assert 'value="2026-12-31"' in again.text
    assert " checked" not in again.text


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


async def test_replacing_an_office_says_who_moves(site: Site) -> None:
    """Lindenau moves to Birkenstadt on 1 March: said in one sentence, then both lines stand in the table."""
    person = await keeper(site)
    page = await person.get(RULES)
    line = next(n for n, row in enumerate(page.text.split("<tr")[2:]) if "buergerbuero-lindenau" in row)
    given = {"row": str(line), "instead": "buergerbuero-birkenstadt", "since": "2027-03-01", "do": "replace"}
    asked = await sends(person, RULES, page, **given)
    table = await confirms(person, RULES, asked)

    assert (
        "from Citizens’ office Lindenau (Bürgerbüro) to Citizens’ office Birkenstadt (Bürgerbüro), on Monday, 1 March 2027."
        in asked.words
    )
    assert "everybody, Lindenau" in asked.words
    assert "28 Feb 2027" in table.words
    assert "1 Mar 2027" in table.words
    line = next(n for n, row in enumerate(table.text.split("<tr")[2:]) if "1 Mar 2027" in row)
    early = await sends(person, RULES, table, row=str(line), last="2027-01-31", do="end")
    assert early.status == 422
    assert "This is before the first day." in early.words


async def test_a_line_that_has_ended_stays_over(site: Site) -> None:
    """Replacing its office from a later day would bring it back: said beside the day, and nothing is saved."""
    person = await keeper(site)
    page = await person.get(RULES)
    line = str(next(n for n, row in enumerate(page.text.split("<tr")[2:]) if "buergerbuero-lindenau" in row))
    page = await confirms(person, RULES, await sends(person, RULES, page, row=line, last="2026-12-31", do="end"))
    line = str(next(n for n, row in enumerate(page.text.split("<tr")[2:]) if "31 Dec 2026" in row))
    given = {"row": line, "instead": "buergerbuero-birkenstadt", "do": "replace"}
    late = await sends(person, RULES, page, **given, since="2027-03-01")
    last_day = await sends(person, RULES, page, **given, since="2026-12-31")

    assert late.status == 422
    assert "This line has ended before that day. Please add a new line." in late.words
    assert 'id="since-wrong"' in late.text
    assert "Nothing has been saved yet" in last_day.words


async def test_adding_a_line_with_conditions_and_taking_it_out(site: Site) -> None:
    """Conditions are chosen in words; without a choice of line nothing can be ended."""
    person = await keeper(site)
    given = {
        "unit": "abh-asyl",
        "area": "059990002002",
        "when-status-asylum-seeker": "1",
        "when-age": "<27",
        "do": "add",
    }
    asked = await sends(person, RULES, await person.get(RULES), **given)
    table = await confirms(person, RULES, asked)
    none = await sends(person, RULES, table, do="end", last="2027-01-01")

    assert "How old are you? < 27" in asked.words.replace("&lt;", "<")
    assert "to Foreigners’ office, asylum and Duldung, on Monday, 23 November 2026." in asked.words
    assert none.status == 422
    assert "Please choose a line of the table first." in none.words
    unread = await sends(person, RULES, table, **{**given, "when-age": "young"})
    assert unread.status == 422


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
