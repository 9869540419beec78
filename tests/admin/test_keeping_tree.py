"""The tree of offices: shown whole, an office moved with all below it, never into a circle, and back again."""

from __future__ import annotations

from participation.offices import units
from tests.admin.site import Site
from tests.admin.test_keeping import confirms, keeper

TREE = "/staff/keeping/units"
MOVE = f"{TREE}/servicezentrum-migration/move"


async def test_the_tree_shows_every_office(site: Site) -> None:
    """Each office stands once, below the one it belongs to, with a link that moves it."""
    person = await keeper(site)
    page = await person.get(TREE)
    async with site.database.reading() as session:
        every = await units.search(session, "")

    for unit in every:
        assert page.text.count(f'data-unit="{unit.id}"') == 1
        assert f'href="/staff/keeping/units/{unit.id}/move"' in page.text
    kreis = page.text.index('data-unit="kreis"')
    assert kreis < page.text.index('data-unit="servicezentrum-migration"') < page.text.index('data-unit="abh-a-k"')


async def test_an_office_moves_with_all_below_it(site: Site) -> None:
    """Before saving it is said what is then inherited, for those below too; undone it stands where it stood."""
    person = await keeper(site)
    asked = await person.get(f"{MOVE}?parent=birkenstadt")
    async with site.database.reading() as session:
        still = await units.units_above(session, "abh-a-k")
    saved = await confirms(person, MOVE, asked)
    async with site.database.reading() as session:
        moved = await units.units_above(session, "abh-a-k")
    await person.post("/staff/keeping/history/1/undo")
    async with site.database.reading() as session:
        back = await units.units_above(session, "abh-a-k")

    assert "What then comes from another office above" in asked.words
    assert "below it. Clerks of all offices above it then see its appointments" in asked.words
    assert still[-1] == "kreis"
    assert saved.path == TREE
    assert moved[:3] == ["abh-a-k", "servicezentrum-migration", "birkenstadt"]
    assert back == still


async def test_what_is_inherited_is_named(site: Site) -> None:
    """The schools office has address and hours of the county's house: below the town it gets those of the town hall."""
    person = await keeper(site)
    asked = await person.get(f"{TREE}/schulamt/move?parent=birkenstadt")

    assert "the address becomes" in asked.words


async def test_no_office_moves_below_itself(site: Site) -> None:
    """Neither by the form, which does not offer it, nor by an address typed in; unknown offices are refused."""
    person = await keeper(site)
    form = await person.get(MOVE)
    for strange in ("servicezentrum-migration", "abh-a-k", "nowhere"):
        assert f'<option value="{strange}"' not in form.text
        page = await person.get(f"{MOVE}?parent={strange}")
        assert page.status == 422
        assert 'id="parent-wrong"' in page.text
    assert (await person.post(MOVE, parent="abh-a-k", sure="1", seen="x")).status == 422
    assert (await person.get(f"{TREE}/nowhere/move")).status == 404


async def test_two_clerks_move_one_office(site: Site) -> None:
    """Whoever confirms second is told; the office stays where the first put it."""
    first, second = await keeper(site, "kim"), await keeper(site, "lee")
    one, other = await first.get(f"{MOVE}?parent=birkenstadt"), await second.get(f"{MOVE}?parent=")
    await confirms(first, MOVE, one)
    late = await confirms(second, MOVE, other)
    async with site.database.reading() as session:
        above = await units.units_above(session, "servicezentrum-migration")

    assert late.status == 409
    assert "Changed by Kim" in late.words
    assert above[1] == "birkenstadt"
