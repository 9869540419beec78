"""Services, documents and shared words kept by browser, without script: new, changed, ended, taken out, undone."""

from __future__ import annotations

import pytest

from participation.offices import keeping, leaves, queries
from participation.offices.finder import recognise
from participation.offices.keeping import Act
from participation.offices.leaves import Leaf
from tests.admin.filled import filled
from tests.admin.site import Page, Person, Site
from tests.admin.test_keeping import RULES, SERVICE, confirms, keeper, sends

NEW = "/staff/keeping/services/new"
FIELDS = {
    "slug": "dog-tax", "topic": "family", "leika": "99102013060000", "minutes": "15", "fee": "12.50", "name-de": "Hundesteuer",
    "name-en": "Dog tax", "about-de": "Wer einen Hund hat, meldet ihn an.", "phrases-en": "my dog is new here",
    "phrases-de": "Hund anmelden\nSteuer für meinen Hund",
}  # fmt: skip


async def _made(person: Person) -> Page:
    return await confirms(person, NEW, await sends(person, NEW, await person.get(NEW), **FIELDS))


async def test_a_new_service_is_found_by_the_bot(site: Site) -> None:
    """Checked, shown, saved; the finder knows its phrase at once, and the next page asks for documents."""
    person = await keeper(site)
    made = await _made(person)
    async with site.database.reading() as session:
        service = await queries.service(session, "dog-tax")
        found = await recognise(session, "my dog is new here", "en")

    assert made.path == "/staff/keeping/documents/dog-tax"
    assert service is not None
    assert (service.topic, service.minutes, str(service.fee), service.leika) == (
        "family",
        15,
        "12.50",
        ("99102013060000",),
    )
    assert [one.slug for one in found.candidates][:1] == ["dog-tax"]


@pytest.mark.parametrize(
    ("field", "value", "beside"),
    [
        ("slug", "Dog Tax", "slug"), ("slug", "register-address", "slug"), ("slug", "", "slug"), ("slug", "new", "slug"), ("topic", "nowhere", "topic"),
        ("leika", "12", "leika"), ("minutes", "soon", "minutes"), ("fee", "free", "fee"), ("name-de", "", "name-de"),
    ],
)  # fmt: skip
async def test_what_is_wrong_with_a_new_service(site: Site, field: str, value: str, beside: str) -> None:
    """Each mistake stands beside its field, and nothing is saved."""
    person = await keeper(site)
    fields = FIELDS | {field: value} | ({"name-en": ""} if field == "name-de" else {})
    page = await sends(person, NEW, await person.get(NEW), **fields)

    assert page.status == 422
    assert f'id="{beside}-wrong"' in page.text
    async with site.database.reading() as session:
        assert await queries.service(session, "dog-tax") is None


async def test_a_danger_has_words(site: Site) -> None:
    """Who ticks that people may be in danger has to say what they do at once, for a new service as for one that is there."""
    person = await keeper(site)
    page = await person.get(SERVICE)
    none = await sends(person, SERVICE, page, urgent="yes")
    new = await sends(person, NEW, await person.get(NEW), **FIELDS, urgent="yes")
    asked = await sends(person, SERVICE, page, urgent="yes", **{"urgent-en": "Call 112 first."})
    await confirms(person, SERVICE, asked)
    async with site.database.reading() as session:
        service = await queries.service(session, "register-address")

    assert 'id="urgent-de"' in page.text
    for refused in (none, new):
        assert refused.status == 422
        assert 'id="urgent-de-wrong"' in refused.text
    assert service is not None
    assert service.urgent


async def test_a_danger_of_the_catalogue_keeps_its_words(site: Site) -> None:
    """What the catalogue says in danger is enough: an emptied field goes back to it."""
    person = await keeper(site)
    path = "/staff/keeping/services/violence-protection"
    asked = await sends(
        person, path, await person.get(path), **{"urgent-de": "", "urgent-en": "", "name-en": "In danger"}
    )

    assert "Nothing has been saved yet" in asked.words, asked.words


async def test_documents_for_everybody_or_for_some(site: Site) -> None:
    """A document with its own words, for every person who comes and only for the young; a strange one is refused."""
    person = await keeper(site)
    await _made(person)
    text, path = "/staff/keeping/texts/document/new", "/staff/keeping/documents/dog-tax"
    words = {"id": "dog-photo", "text-de": "Foto des Hundes", "text-en": "A photo of the dog"}
    await confirms(person, text, await sends(person, text, await person.get(text), **words))
    page = await person.get(path)
    row = {"d0-document": "dog-photo", "d0-per_person": "yes", "d0-when": "age<27"}
    strange = await sends(person, path, page, **row, **{"d1-document": "unicorn"})
    unread = await sends(person, path, page, **{**row, "d0-when": "young people"})
    half = await sends(person, path, page, **row, **{"d1-when": "age<27", "d2-per_person": "yes"})
    asked = await sends(person, path, page, **row)
    await confirms(person, path, asked)
    async with site.database.reading() as session:
        service = await queries.service(session, "dog-tax")

    assert strange.status == unread.status == half.status == 422
    assert 'id="d1-document-wrong"' in half.text
    assert 'id="d2-document-wrong"' in half.text
    assert 'id="d1-document-wrong"' in strange.text
    assert 'id="d0-when-wrong"' in unread.text
    assert "A photo of the dog" in asked.words
    assert service is not None
    (document,) = service.documents
    assert (document.id, document.per_person, document.texts["en"]) == ("dog-photo", True, "A photo of the dog")
    assert [one.attribute for one in document.when] == ["age"]


