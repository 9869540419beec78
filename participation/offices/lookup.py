"""What offices and services are called, kept as an index until the data change."""

from __future__ import annotations

from typing import Literal

from sqlalchemy.ext.asyncio import AsyncSession

from participation.core.catchwords import Catchwords, Found
from participation.offices.finder import matcher
from participation.offices.queries import every_service
from participation.offices.tree import tree
from participation.offices.versions import once

Named = tuple[Literal["unit", "service"], str]


async def look_up(session: AsyncSession, text: str, language: str, most: int = 20) -> list[Found[Named]]:
    """Return units and services by their names, and services by what people call them, best first."""
    found = {one.key: one.score for one in (await _names(session)).find(text, most)}
    for match in (await matcher(session)).match(text, language, most).best:
        key: Named = ("service", match.slug)
        found[key] = max(match.score, found.get(key, 0.0))
    best = sorted(found.items(), key=lambda one: -one[1])[:most]
    return [Found(key, score) for key, score in best]


@once
async def _names(session: AsyncSession) -> Catchwords[Named]:
    entries: list[tuple[Named, str]] = []
    for unit in (await tree(session)).values():
        key: Named = ("unit", unit.id)
        entries += [(key, name) for name in unit.names.values()]
        entries.append((key, f"{unit.name} {unit.kind} {unit.street} {unit.city}"))
    for service in await every_service(session):
        entries += [(("service", service.slug), name) for name in (*service.names.values(), service.slug)]
    return Catchwords(entries)
