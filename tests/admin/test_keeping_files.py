"""Import and export by browser, and the list of wrong offices."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass

from aiohttp import FormData

from bot import importing
from participation.misrouted.services import report, tell
from participation.misrouted.values import Why
from participation.offices import units
from participation.offices.formats import kinds
from participation.offices.services import unwatched
from participation.staff import record
from participation.staff.permissions import Role
from participation.work import shift
from participation.work.values import KINDS
from tests.admin.site import OURS, Page, Person, Site
from tests.admin.test_keeping import OFFICE, confirms, keeper, sends
from tests.staff.people import somebody

FILES = "/staff/keeping/files"


@dataclass(frozen=True)
class Errand:
    """What a worker does with the job that waits, within this process."""

    site: Site

    async def do(self) -> None:
        database, now = self.site.database, self.site.clock.now()
        async with database.writing() as session:
            job = await shift.claim(session, KINDS, "worker", now)
        assert job is not None
        await importing.run(importing.Errand(database, job, "worker", now, unwatched))


async def _download(person: Person, name: str = "offices") -> bytes:
    async with person.browser.get(f"{person.site.address}{FILES}/demo-county/{name}") as answer:
        assert answer.status == 200
        return await answer.read()


def _with(packed: bytes, table: str, old: str, new: str) -> bytes:
    """The same zip with one word of a table changed."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as given, zipfile.ZipFile(made, "w") as changed:
        for name in given.namelist():
            text = given.read(name).decode()
            changed.writestr(name, text.replace(old, new) if name == table else text)
    return made.getvalue()


async def _upload(person: Person, content: bytes, name: str = "offices", **ticked: str) -> Page:
    form = FormData({"token": person.token, "format": name, **ticked})
    form.add_field("file", content, filename="tables.zip")
    async with person.browser.post(person.site.address + FILES, data=form, headers=OURS) as answer:
        return Page(answer.status, await answer.text(), answer.headers, answer.url.raw_path_qs)


async def _worked(person: Person, page: Page) -> Page:
    """The page of a job, after a worker has done it."""
    errand = Errand(person.site)
    await errand.do()
    return await person.get(page.path)


async def _phone(site: Site) -> str:
    async with site.database.reading() as session:
        unit = await units.unit(session, "buergerbuero-lindenau")
    assert unit is not None
    return unit.phone


async def test_a_file_is_shown_first_and_then_taken_in(site: Site) -> None:
    """A progress page that may be loaded again, then the difference, then the button; the record knows who it was."""
    person = await keeper(site)
    await person.get(FILES)
    changed = _with(await _download(person), "units.csv", "0000 0123-19", "0000 77")
    waiting = await _upload(person, changed)
    again = await person.get(waiting.path)
    looked = await _worked(person, waiting)
    before = await _phone(site)
    report = await person.get(f"{waiting.path}/report")
    taking = await person.post(f"{waiting.path}/take")
    taken = await _worked(person, taking)
    async with site.database.reading() as session:
        act = next(act for act in await record.acts(session) if act.what == "offices-imported")

    assert waiting.path.startswith("/staff/keeping/work/")
    assert "<progress" in waiting.text
    assert '<noscript><meta http-equiv="refresh" content="2"></noscript>' in again.text
    assert "Nothing has been changed yet." in looked.words
    assert "units 0 1 0 57" in looked.words
    assert before == "0000 0123-19"
    assert "changed,units,buergerbuero-lindenau,phone,0000 0123-19,0000 77" in report.text
    assert "Taken in." in taken.words
    assert await _phone(site) == "0000 77"
    assert (act.what, act.after) == ("offices-imported", {"units": [0, 1, 0]})
    assert (await person.post(f"{waiting.path}/take")).status == 409  # the file has gone into the other job


async def test_what_was_changed_by_hand_is_shown_and_stays(site: Site) -> None:
    """The page names it and there is nothing to take in; ticked, it would be overwritten."""
    person = await keeper(site)
    packed = await _download(person)
    await confirms(person, OFFICE, await sends(person, OFFICE, await person.get(OFFICE), phone="0000 99"))
    await person.get(FILES)
    kept = await _worked(person, await _upload(person, packed))
    await person.get(FILES)
    over = await _worked(person, await _upload(person, packed, overwrite="1"))

    assert "unit buergerbuero-lindenau: was changed by hand and stays as it is" in kept.words
    assert "Take this in now" not in kept.words
    assert "was changed by hand and is overwritten" in over.words
    assert "Take this in now" in over.words
    assert await _phone(site) == "0000 99"


async def test_broken_files_are_named_and_change_nothing(site: Site) -> None:
    """No file at all: told at once; no zip: told by the worker, and another may be chosen; dropped, it is gone."""
    person = await keeper(site)
    await person.get(FILES)
    nothing = await _upload(person, b"")
    no_format = await _upload(person, b"x", "cuneiform")
    await person.get(FILES)
    no_zip = await _worked(person, await _upload(person, b"Hello"))
    dropped = await person.post(f"{no_zip.path}/drop")

    assert [page.status for page in (nothing, no_format)] == [422, 422]
    assert "neither a folder nor a zip file" in no_zip.words
    assert "Nothing was changed." in no_zip.words
    assert dropped.path == FILES
    assert [
        (await person.get(path)).status for path in (no_zip.path, f"{FILES}/unknown/offices", f"{FILES}/demo-county/x")
    ] == [404] * 3


async def test_every_format_is_given(site: Site) -> None:
    """Each format that can be written is a file with its own beginning."""
    person = await keeper(site)
    given = {name: (await _download(person, name))[:2] for name in kinds.GIVEN}

    assert set(given) >= {"offices", "xlsx"}
    assert set(given.values()) == {b"PK"}


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


async def test_reports_and_refusals_are_in_the_readers_language(site: Site) -> None:
    """In German: words for tables, fields and kinds of office; a refusal names file, row and field as they stand there."""
    await somebody(site.database, "keeper", Role.COORDINATION, language="de")
    person = await site.signed_in("keeper")
    await person.get(FILES)
    packed = await _download(person)
    looked = await _worked(person, await _upload(person, _with(packed, "units.csv", "citizens-office", "town-hall")))
    await person.get(FILES)
    refused = await _worked(
        person, await _upload(person, _with(packed, "units.csv", "citizens-office,front", "citizens-office,perhaps"))
    )

    assert "Stelle Bürgerbüro Lindenau Art der Stelle Bürgerbüro Rathaus" in looked.words
    assert "citizens-office" not in looked.words
    assert ", Feld front: 'perhaps' passt nicht; es muss eines von diesen sein: front, back" in refused.words
    assert "units.csv, Zeile " in refused.words
