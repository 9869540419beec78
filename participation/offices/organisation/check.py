"""What in a plan does not go together. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from participation.core.text import Told, told
from participation.offices.conditions import parse
from participation.offices.organisation.values import Known, Plan, PlannedUnit, Task

Wrong = tuple[PlannedUnit | Task, str, Told]  # what, its field, what is wrong with it


def problems(plan: Plan, known: Known) -> Iterator[Wrong]:
    """Yield what refers to nothing, goes in a circle or is there twice."""
    parents = {unit.id: unit.parent for unit in plan.units}
    for unit in plan.units:
        if unit.parent and unit.parent not in parents:
            yield unit, "parent", told("there is no unit {unit}", unit=repr(unit.parent[:60]))
        elif _circle(unit.id, parents):
            yield unit, "parent", told("is above itself, in a circle")
    seen: set[Task] = set()
    for task in plan.tasks:
        if task in seen:
            yield task, "unit", told("{service} is given to it twice", service=repr(task.service))
        seen.add(task)
        yield from _task(task, set(parents), known)


def _task(task: Task, units: set[str], known: Known) -> Iterator[Wrong]:
    if task.unit not in units:
        yield task, "unit", told("there is no unit {unit}", unit=repr(task.unit[:60]))
    if task.service not in known.services:
        yield task, "services", told("there is no service {service}", service=repr(task.service[:60]))
    if task.area and not task.area.startswith("postcode:") and task.area not in known.areas:
        yield task, "area", told("{area} is neither a place here nor postcode:12345", area=repr(task.area[:60]))
    try:
        asked = parse(task.when)
    except ValueError as error:
        yield task, "when", error.args[0]
        return
    for condition in asked:
        if condition.attribute not in known.attributes:
            yield (
                task,
                "when",
                told("{attribute} is nothing that can be asked", attribute=repr(condition.attribute[:60])),
            )


def _circle(start: str, parents: dict[str, str | None]) -> bool:
    seen, current = {start}, parents[start]
    while current in parents and current not in seen:
        seen.add(current or "")
        current = parents[current or ""]
    return current == start
