"""Every table of the house, imported so that SQLModel's metadata knows them."""

from importlib import import_module
from importlib.util import find_spec

from sqlmodel import SQLModel

for room in (
    "participation.core.outbox",
    "participation.core.leases",
    "participation.offices.models",
    "participation.offices.organisation.models",
    "participation.appointments.models",
    "participation.surveys.models",
    "participation.results.models",
    "participation.planning.models",
    "participation.people.models",
    "participation.misrouted.models",
    "participation.demand.models",
    "participation.staff.models",
    "participation.work.models",
    "bot.talk.models",
    "bot.channels.webchat.models",
):
    try:
        found = find_spec(room)
    except ModuleNotFoundError:
        found = None
    if found:
        import_module(room)

metadata = SQLModel.metadata
