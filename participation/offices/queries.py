"""Reads of this room, as values. What a region says goes before what the catalogue says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import case, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from participation.core.db import table
from participation.core.text import Words
from participation.offices.conditions import parse
from participation.offices.models import (
    AreaName,
    AreaRow,
    AttributeRow,
    AttributeText,
    DocumentRow,
    DocumentText,
    Imported,
    Phrase,
    Reason,
    Region,
    Responsibility,
    ServiceRow,
    ServiceText,
    TopicRow,
)
from participation.offices.services import CATALOGUE
from participation.offices.values import Area, Attribute, Document, Role, Rule, Service, Texts, Topic
from participation.offices.versions import data_version as data_version
from participation.offices.versions import once


def _region_first(model: Any) -> Any:
    return case((col(model.source) == CATALOGUE, 1), else_=0)


async def sources(session: AsyncSession) -> list[str]:
    """Return the names of all bodies of data."""
    return list((await session.execute(select(col(Imported.source)).order_by(col(Imported.source)))).scalars())


async def region_name(session: AsyncSession) -> Words | None:
    """Return the name of the region in every language it has one in; None while there is no region."""
    region = (await session.execute(select(Region).order_by(col(Region.source)).limit(1))).scalar_one_or_none()
    if region is None:
        return None
    called = (
        select(col(AreaName.language), col(AreaName.name))
        .join(AreaRow, (col(AreaRow.key) == col(AreaName.area)) & (col(AreaRow.source) == col(AreaName.source)))
        .where(col(AreaRow.name) == region.name, col(AreaRow.source) == region.source)
        .order_by(col(AreaName.name).desc())
    )
    names = {row.language: row.name for row in await session.execute(called)}
    return Words({**names, region.language: region.name})


@once
async def areas(session: AsyncSession) -> list[Area]:
    """Return all places, with everything people call them."""
    names: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for area, language, name in (
        await session.execute(select(col(AreaName.area), col(AreaName.language), col(AreaName.name)))
    ).all():
        names[area].append((language, name))
    rows = (await session.execute(select(AreaRow).order_by(col(AreaRow.key)))).scalars()
    return [
        Area(row.key, row.kind, row.parent, row.name, tuple(row.postcodes.split()), tuple(sorted(names[row.key])))
        for row in rows
    ]


async def services(
    session: AsyncSession, slugs: Sequence[str] | None = None, topic: str | None = None
) -> list[Service]:
    """Return services without their documents, in the order of their slugs."""
    if slugs is None:
        return [one for one in await every_service(session) if topic in {None, one.topic}]
    return await _services(session, slugs)


@once
async def every_service(session: AsyncSession) -> list[Service]:
    """Return all services without their documents."""
    return await _services(session, None)


async def _services(session: AsyncSession, slugs: Sequence[str] | None) -> list[Service]:
    wanted = select(table(ServiceRow)).order_by(col(ServiceRow.slug), _region_first(ServiceRow))
    said = select(table(ServiceText)).order_by(_region_first(ServiceText).desc())
    if slugs is not None:
        wanted = wanted.where(col(ServiceRow.slug).in_(slugs))
        said = said.where(col(ServiceText.service).in_(slugs))
    rows: dict[str, Any] = {}
    for row in (await session.execute(wanted)).all():
        rows.setdefault(row.slug, row)
    texts: dict[str, dict[str, Texts]] = defaultdict(lambda: defaultdict(dict))
    for text in (await session.execute(said)).all():
        texts[text.service][text.field][text.language] = text.text
    return [_service(row, texts[row.slug]) for row in rows.values()]


async def service(session: AsyncSession, slug: str) -> Service | None:
    """Return one service with the documents to bring, or None."""
    found = await services(session, [slug])
    if not found:
        return None
    wanted = (
        select(table(DocumentRow))
        .where(col(DocumentRow.service) == slug)
        .order_by(_region_first(DocumentRow), col(DocumentRow.document))
    )
    rows = {row.document: row for row in reversed((await session.execute(wanted)).all())}
    texts = await documents(session)
    brought = [Document(id_, rows[id_].per_person, parse(rows[id_].when), texts.get(id_, {})) for id_ in sorted(rows)]
    return replace(found[0], documents=tuple(brought))


async def topics(session: AsyncSession) -> list[Topic]:
    """Return the topics in the order in which they are offered; only those that hold services."""
    used = select(col(ServiceRow.topic))
    rows = (
        await session.execute(
            select(TopicRow)
            .where(col(TopicRow.topic).in_(used))
            .order_by(_region_first(TopicRow), col(TopicRow.position))
        )
    ).scalars()
    names: dict[str, Texts] = {}
    for row in rows:
        names.setdefault(row.topic, {}).setdefault(row.language, row.name)
    return [Topic(id_, texts) for id_, texts in names.items()]


async def rules(session: AsyncSession, slug: str) -> list[Rule]:
    """Return who is responsible for a service, every rule of it."""
    return (await _rules(session, slug)).get(slug, [])


@once
async def rules_by_service(session: AsyncSession) -> dict[str, list[Rule]]:
    """Return the rules of all services."""
    return await _rules(session, None)


async def _rules(session: AsyncSession, slug: str | None) -> dict[str, list[Rule]]:
    reasons: dict[str, Texts] = defaultdict(dict)
    chosen = select(table(Responsibility))
    if slug is not None:
        chosen = chosen.where(col(Responsibility.service) == slug)
    rows = (await session.execute(chosen)).all()
    wanted = {row.reason for row in rows if row.reason}
    if wanted:
        for text in (await session.execute(select(table(Reason)).where(col(Reason.reason).in_(wanted)))).all():
            reasons[text.reason][text.language] = text.text
    found: dict[str, list[Rule]] = defaultdict(list)
    for row in rows:
        reason = reasons[row.reason] if row.reason else None
        rule = Rule(
            row.service, row.area, parse(row.when), Role(row.role), row.unit, row.valid_from, row.valid_until, reason
        )
        found[row.service].append(rule)
    return found


async def reasons(session: AsyncSession) -> dict[str, Texts]:
    """Return every reason a rule may give."""
    found: dict[str, Texts] = defaultdict(dict)
    for row in (await session.execute(select(Reason).order_by(col(Reason.reason)))).scalars():
        found[row.reason][row.language] = row.text
    return dict(found)


@once
async def documents(session: AsyncSession) -> dict[str, Texts]:
    """Return everything that people may have to bring, with the words for it."""
    found: dict[str, Texts] = defaultdict(dict)
    rows = select(table(DocumentText)).order_by(col(DocumentText.document), _region_first(DocumentText).desc())
    for row in (await session.execute(rows)).all():
        found[row.document][row.language] = row.text
    return dict(found)


async def imported_at(session: AsyncSession) -> dict[str, datetime]:
    """Return when each source was taken in last."""
    rows = await session.execute(select(col(Imported.source), col(Imported.at)).order_by(col(Imported.source)))
    return {row.source: row.at for row in rows.all()}


async def attributes(session: AsyncSession, names: Iterable[str]) -> list[Attribute]:
    """Return what may be asked, with the words for it."""
    wanted = set(names)
    return [one for one in await every_attribute(session) if one.name in wanted]


@once
async def every_attribute(session: AsyncSession) -> list[Attribute]:
    """Return everything that a rule may ask."""
    question: dict[str, Texts] = defaultdict(dict)
    labels: dict[str, dict[str, Texts]] = defaultdict(lambda: defaultdict(dict))
    texts = select(table(AttributeText)).order_by(_region_first(AttributeText).desc())
    for row in (await session.execute(texts)).all():
        target = labels[row.attribute][row.value] if row.value else question[row.attribute]
        target[row.language] = row.text
    rows = select(table(AttributeRow)).order_by(col(AttributeRow.attribute), _region_first(AttributeRow).desc())
    found = {row.attribute: row for row in (await session.execute(rows)).all()}
    return [
        Attribute(name, row.type, tuple(row.values.split()), row.sensitive, question[name], dict(labels[name]))
        for name, row in found.items()
    ]


async def attribute_names(session: AsyncSession) -> list[str]:
    """Return the names of everything that a rule may ask."""
    return [one.name for one in await every_attribute(session)]


async def phrases(session: AsyncSession) -> list[tuple[str, str, str]]:
    """Return (service, language, words) for everything people may call a service, its names among them."""
    names = select(col(ServiceText.service), col(ServiceText.language), col(ServiceText.text)).where(
        col(ServiceText.field) == "name"
    )
    said = select(col(Phrase.service), col(Phrase.language), col(Phrase.phrase))
    offered = set((await session.execute(select(col(ServiceRow.slug)))).scalars())
    found = {tuple(row) for query in (names, said) for row in (await session.execute(query)).all()}
    return sorted((slug, language, words) for slug, language, words in found if slug in offered)


async def spoken(session: AsyncSession) -> dict[str, set[str]]:
    """Return the languages in which a service can be asked for, by service."""
    names = select(col(ServiceText.service), col(ServiceText.language)).where(col(ServiceText.field) == "name")
    said = select(col(Phrase.service), col(Phrase.language))
    found: dict[str, set[str]] = defaultdict(set)
    for service, language in (await session.execute(names.union(said))).all():
        found[service].add(language)
    return found


def _service(row: Any, texts: dict[str, Texts]) -> Service:
    return Service(
        row.slug, row.topic, texts["name"], texts["about"], row.fee, texts["fee"], row.minutes,
        texts["urgent"] if row.urgent else {}, (), tuple(row.leika.split()),
    )  # fmt: skip
