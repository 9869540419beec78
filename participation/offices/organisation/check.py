"""What in a plan does not go together. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from participation.offices.conditions import parse
from participation.offices.organisation.values import Known, Plan, PlannedUnit, Task

Wrong = tuple[PlannedUnit | Task, str, str]  # what, its field, what is wrong with it


def problems(plan: Plan, known: Known) -> Iterator[Wrong]:
    """Yield what refers to nothing, goes in a circle or is there twice."""
    parents = {unit.id: unit.parent for unit in plan.units}
    for unit in plan.units:
        if unit.parent and unit.parent not in parents:
            yield unit, "parent", f"there is no unit {unit.parent[:60]!r}"
        elif _circle(unit.id, parents):
            yield unit, "parent", "is above itself, in a circle"
    seen: set[Task] = set()
    for task in plan.tasks:
        if task in seen:
            yield task, "unit", f"{task.service!r} is given to it twice"
        seen.add(task)
        yield from _task(task, set(parents), known)


def _task(task: Task, units: set[str], known: Known) -> Iterator[Wrong]:
    if task.unit not in units:
        yield task, "unit", f"there is no unit {task.unit[:60]!r}"
    if task.service not in known.services:
        yield task, "services", f"there is no service {task.service[:60]!r}"
    if task.area and not task.area.startswith("postcode:") and task.area not in known.areas:
        yield task, "area", f"{task.area[:60]!r} is neither a place here nor postcode:12345"
    try:
        asked = parse(task.when)
    except ValueError as error:
        yield task, "when", str(error)
        return
    for condition in asked:
        if condition.attribute not in known.attributes:
            yield task, "when", f"{condition.attribute[:60]!r} is nothing that can be asked"


def _circle(start: str, parents: dict[str, str | None]) -> bool:
    seen, current = {start}, parents[start]
    while current in parents and current not in seen:
        seen.add(current or "")
        current = parents[current or ""]
    return current == start
