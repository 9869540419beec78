"""Lines of responsibility kept by browser, without script: added, ended, replaced, taken out; what is wrong beside its field."""

from __future__ import annotations

from tests.admin.site import Site
from tests.admin.test_keeping import RULES, confirms, keeper, sends


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


async def test_what_is_wrong_with_a_line_stands_in_the_form_it_was_sent_from(site: Site) -> None:
    """Replaced by what is there already: beside the day of the replacement; a strange postcode beside the postcode."""
    person = await keeper(site)
    given = {"unit": "buergerbuero-birkenstadt", "area": "059990002002", "do": "add"}
    strange = await sends(person, RULES, await person.get(RULES), **given, postcode="1234")
    asked = await sends(person, RULES, await person.get(RULES), **given, **{"from": "2027-05-01"})
    page = await confirms(person, RULES, asked)
    rows = page.text.split("<tr")[2:]
    line = next(n for n, row in enumerate(rows) if "buergerbuero-lindenau" in row)
    twice = {"row": str(line), "instead": given["unit"], "since": "2027-05-01", "do": "replace"}
    refused = await sends(person, RULES, page, **twice)
    unsure = await sends(person, RULES, page, **{**twice, "do": "enter"})

    assert 'id="postcode-wrong"' in strange.text
    assert refused.status == unsure.status == 422
    assert 'id="since-wrong"' in refused.text
    assert 'id="from-wrong"' not in refused.text
    assert "Please press one of these buttons." in unsure.words


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
