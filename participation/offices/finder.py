"""The finder: recognises a service in what somebody wrote; the index is kept per process until the data change."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, field

from sqlalchemy.engine import URL
from sqlalchemy.ext.asyncio import AsyncSession

from participation.core.db import Database
from participation.offices import queries
from participation.offices.matching import Matched, Matcher
from participation.offices.values import Texts

LOOK = 2.0  # seconds between two looks whether a phrase is another
REST = 0.001  # seconds of rest again and again while an index is built: who is answered meanwhile should not notice

log = logging.getLogger(__name__)


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
_renewing: dict[object, Renewing] = {}  # by database: where the index is renewed beside


async def matcher(session: AsyncSession) -> Matcher:
    """Return the index of the present data, or the one before while `Renewing` builds it; without that it is built here."""
    version = await queries.data_version(session)
    if version in _built:
        return _built[version][1]
    beside = _renewing.get(_place(session.get_bind().engine.url))
    if beside is not None and beside.index is not None:
        beside.noticed.set()
        return beside.index
    return await _build(version, await queries.phrases(session), 0.0)


@dataclass(slots=True)
class Renewing:
    """Builds a database's index anew when a phrase is another, beside other work: nobody waits, the old one answers meanwhile."""

    database: Database
    index: Matcher | None = None
    noticed: asyncio.Event = field(default_factory=asyncio.Event)
    _version: str = ""

    async def run(self, stop: asyncio.Event) -> None:
        """Look every few seconds, and whenever somebody comes upon other data, until *stop* is set."""
        place = _place(self.database.url)
        _renewing[place] = self
        try:
            while not stop.is_set():
                try:
                    await self.renew()
                except (
                    Exception
                ) as error:  # the database is away, or the words are none: the old index goes on answering
                    log.warning("the index was not renewed: %s", type(error).__name__, extra={"action": "index_stays"})
                await self._rest(stop)
        finally:
            _renewing.pop(place, None)

    async def renew(self) -> None:
        """Build the index of the present data, if there is none yet, and let it answer from now on."""
        async with self.database.reading() as session:
            version = await queries.data_version(session)
            if version == self._version:
                return
            phrases = await queries.phrases(session)
        index = await _build(version, phrases, REST)
        _built.pop(self._version, None)  # nobody asks for the old one any more
        self.index, self._version = index, version

    async def _rest(self, stop: asyncio.Event) -> None:
        waiting = [asyncio.ensure_future(event.wait()) for event in (stop, self.noticed)]
        try:
            await asyncio.wait(waiting, timeout=LOOK, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for one in waiting:
                one.cancel()
        self.noticed.clear()


async def _build(version: str, phrases: list[tuple[str, str, str]], rest: float) -> Matcher:
    said = hash(tuple(phrases))
    index = next((index for known, index in _built.values() if known == said), None)
    if index is None:
        index = await asyncio.to_thread(Matcher, phrases, rest)
    while len(_built) >= 2:  # another database may be open beside, as in tests
        _built.pop(next(iter(_built)), None)
    _built[version] = said, index
    return index


def _place(url: URL) -> object:
    return url.host, url.port, url.database


async def recognise(session: AsyncSession, text: str, language: str) -> Recognised:
    """Return the services meant by *text*."""
    found: Matched = (await matcher(session)).match(text, language)
    names = {service.slug: service.names for service in await queries.services(session, [m.slug for m in found.best])}
    candidates = tuple(Candidate(m.slug, names[m.slug], m.score) for m in found.best if m.slug in names)
    return Recognised(candidates, found.sure)
