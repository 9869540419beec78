"""Import and export by browser, and the list of wrong offices."""

from __future__ import annotations

import io
import zipfile

from aiohttp import FormData

from participation.misrouted.services import report, tell
from participation.misrouted.values import Why
from participation.offices import queries, units
from participation.staff import record
from tests.admin.site import OURS, Page, Person, Site
from tests.admin.test_keeping import OFFICE, confirms, keeper, sends

FILES = "/staff/keeping/files"


async def _download(person: Person) -> bytes:
    async with person.browser.get(f"{person.site.address}{FILES}/demo-county") as answer:
        assert answer.content_type == "application/zip"
        return await answer.read()


def _with(packed: bytes, table: str, old: str, new: str) -> bytes:
    """The same zip with one word of a table changed."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as given, zipfile.ZipFile(made, "w") as changed:
        for name in given.namelist():
            text = given.read(name).decode()
            changed.writestr(name, text.replace(old, new) if name == table else text)
    return made.getvalue()


async def _upload(person: Person, content: bytes, **ticked: str) -> Page:
    form = FormData({"token": person.token, **ticked})
    form.add_field("file", content, filename="tables.zip")
    async with person.browser.post(person.site.address + FILES, data=form, headers=OURS) as answer:
        return Page(answer.status, await answer.text(), answer.headers, answer.url.raw_path_qs)


async def test_a_file_is_shown_first_and_then_taken_in(site: Site) -> None:
    """What comes out goes in unchanged; a changed one is only shown until somebody takes it in, and the record knows."""
    person = await keeper(site)
    await person.get(FILES)
    packed = await _download(person)
    same = await _upload(person, packed)
    changed = _with(packed, "units.csv", "0000 0123-19", "0000 77")
    looked = await _upload(person, changed)
    async with site.database.reading() as session:
        before = await units.unit(session, "buergerbuero-lindenau")
    taken = await _upload(person, changed, take="1")
    async with site.database.reading() as session:
        after = await units.unit(session, "buergerbuero-lindenau")
        act = next(act for act in await record.acts(session) if act.what == "offices-imported")

    assert "units 0 0 0 58" in same.words
    assert "units 0 1 0 57" in looked.words
    assert "Nothing has been changed yet." in looked.words
    assert before is not None
    assert before.phone == "0000 0123-19"
    assert "Taken in" in taken.words
    assert after is not None
    assert after.phone == "0000 77"
    assert act.after == {"units": [0, 1, 0]}


async def test_what_was_changed_by_hand_is_shown_and_stays(site: Site) -> None:
    """The page names it; ticked, it is overwritten."""
    person = await keeper(site)
    packed = await _download(person)
    await confirms(person, OFFICE, await sends(person, OFFICE, await person.get(OFFICE), phone="0000 99"))
    page = await _upload(person, packed, take="1")
    assert "unit buergerbuero-lindenau: was changed by hand and stays as it is" in page.words
    await _upload(person, packed, take="1", overwrite="1")

    async with site.database.reading() as session:
        unit = await units.unit(session, "buergerbuero-lindenau")
    assert unit is not None
    assert unit.phone == "0000 0123-19"


async def test_broken_files_are_named_and_change_nothing(site: Site) -> None:
    """No zip, an empty field, a table with a mistake: told, with status 422."""
    person = await keeper(site)
    await person.get(FILES)
    packed = await _download(person)
    async with site.database.reading() as session:
        version = await queries.data_version(session)
    nothing = await _upload(person, b"")
    no_zip = await _upload(person, b"Hello")
    mistake = await _upload(person, _with(packed, "opening.csv", "08:00", "8 o'clock"), take="1")

    assert [page.status for page in (nothing, no_zip, mistake)] == [422, 422, 422]
    assert "neither a folder nor a zip file" in no_zip.words
    assert "is no time; write 08:30" in mistake.words
    assert (await person.get(f"{FILES}/unknown")).status == 404
    async with site.database.reading() as session:
        assert await queries.data_version(session) == version


async def test_wrong_offices_in_counts(site: Site) -> None:
    """Six are told, two are fewer than five; what somebody wrote stands apart from the counts."""
    now = site.clock.now()
    async with site.database.writing() as session:
        for _ in range(6):
            await report(session, "register-address", "059990002002", "kreis", Why.SENT_ON, now)
        for _ in range(2):
            await report(session, "asylum-application", "", "bamf", Why.CLOSED, now)
        await tell(session, "register-address", "kreis", "<b>locked</b> بلا كلام", now)
    page = await (await keeper(site)).get("/staff/keeping/misroutings")

    assert "11/2026 Lindenau" in page.words
    assert "6 sent on to another office: 6" in page.words
    assert "fewer than 5" in page.words
    assert "&lt;b&gt;locked" in page.text
    assert "No desk has recorded a wrong office." in page.words
