"""Human Services Data Specification 3 (Open Referral), JSON or CSV, as office tables, with an account of every field."""

from __future__ import annotations

import re
from pathlib import Path

from participation.core.text import told
from participation.offices.errors import BadTables
from participation.offices.formats import hsds_files, hsds_services, hsds_units
from participation.offices.formats.account import Account
from participation.offices.formats.hsds_reading import LOTSE, Hsds
from participation.offices.formats.tables import Rows

SOURCE = "hsds"
_TOPIC = {"de": "Angebote", "en": "Services", "ar": "الخدمات"}
_LANDS = {
    "baden-württemberg": "BW", "bayern": "BY", "berlin": "BE", "brandenburg": "BB", "bremen": "HB", "hamburg": "HH",
    "hessen": "HE", "mecklenburg-vorpommern": "MV", "niedersachsen": "NI", "nordrhein-westfalen": "NW",
    "rheinland-pfalz": "RP", "saarland": "SL", "sachsen": "SN", "sachsen-anhalt": "ST", "schleswig-holstein": "SH",
    "thüringen": "TH",
}  # fmt: skip
_UNPLACED = ("contacts", "funding", "programs", "metadata", "organization_identifiers")


def read(path: Path) -> tuple[Rows, Account]:
    """Return tables and account of a file or folder. Raises `BadTables` naming file, row or entry, and field."""
    problems: list[str] = []
    reading = Hsds(hsds_files.read(path, problems))
    if problems:
        raise BadTables(problems)
    language = _language(reading)
    _attributes(reading)
    hsds_units.add_all(reading)
    hsds_services.add_all(reading, language)
    _region(reading, language)
    for table in _UNPLACED:
        for one in reading.flat.of(table):
            reading.put(one, skipped=told("there is no place for it"))
    for line in reading.flat.differing:
        reading.account.put("said twice", conflict=line)
    if any(row["topic"] == hsds_services.TOPIC for row in reading.rows.get("services", [])):
        for code, name in _TOPIC.items():
            cells = {"position": "90", "topic": hsds_services.TOPIC, "language": code, "name": name}
            reading.cells("topics", cells, "")
    return reading.rows, reading.account


def _language(reading: Hsds) -> str:
    """Return the language of the texts: what the file says of itself, else German."""
    found = ""
    for one in reading.flat.of("meta_table_descriptions"):
        said = one.text("language").casefold()
        if re.fullmatch("[a-z]{2,3}", said) and not found:
            found = said
            reading.put(one)
        else:
            reading.put(one, skipped=told("the language of the texts is said elsewhere, or not by its code"))
    return found or "de"


def _attributes(reading: Hsds) -> None:
    """Sort out what our own export said; there is no place for the classifications of others."""
    for one in reading.flat.of("attributes"):
        if one.one("taxonomy_term_id") != LOTSE:
            reading.put(one, skipped=told("there is no place for classifications"))
            continue
        for id_ in one.all("link_id"):
            said = reading.said.setdefault((one.text("link_entity"), id_), {})
            said[one.text("link_type")] = one.text("value")
        reading.put(one)
    for table in ("taxonomy_terms", "taxonomies"):
        for one in reading.flat.of(table):
            reading.put(one, skipped="" if one.id == LOTSE else told("there is no place for classifications"))


def _region(reading: Hsds, language: str) -> None:
    """One region: its Land is where most addresses are, for the public holidays."""
    said = [one.text("state_province") for one in reading.flat.of("addresses")]
    found = [_LANDS.get(name.casefold(), name if name in _LANDS.values() else "") for name in said]
    lands = sorted({land for land in found if land}, key=lambda land: (-found.count(land), land))
    name = next((one.text("name") for one in reading.flat.of("organizations") if one.text("name")), SOURCE)
    doubt = "" if lands else told("no address names a Land; the public holidays of Berlin are used")
    reading.rows["region"] = [{"source": SOURCE, "name": name, "land": (lands or ["BE"])[0], "language": language}]
    reading.account.put("region", conflict=doubt)
