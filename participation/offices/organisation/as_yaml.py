"""Models and bundles as YAML files people can write by hand (docs/formats/organisation.md)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from participation.core.nodes import NoTree, Read, Reading, field_of, line_of, tree, within
from participation.core.text import Told, told
from participation.offices.organisation.check import problems
from participation.offices.organisation.errors import BadModel
from participation.offices.organisation.values import Bundle, Draft, Known, Plan, PlannedUnit, Task
from participation.offices.values import Role

LEVELS = ("county", "municipality", "department", "section", "external")
_ID = re.compile("[a-z0-9-]{1,60}")
Fields = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Written:
    """A unit or task as it stands in the file, with its line for what is said about it."""

    node: yaml.Node
    place: str
    fields: Fields


def read_model(content: bytes | str, file: str, known: Known) -> Draft:
    """Return the model in a YAML text. Raises `BadModel` naming file, line, unit or task, and field."""
    reading = Reading(file)
    root = _root(content, file)
    fields = reading.fields(root, "", _model(reading), ("model", "name"))
    if not _ID.fullmatch(fields.get("model", "x")):
        reading.note(root, field_of("model"), told("must be small letters, digits and hyphens, at most 60"))
    base, source = Plan((), ()), fields.get("base", "")
    if source and source == known.source:
        base = known.plan
    elif source:
        reading.note(
            root, field_of("base"), told("{source} is not here; here is {known}", source=repr(source[:40]), known=repr(known.source))
        )  # fmt: skip
    for id_ in sorted(set(fields.get("without", ())) - {unit.id for unit in base.units}):
        reading.note(root, field_of("without"), _not_in_base(id_))
    plan = _plan(fields, base, reading) if not reading.wrong else base
    for written, name, said in problems(plan, known) if not reading.wrong else ():
        reading.note(*_found(fields, written, name, root), said)
    if reading.wrong:
        raise BadModel(reading.wrong)
    return Draft(fields["model"], fields["name"], fields.get("about", {}), plan)


def read_folder(folder: Path, known: Known) -> list[Draft]:
    """Return the models in the YAML files of a folder. Raises `BadModel`."""
    return [read_model(path.read_bytes(), path.name, known) for path in sorted(folder.glob("*.yaml"))]


def read_bundles(content: bytes | str, file: str) -> tuple[Bundle, ...]:
    """Return the bundles in a YAML text. Raises `BadModel`."""
    reading = Reading(file)

    def one(node: yaml.Node, _place: str) -> Bundle:
        known: dict[str, Read] = {
            "bundle": reading.text,
            "name": reading.texts,
            "services": lambda inner, at: reading.each(inner, at, reading.text),
            "person": reading.texts,
        }
        given = reading.fields(node, told("bundle {bundle}", bundle=_named(node, "bundle")), known, tuple(known))
        return Bundle(
            given.get("bundle", ""), given.get("name", {}), given.get("services", ()), given.get("person", {})
        )

    every = {"bundles": lambda inner, _at: reading.each(inner, "", one)}
    found = reading.fields(_root(content, file), "", every, ("bundles",)).get("bundles", ())
    if reading.wrong:
        raise BadModel(reading.wrong)
    return tuple(found)


def write_model(draft: Draft) -> str:
    """Return the model as a YAML text with its whole tree and all its tasks; it is read back equal, without a base."""
    document: Fields = {"model": draft.id, "name": dict(draft.name)}
    if draft.about:
        document["about"] = dict(draft.about)
    document["units"] = [
        {
            "id": unit.id, **({"parent": unit.parent} if unit.parent else {}), "name": unit.name, "level": unit.level,
            "kind": unit.kind, "front": "front" if unit.front else "back",
        }
        for unit in draft.plan.units
    ]  # fmt: skip
    document["tasks"] = [_task_written(task) for task in draft.plan.tasks]
    return str(yaml.safe_dump(document, allow_unicode=True, sort_keys=False, width=120))


def _task_written(task: Task) -> Fields:
    where = {name: value for name, value in (("area", task.area), ("when", task.when)) if value}
    return {"services": [task.service], "role": task.role.value, "unit": task.unit, **where}


def _root(content: bytes | str, file: str) -> yaml.Node:
    try:
        return tree(content, file)
    except NoTree as reason:
        raise BadModel([reason.said]) from None


def _model(reading: Reading) -> dict[str, Read]:
    return {
        "model": reading.text,
        "name": reading.texts,
        "about": reading.texts,
        "base": reading.text,
        "units": lambda inner, _at: reading.each(inner, "", lambda node, _: _unit(node, reading)),
        "without": lambda inner, at: reading.each(inner, at, reading.text),
        "transfers": lambda inner, _at: reading.each(inner, "", lambda node, _: _transfer(node, reading)),
        "tasks": lambda inner, _at: reading.each(inner, "", lambda node, _: _task(node, reading)),
    }


def _unit(node: yaml.Node, reading: Reading) -> _Written:
    known: dict[str, Read] = {
        "id": reading.text,
        "parent": reading.text,
        "name": reading.text,
        "kind": reading.text,
        "level": lambda inner, at: _one_of(LEVELS, inner, at, reading),
        "front": lambda inner, at: _one_of(("front", "back"), inner, at, reading),
    }
    place = told("unit {unit}", unit=_named(node, "id"))
    return _Written(node, place, reading.fields(node, place, known, ("id",)))


def _task(node: yaml.Node, reading: Reading) -> _Written:
    known: dict[str, Read] = {
        "services": lambda inner, at: reading.each(inner, at, reading.text),
        "role": lambda inner, at: _one_of(tuple(Role), inner, at, reading),
        "unit": reading.text,
        "area": reading.text,
        "when": reading.text,
    }
    place = told("task of line {line}", line=line_of(node))
    return _Written(node, place, reading.fields(node, place, known, ("services", "role")))


def _transfer(node: yaml.Node, reading: Reading) -> _Written:
    known: dict[str, Read] = {
        "from": lambda inner, at: reading.each(inner, at, reading.text),
        "to": reading.text,
        "role": lambda inner, at: _one_of(tuple(Role), inner, at, reading),
        "services": lambda inner, at: reading.each(inner, at, reading.text),
    }
    place = told("transfer of line {line}", line=line_of(node))
    return _Written(node, place, reading.fields(node, place, known, ("from", "to")))


def _one_of(options: tuple[str, ...], node: yaml.Node, place: str, reading: Reading) -> str:
    given = reading.text(node, place)
    if given not in options:
        reading.note(
            node, place, told("{given} must be one of {options}", given=repr(given[:20]), options=", ".join(options))
        )
    return given


def _not_in_base(unit: str) -> Told:
    return told("there is no unit {unit} in the base", unit=repr(unit[:60]))


def _named(node: yaml.Node, key: str) -> str:
    for name, value in node.value if isinstance(node, yaml.MappingNode) else ():
        if name.value == key and isinstance(value, yaml.ScalarNode) and value.value:
            return str(value.value)[:60]
    return told("(line {line})", line=line_of(node))


def _plan(fields: Fields, base: Plan, reading: Reading) -> Plan:
    """The base with what the file says in its place."""
    gone, here = set(fields.get("without", ())), {unit.id for unit in base.units}
    for one in fields.get("transfers", ()):
        for id_ in sorted(set(one.fields["from"]) - here):
            reading.note(one.node, within(one.place, field_of("from")), _not_in_base(id_))
    units = {unit.id: unit for unit in base.units if unit.id not in gone}
    for written in fields.get("units", ()):
        units[written.fields["id"]] = _with(units.get(written.fields["id"]), written, reading)
    said = {(slug, task.fields["role"]) for task in fields.get("tasks", ()) for slug in task.fields["services"]}
    kept = [task for task in _transferred(base.tasks, fields) if (task.service, task.role) not in said]
    new = [
        Task(slug, task.fields.get("area", ""), task.fields.get("when", ""), Role(task.fields["role"]), unit)
        for task in fields.get("tasks", ())
        if (unit := task.fields.get("unit", ""))
        for slug in task.fields["services"]
    ]
    return Plan(tuple(units[id_] for id_ in sorted(units)), tuple(sorted(kept + new, key=_order)))


def _transferred(tasks: Sequence[Task], fields: Fields) -> list[Task]:
    """The tasks of the base with those units that the file says take them over; what is then the same is one."""
    for given in (one.fields for one in fields.get("transfers", ())):
        tasks = [
            replace(task, unit=given["to"])
            if task.unit in given["from"] and task.role == given.get("role", task.role)
            and task.service in given.get("services", (task.service,))
            else task
            for task in tasks
        ]  # fmt: skip
    return list(dict.fromkeys(tasks))


def _with(before: PlannedUnit | None, written: _Written, reading: Reading) -> PlannedUnit:
    given = dict(written.fields)
    if "front" in given:
        given["front"] = given["front"] == "front"
    if before is not None:
        return replace(before, **given)
    for name in ("name", "level", "kind"):
        if name not in given:
            reading.note(written.node, within(written.place, field_of(name)), told("missing: this unit is new"))
            given[name] = ""
    return PlannedUnit(**{"parent": None, "front": True, **given})


def _order(task: Task) -> tuple[str, ...]:
    return task.service, task.area, task.when, task.role, task.unit


def _found(fields: Fields, written: PlannedUnit | Task, name: str, root: yaml.Node) -> tuple[yaml.Node, str]:
    """The line of the file that is meant; of what comes from the base the whole file."""
    if isinstance(written, PlannedUnit):
        mine = [one for one in fields.get("units", ()) if one.fields["id"] == written.id]
        place = told("unit {unit}", unit=written.id)
    else:
        mine = [
            one
            for one in fields.get("tasks", ())
            if written.service in one.fields["services"] and written.role == one.fields["role"]
            and written.unit == one.fields.get("unit") and written.when == one.fields.get("when", "")
            and written.area == one.fields.get("area", "")
        ]  # fmt: skip
        place = told("{service}, {role}, as in the base", service=written.service, role=written.role.value)
    return (mine[0].node, within(mine[0].place, field_of(name))) if mine else (root, within(place, field_of(name)))
