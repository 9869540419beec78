"""Models as files: what is written is read back, and what is broken is named with file, line, unit or task, and field."""

from __future__ import annotations

import pytest

from participation.offices.organisation.as_yaml import read_bundles, read_model, write_model
from participation.offices.organisation.errors import BadModel
from participation.offices.organisation.values import Draft, Plan
from tests.offices.organisation.plans import CENTRE, KNOWN, TODAY

WHOLE = """
model: centre
name: {en: A centre}
base: county
units:
  - {id: files, parent: desk}
transfers:
  - {from: [permits], to: desk, role: front, services: [permit]}
tasks:
  - {services: [address], role: front, unit: desk}
"""


def test_a_file_says_what_is_different_from_its_base() -> None:
    """Units under other units, tasks taken over, tasks in place of others: nothing else changes."""
    draft = read_model(WHOLE, "m.yaml", KNOWN)

    assert {unit.id: unit.parent for unit in draft.plan.units}["files"] == "desk"
    assert set(draft.plan.tasks) == set(CENTRE.tasks)


def test_what_is_written_is_read_back() -> None:
    """A whole plan comes back equal, without any base."""
    draft = Draft("today", {"de": "Heute", "en": "Today"}, {"en": "As it is: now"}, TODAY)
    back = read_model(write_model(draft), "m.yaml", KNOWN)

    assert (back.id, back.name, back.about) == (draft.id, draft.name, draft.about)
    assert set(back.plan.units) == set(TODAY.units)
    assert set(back.plan.tasks) == set(TODAY.tasks)


def test_a_task_without_unit_leaves_nobody() -> None:
    """So a file can do away with a back office."""
    draft = read_model(
        "model: a\nname: {en: A}\nbase: county\ntasks:\n  - {services: [permit], role: back}\n", "m.yaml", KNOWN
    )

    assert not any(task.role == "back" for task in draft.plan.tasks)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("parent: desk", "parent: nowhere", "m.yaml, line 6, unit files, field parent: there is no unit 'nowhere'"),
        ("parent: desk", "parent: files", "m.yaml, line 6, unit files, field parent: is above itself, in a circle"),
        ("id: files,", "", "m.yaml, line 6, unit (line 6), field id: missing"),
        ("id: files, parent: desk", "id: new", "m.yaml, line 6, unit new, field name: missing: this unit is new"),
        ("unit: desk}", "unit: nowhere}", "m.yaml, line 10, task of line 10, field unit: there is no unit 'nowhere'"),
        ("[address]", "[adress]", "m.yaml, line 10, task of line 10, field services: there is no service 'adress'"),
        ("unit: desk}", "unit: desk, area: '99'}", "field area: '99' is neither a place here nor postcode:12345"),
        ("unit: desk}", "unit: desk, when: age}", "field when: 'age' is no condition"),
        ("unit: desk}", "unit: desk, when: age<27}", "field when: 'age' is nothing that can be asked"),
        ("role: front, unit: desk", "role: side, unit: desk", "field role: 'side' must be one of front, back"),
        ("from: [permits]", "from: [permit]", "transfer of line 8, field from: there is no unit 'permit' in the base"),
        ("transfers:", "without: [old]\ntransfers:", "field without: there is no unit 'old' in the base"),
        ("base: county", "base: city", "m.yaml, line 2, field base: 'city' is not here; here is 'county'"),
        ("model: centre", "model: Das Zentrum!", "field model: must be small letters"),
        ("tasks:", "task:", "field task: unknown; there are model, name"),
        ("model: centre", "model: [", "m.yaml, line"),
    ],
)
def test_broken_files_say_where(old: str, new: str, said: str) -> None:
    """Each mistake is named by file, line, unit or task, and field, in words that say what to do."""
    with pytest.raises(BadModel) as refused:
        read_model(WHOLE.replace(old, new, 1), "m.yaml", KNOWN)

    assert said in "\n".join(refused.value.problems)


def test_a_whole_file_must_name_every_unit() -> None:
    """Without a base the units of the tasks must be in the file."""
    with pytest.raises(BadModel, match="there is no unit 'desk'"):
        read_model(
            "model: a\nname: {en: A}\ntasks:\n  - {services: [permit], role: front, unit: desk}\n", "m.yaml", KNOWN
        )
    assert read_model("model: a\nname: {en: A}\n", "m.yaml", KNOWN).plan == Plan((), ())


def test_broken_bundles_say_where() -> None:
    """They are data as well."""
    with pytest.raises(BadModel, match=r"b\.yaml, line 2, bundle x, field person: missing"):
        read_bundles("bundles:\n  - {bundle: x, name: {en: X}, services: [permit]}\n", "b.yaml")
