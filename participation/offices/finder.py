"""The finder: recognises a service in what somebody wrote; the index is kept per process until the data change."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from participation.offices import queries
from participation.offices.matching import Matched, Matcher
from participation.offices.values import Texts


@dataclass(frozen=True, slots=True)
class Candidate:
    """A service that may be meant."""

    slug: str
    names: Texts
    score: float


@dataclass(frozen=True, slots=True)
class Recognised:
    """What may be meant, best first; empty if nothing is near enough. *sure*: the first is clearly meant."""

    candidates: tuple[Candidate, ...]
    sure: bool


_built: dict[str, tuple[int, Matcher]] = {}  # by version of the data, with what tells the phrases apart


async def matcher(session: AsyncSession) -> Matcher:
    """Return the index of the present data; it is built once, beside other work, and serves until a phrase is another."""
    version = await queries.data_version(session)
    if version not in _built:
        phrases = await queries.phrases(session)
        said = hash(tuple(phrases))
        index = next((index for known, index in _built.values() if known == said), None)
        if index is None:
            index = await asyncio.to_thread(Matcher, phrases)
        while len(_built) >= 2:  # another database may be open beside, as in tests
            _built.pop(next(iter(_built)), None)
        _built[version] = said, index
    return _built[version][1]


async def recognise(session: AsyncSession, text: str, language: str) -> Recognised:
    """Return the services meant by *text*."""
    found: Matched = (await matcher(session)).match(text, language)
    names = {service.slug: service.names for service in await queries.services(session, [m.slug for m in found.best])}
    candidates = tuple(Candidate(m.slug, names[m.slug], m.score) for m in found.best if m.slug in names)
    return Recognised(candidates, found.sure)
