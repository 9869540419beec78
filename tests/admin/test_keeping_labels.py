"""Fields of tables by their names: who hears one alone knows which row it is of."""

from __future__ import annotations

import re

import pytest

from tests.admin.site import Site
from tests.admin.test_keeping import HOURS, OFFICE, RULES, confirms, keeper, sends

DOCUMENTS = "/staff/keeping/documents/register-address"
FIELD = re.compile(r'<(?:input|select|button)\b[^>]*aria-label="([^"]*)"')


def _labels(text: str) -> list[str]:
    return FIELD.findall(text[text.index("<main") :])


@pytest.mark.parametrize(
    ("path", "known"),
    [(HOURS, ("opens, weekly hours, line 1", "opens, closure 1")), (DOCUMENTS, ("Only for, document 1: ", "Take out, document 2: "))],
)  # fmt: skip
async def test_no_two_fields_of_a_table_are_called_alike(site: Site, path: str, known: tuple[str, ...]) -> None:
    """Each field says its column and its row; what it is called begins with what is seen above it."""
    labels = _labels((await (await keeper(site)).get(path)).text)

    assert len(labels) > 10
    assert len(set(labels)) == len(labels)
    for one in known:
        assert any(label.startswith(one) for label in labels), labels


async def test_a_line_is_chosen_by_what_it_says(site: Site) -> None:
    """The button of a line is called after its place, people and office; that none is chosen is said of them all."""
    person = await keeper(site)
    page = await person.get(RULES)
    none = await sends(person, RULES, page, do="out")
    parts = re.findall(r'type="radio"[^>]*aria-labelledby="([^"]*)"', page.text)
    named = [[page.text.split(f'id="{part}"')[1].split("</td>")[0] for part in one.split()[1:]] for one in parts]

    assert any("Lindenau" in name[0] and "Citizens’ office Lindenau" in name[2] for name in named)
    assert len({" ".join(name) for name in named}) == len(named)
    assert "row-wrong" not in page.text
    assert 'role="radiogroup" aria-label="Which line" aria-describedby="row-wrong" aria-invalid="true"' in none.text
    assert 'id="row-wrong"' in none.text


async def test_what_is_undone_is_called_by_its_name(site: Site) -> None:
    """Of every change: what kind it is, what it is about, and when; never by a short name of files."""
    person = await keeper(site)
    for number in ("1", "2"):
        await confirms(person, OFFICE, await sends(person, OFFICE, await person.get(OFFICE), phone=number))
        site.clock.forward(minutes=1)
    labels = [label for label in _labels((await person.get("/staff/keeping/history")).text) if "Undo" in label]

    assert len(set(labels)) == len(labels) == 2
    assert all("Undo this change: Office, Citizens’ office Lindenau" in label for label in labels), labels
