"""What a unit and those below it would have from other units if it belonged elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from participation.core.text import Sayable, Words, t, tn
from participation.offices.keeping import Draft
from participation.offices.tree import moved, tree
from participation.offices.values import Unit


async def inherited(session: AsyncSession, drafts: Sequence[Draft]) -> list[Sayable]:
    """A sentence for everything that would be another; nothing where no unit moves."""
    every = await tree(session)
    said: list[Sayable] = []
    for leaf, cells in drafts:
        if leaf.kind != "unit" or leaf.key not in every or not cells["units"]:
            continue
        parent = cells["units"][0]["parent"]
        if parent == (every[leaf.key].parent or ""):
            continue
        pairs = await moved(session, leaf.key, parent)
        said.append(_who_sees(every[leaf.key], len(pairs) - 1))
        said += [sentence for pair in pairs for sentence in _other(*pair)]
    return said


def _who_sees(unit: Unit, below: int) -> Sayable:
    office = Words(unit.names)
    if not below:
        return t("{office} moves. Clerks of all offices above it then see its appointments, those of the former ones no longer do.", office=office)  # fmt: skip
    return tn(
        "{office} moves with {n} office below it. Clerks of all offices above it then see its appointments, those of the former ones no longer do.",
        "{office} moves with {n} offices below it. Clerks of all offices above it then see its appointments, those of the former ones no longer do.",
        below, office=office,
    )  # fmt: skip


def _other(is_: Unit, becomes: Unit) -> Iterator[Sayable]:
    office = Words(is_.names)
    if (is_.street, is_.postcode, is_.city) != (becomes.street, becomes.postcode, becomes.city):
        address = f"{becomes.street}, {becomes.postcode} {becomes.city}".strip(" ,")
        yield t("{office}: the address becomes {address}.", office=office, address=address or t("not known"))
    if (is_.phone, is_.email) != (becomes.phone, becomes.email):
        contact = " ".join(filter(None, (becomes.phone, becomes.email)))
        yield t("{office}: telephone and e-mail become {contact}.", office=office, contact=contact or t("not known"))
    if is_.periods != becomes.periods:
        yield t("{office}: the opening hours become those of the new office above.", office=office)
    elif is_.closures != becomes.closures:
        yield t("{office}: other closures than before count.", office=office)
