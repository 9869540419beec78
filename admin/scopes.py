"""Which unit or organisation a request is about, for the table of access. An empty answer: there is no such thing."""

from __future__ import annotations

from aiohttp import web

from admin.keys import parts
from participation.appointments import queries as appointments
from participation.offices.units import units_above
from participation.results.queries import release
from participation.surveys.queries import survey


async def of_booking(request: web.Request) -> list[str]:
    """The unit of the booking, and all units above it: a role for a department covers its sections."""
    async with parts(request).database.reading() as session:
        entry = await appointments.booking(session, request.match_info["booking"])
        return await units_above(session, entry.unit) or [entry.unit] if entry else []


async def of_unit(request: web.Request) -> list[str]:
    """The unit and all units above it."""
    async with parts(request).database.reading() as session:
        return await units_above(session, request.match_info["unit"])


async def of_survey(request: web.Request) -> list[str]:
    """The organisation that asks."""
    async with parts(request).database.reading() as session:
        found = await survey(session, request.match_info["survey"])
    return [found.organisation] if found else []


async def of_release(request: web.Request) -> list[str]:
    """The organisation whose survey was released."""
    async with parts(request).database.reading() as session:
        found = await release(session, request.match_info["survey"])
    return [found.table.heading.organisation] if found else []
