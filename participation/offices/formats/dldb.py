"""The service database of the city of Berlin (DLDB export) as office tables, with an account of every entry."""

from __future__ import annotations

from pathlib import Path

from participation.core.text import told
from participation.offices.errors import BadTables
from participation.offices.formats import dldb_services, dldb_units, tables
from participation.offices.formats.account import Account
from participation.offices.formats.dldb_reading import Export, Reading, Watch
from participation.offices.formats.json_files import Entry, entries
from participation.offices.formats.shipped import shipped_rows
from participation.offices.formats.tables import Rows

SOURCE = "berlin"
FOLDER = Path(__file__).parent / "berlin"  # region, districts, topics, reasons: what the export does not hold


def read(folder: Path, watch: Watch) -> tuple[Rows, Account]:
    """Return the tables of the export in *folder*. Raises `BadTables` naming file, entry and field."""
    problems: list[str] = []
    export = _export(folder, problems)
    if problems:
        raise BadTables(problems)
    reading = Reading(export, tables.read(FOLDER))
    dldb_units.add_all(reading)
    for number, service in enumerate(export.services.values(), start=1):
        dldb_services.add(service, reading)
        watch("services", number, len(export.services))
    _only_at_the_office(reading)
    _account_for_topics(reading)
    if problems:
        raise BadTables(problems)
    return reading.rows, reading.account


def _export(folder: Path, problems: list[str]) -> Export:
    if not folder.is_dir():
        raise BadTables(
            [
                told(
                    "{name}: must be the folder of an export, with dldb_services_de.json and three more",
                    name=folder.name,
                )
            ]
        )

    def by_id(name: str) -> dict[str, Entry]:
        return {entry.text("id"): entry for entry in entries(folder / f"dldb_{name}_de.json", problems)}

    return Export(by_id("authority"), by_id("locations"), by_id("services"), by_id("topic"))


def _only_at_the_office(reading: Reading) -> None:
    """Account for what offices say of services and the services do not, mostly services that are not in the export."""
    services = reading.export.services
    said = {id_: {one.text("location") for one in service.entries("locations")} for id_, service in services.items()}
    for id_, office in reading.export.locations.items():
        for one in office.entries("services"):
            service = one.text("service")
            if service not in services:
                why = told("office {id}, service {service}: this service is not in the export", id=id_, service=service)
            elif id_ not in said[service]:
                why = told(
                    "office {id}, service {service}: only the office says so, the service does not",
                    id=id_,
                    service=service,
                )
            else:
                continue
            reading.account.put("service at an office", skipped=why)


def _account_for_topics(reading: Reading) -> None:
    """Main topics become ours; the headings below them only lead through the city's web site."""
    ours = {row["dldb"] for row in shipped_rows("dldb_topics")}
    for id_, topic in reading.export.topics.items():
        why = told(
            "{id} {name}: a heading of the web site; its services are under their main topic",
            id=id_,
            name=topic.text("name"),
        )
        reading.account.put("topic", skipped="" if id_ in ours else why)
