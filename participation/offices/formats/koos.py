"""A table of municipal processes with departments (KOOS): only what is sound is taken, contradictions are named."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from participation.core.folding import fold
from participation.core.text import Told, t, told
from participation.offices.errors import BadTables
from participation.offices.formats.account import Account
from participation.offices.formats.koos_facts import because
from participation.offices.formats.koos_files import Process, Unit, read_files
from participation.offices.formats.shipped import shipped_rows
from participation.offices.formats.tables import Rows

SOURCE, TOPIC = "koos", "town-hall"
LEIKA = t("LeiKa key {shared} has {n} owners: {owners}")
TITLE = t("title {shared} has {n} owners: {owners}")
_CATALOGUE = Path(__file__).parents[1] / "catalogue" / "services.csv"


def read(path: Path) -> tuple[Rows, Account]:
    """Return tables and account of a file or folder. Raises `BadTables` naming file, row and field."""
    problems: list[str] = []
    processes, units = read_files(path, problems)
    if problems:
        raise BadTables(problems)
    account, rows = Account(), _frame(units)
    against = _contradictions(processes, units)
    for process in processes:
        if process.id in against:
            account.put(
                "process",
                conflict=told(
                    "row {row} {title}: {against}; not taken",
                    row=str(process.row),
                    title=repr(process.title),
                    against=against[process.id],
                ),
            )
            continue
        account.put("process")
        _add(process, units, rows, account)
    for table in ("phrases", "responsibilities"):
        rows[table] = list({tuple(row.items()): row for row in rows[table]}.values())
    return rows, account


def _frame(units: dict[str, Unit]) -> Rows:
    """The tables without services: the region, one topic, the tree of units."""
    names = {"de": "Rathaus: alles Weitere", "en": "Town hall: everything else", "ar": "البلدية: كل ما عدا ذلك"}
    blank = dict.fromkeys(
        ("street", "postcode", "city", "phone", "email", "website", "languages", "wheelchair", "note"), ""
    )
    return {
        "region": [{"source": SOURCE, "name": "Gemeindeverwaltung", "land": "NI", "language": "de"}],
        "topics": [{"position": 90, "topic": TOPIC, "language": lang, "name": name} for lang, name in names.items()],
        "units": [
            {"id": unit.id, "parent": unit.parent, "name": unit.name, "kind": "office", "front": "front",
             "level": "department" if unit.parent else "municipality", **blank}
            for unit in units.values()
        ],
        "services": [], "service_texts": [], "phrases": [], "responsibilities": [],
    }  # fmt: skip


def _contradictions(processes: Sequence[Process], units: dict[str, Unit]) -> dict[str, str]:
    """Return what is wrong, by process: against federal facts, or another department for the same thing."""
    found = {one.id: why for one in processes if (why := _against_facts(one, units[one.department].name))}
    left = [one for one in processes if one.id not in found]
    for what, key in ((LEIKA, _leika), (TITLE, _plain)):
        for shared, ones in _alike(left, key).items():
            owners = sorted({units[one.department].name for one in ones})
            if len(owners) > 1:
                why = Told(replace(what, places={"shared": shared, "n": len(owners), "owners": ", ".join(owners)}))
                found |= {one.id: why for one in ones}
    return found


def _against_facts(process: Process, department: str) -> str:
    for fact in shipped_rows("koos_facts"):
        if fact["leika"] and fact["leika"] != process.leika:
            continue
        if fact["title"] and not re.search(fact["title"], fold(process.title)):
            continue
        if not re.search(fact["department"], fold(department)):
            return (
                told("{fact}, not by {department}", fact=because(fact["why"]), department=department)
                if fact["department"] != "-"
                else because(fact["why"])
            )
    return ""


def _alike(processes: Sequence[Process], key: Callable[[Process], Hashable]) -> dict[Hashable, list[Process]]:
    groups: dict[Hashable, list[Process]] = defaultdict(list)
    for one in processes:
        if shared := key(one):
            groups[shared].append(one)
    return groups


def _leika(process: Process) -> str:
    return process.leika


def _plain(process: Process) -> str:
    """The title without what stands in brackets: `Führungszeugnis beantragen (online)`."""
    return fold(re.sub(r"\([^()]*\)", " ", process.title))


@cache
def _core_slugs() -> dict[str, str]:
    with _CATALOGUE.open(encoding="utf-8", newline="") as file:
        return {key: row["slug"] for row in csv.DictReader(file) for key in row["leika"].split()}


def _core_slug(leika: str) -> str | None:
    """Return our service with this key; a key without Verrichtung (000) means every one of its object."""
    known = _core_slugs()
    if leika in known or not leika.endswith("000000"):
        return known.get(leika)
    found = {slug for key, slug in known.items() if key[:8] == leika[:8]}
    return found.pop() if len(found) == 1 else None


def _add(process: Process, units: dict[str, Unit], rows: Rows, account: Account) -> None:
    core = _core_slug(process.leika) if process.leika else None
    slug = core or f"koos-{process.id.removeprefix('proc-')}"
    if core:
        rows["phrases"].append({"service": slug, "language": "de", "phrase": process.title})
    else:
        rows["services"].append(
            {"slug": slug, "topic": TOPIC, "leika": process.leika, "minutes": None, "fee": None, "urgent": False}
        )
        rows["service_texts"].append({"service": slug, "field": "name", "language": "de", "text": process.title})
    _add_rule(slug, "front", process.department, rows)
    for helper in process.helpers:
        if helper in units:
            _add_rule(slug, "back", helper, rows)
            account.put("taking part")
        else:
            account.put(
                "taking part",
                skipped=told(
                    "row {row} {title}: {helper} is not a known department",
                    row=str(process.row),
                    title=repr(process.title),
                    helper=helper,
                ),
            )


def _add_rule(slug: str, role: str, unit: str, rows: Rows) -> None:
    rows["responsibilities"].append(
        {"service": slug, "area": "", "when": "", "role": role, "unit": unit, "valid_from": None, "valid_until": None,
         "reason": None}
    )  # fmt: skip