async def test_a_document_of_two_sources_stays_one_of_each(site: Site) -> None:
    """Catalogue and region name the same paper: the page is saved, each row keeps its source, and none is invented."""
    person = await keeper(site)
    path, leaf = "/staff/keeping/documents/register-address", Leaf("documents", "register-address")
    async with site.database.writing() as session:
        cells = await leaves.read(session, leaf)
        twin = cells["documents"][0] | {"source": "demo-county"}
        both = {"documents": [*cells["documents"], twin]}
        await keeping.save(session, [(leaf, both)], leaves.seen(cells), Act("kim", site.clock.now()))
    page = await person.get(path)
    free = int(filled(page.text, path)["count"]) - 1
    row = {f"d{free}-document": "birth-cert", f"d{free}-source": "nobody"}
    await confirms(person, path, await sends(person, path, page, **row))
    async with site.database.reading() as session:
        rows = (await leaves.read(session, leaf))["documents"]

    assert [one["source"] for one in rows if one["document"] == twin["document"]] == ["catalogue", "demo-county"]
    assert [one["source"] for one in rows if one["document"] == "birth-cert"] == ["demo-county"]
    assert len(rows) == len(cells["documents"]) + 2


async def test_a_reason_is_said_in_every_language(site: Site) -> None:
    """A new reason can be chosen for a line; one in use cannot lose all its words; the questions are only shown."""
    person = await keeper(site)
    new = "/staff/keeping/texts/reason/new"
    await confirms(person, new, await sends(person, new, await person.get(new), id="by-law", **{"text-de": "So steht es im Gesetz."}))  # fmt: skip
    rules, every = await person.get(RULES), await person.get("/staff/keeping/texts")
    change = "/staff/keeping/texts/reason/by-law"
    asked = await sends(person, change, await person.get(change), **{"text-en": "The law says so."})
    await confirms(person, change, asked)
    again = await sends(person, new, await person.get(new), id="by-law", **{"text-de": "x"})

    assert '<option value="by-law"' in rules.text
    assert "So steht es im Gesetz." in every.words
    assert "Do you need the paper abroad?" in every.words
    assert (await person.get(change)).text.count("The law says so.") == 1
    assert again.status == 422
    assert (await person.get("/staff/keeping/texts/reason/unknown")).status == 404
    assert (await sends(person, "/staff/keeping/texts/reason/unknown", every, **{"text-de": "x"})).status == 404
    assert (await person.get("/staff/keeping/texts/question/new")).status == 404


async def test_a_service_ends_on_a_day(site: Site) -> None:
    """Before saving it is said who then has no office; its responsibilities keep their history."""
    person = await keeper(site)
    path = "/staff/keeping/services/asylum-application/end"
    asked = await sends(person, path, await person.get(path), last="2026-12-31")
    await confirms(person, path, asked)
    missing = await sends(person, path, await person.get(path))
    async with site.database.reading() as session:
        rules = await queries.rules(session, "asylum-application")

    assert "to nobody, on Friday, 1 January 2027." in asked.words
    assert missing.status == 422
    assert rules
    assert {str(rule.valid_until) for rule in rules} == {"2026-12-31"}


async def test_a_mistake_is_taken_out_and_brought_back(site: Site) -> None:
    """Taken out, neither finder nor list know it; undone at the top of the history, all that belonged to it is there again."""
    person = await keeper(site)
    await _made(person)
    documents, rules = "/staff/keeping/documents/dog-tax", "/staff/keeping/rules/dog-tax"
    await confirms(
        person, documents, await sends(person, documents, await person.get(documents), **{"d0-document": "id-any"})
    )
    await confirms(person, rules, await sends(person, rules, await person.get(rules), unit="kreis", do="add"))
    site.clock.forward(minutes=5)
    path = "/staff/keeping/services/dog-tax/end"
    page = await person.get(path)
    gone = await confirms(person, path, await sends(person, path, page, out="1"))
    async with site.database.reading() as session:
        none = await queries.service(session, "dog-tax")
        found = await recognise(session, "my dog is new here", "en")
    history = await person.get("/staff/keeping/history?key=dog-tax")
    latest = max(int(part.split("/")[0]) for part in history.text.split("/staff/keeping/history/")[1:])
    undone = await person.post(f"/staff/keeping/history/{latest}/undo")
    again = await person.post(f"/staff/keeping/history/{latest}/undo")
    async with site.database.reading() as session:
        back = await queries.service(session, "dog-tax")
        responsible = await queries.rules(session, "dog-tax")
        found_again = await recognise(session, "my dog is new here", "en")

    assert gone.path == "/staff/keeping"
    assert none is None
    assert "dog-tax" not in [one.slug for one in found.candidates]
    assert undone.status == 200, undone.words
    assert again.status == 409
    assert back is not None
    assert back.names["en"] == "Dog tax"
    assert [one.id for one in back.documents] == ["id-any"]
    assert [rule.unit for rule in responsible] == ["kreis"]
    assert "dog-tax" in [one.slug for one in found_again.candidates]


async def test_two_clerks_with_one_service(site: Site) -> None:
    """Who confirms the documents second is told who was faster."""
    first, second = await keeper(site, "kim"), await keeper(site, "lee")
    path = "/staff/keeping/documents/register-address"
    pages = [await person.get(path) for person in (first, second)]
    for person, page in zip((first, second), pages, strict=True):
        free = int(filled(page.text, path)["count"]) - 1
        late = await sends(person, path, page, **{f"d{free}-document": "id-any", f"d{free}-when": f"age>{free}"})
        late = await sends(person, path, late, sure="1") if "Nothing has been saved yet" in late.words else late

    assert late.status == 409
    assert "Changed by Kim" in late.words
