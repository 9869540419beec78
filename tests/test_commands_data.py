"""The commands about data, run as people run them: `lotse import`, `export`, `ask`."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from bot.command import PIPE_CLOSED
from participation.offices.formats import tables, xlsx
from participation.offices.services import CATALOGUE_FOLDER
from tests.offices.test_koos import tiny_koos
from tests.offices.tiny_dldb import SERVICES, tiny_export
from tests.support.shared import shared_data

COUNTY = CATALOGUE_FOLDER.parents[1] / "demo" / "county"


def _lotse(data: Path, *arguments: str | Path, code: int = 0) -> tuple[str, str]:
    """Run the command; return what it printed and what it complained about."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("LOTSE_")}
    done = subprocess.run(
        [sys.executable, "-m", "bot", *map(str, arguments)],
        env=environment | {"LOTSE_DATA": str(data)}, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert done.returncode == code, done.stderr
    return done.stdout, done.stderr


def test_import_says_what_came_of_every_row(tmp_path: Path) -> None:
    """The console shows a summary, the file every line; without a terminal there is no bar."""
    folder, report = tiny_export(tmp_path / "x"), tmp_path / "report.txt"
    printed, complained = _lotse(tmp_path / "data", "import", "dldb", folder, "--report", report)
    lines = report.read_text(encoding="utf-8").splitlines()

    assert "  read: service: 6 read, 3 taken, 3 in conflict, 0 skipped" in printed
    assert "... and" in printed
    assert not any("... and" in line for line in lines)
    assert any("service 3, office 999: this office is not in the export" in line for line in lines)
    assert complained == ""


def test_a_dry_run_changes_nothing(tmp_path: Path) -> None:
    """What would change is shown per table; afterwards the import still has everything to do."""
    data, folder = tmp_path / "data", tiny_export(tmp_path / "x")
    tried, _ = _lotse(data, "import", "dldb", folder, "--dry-run")
    done, _ = _lotse(data, "import", "dldb", folder)
    again, _ = _lotse(data, "import", "dldb", tiny_export(tmp_path / "y", services=SERVICES[:-1]), "--dry-run")

    assert tried.splitlines()[0] == "Dry run: nothing was changed. This would have happened:"
    assert tried.splitlines()[1:] == done.splitlines()
    assert "  services: 0 added, 0 changed, 1 removed, 3 unchanged" in again


def test_whoever_reads_may_stop(tmp_path: Path) -> None:
    """`lotse … | head` ends without a word when nobody reads any more, and what was taken in stays."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("LOTSE_")}
    running = subprocess.Popen(
        [sys.executable, "-m", "bot", "import", "offices", str(COUNTY)],
        env=environment | {"LOTSE_DATA": str(tmp_path)}, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert running.stdout is not None
    running.stdout.close()
    _, complained = running.communicate(timeout=120)

    assert running.returncode == PIPE_CLOSED
    assert complained == ""
    assert "0 added, 0 changed, 0 removed" in _lotse(tmp_path, "import", "offices", COUNTY)[0]


@pytest.mark.parametrize("what", ["offices", "dldb", "koos"])
def test_a_broken_file_is_a_message_and_exit_code_one(tmp_path: Path, what: str) -> None:
    """Nobody sees a traceback; every problem also goes to the report."""
    (tmp_path / "units.csv").write_text("id\n", encoding="utf-8")
    report = tmp_path / "report.txt"
    printed, complained = _lotse(tmp_path / "data", "import", what, tmp_path, "--report", report, code=1)

    assert printed == ""
    assert complained.startswith("The data were not taken in, nothing was changed:\n")
    assert "Traceback" not in complained
    assert report.read_text(encoding="utf-8").splitlines() == complained.splitlines()[1:]


def test_what_is_exported_can_be_imported(tmp_path: Path) -> None:
    """A workbook and a directory leave the console; the directory comes into another one whole."""
    _lotse(tmp_path / "one", "import", "offices", COUNTY)
    said, _ = _lotse(tmp_path / "one", "export", "hsds", tmp_path / "given" / "county", "--csv")
    _lotse(tmp_path / "one", "export", "xlsx", tmp_path / "given" / "county.xlsx")
    taken, _ = _lotse(tmp_path / "two", "import", "hsds", tmp_path / "given" / "county")

    assert "rows of demo-county written to" in said
    assert tables.as_files(xlsx.read(tmp_path / "given" / "county.xlsx")) == tables.as_files(tables.read(COUNTY))
    assert "  opening: 211 added, 0 changed, 0 removed, 0 unchanged" in taken


def test_import_needs_a_path(tmp_path: Path) -> None:
    """Wrong use says what is missing, and is exit code 2."""
    _, complained = _lotse(tmp_path / "data", "import", "koos", code=2)

    assert complained == "lotse import koos needs a path: a table of municipal processes, a file, folder or zip\n"


def test_a_terminal_sees_a_bar(tmp_path: Path) -> None:
    """Whoever sits before it sees how far it is."""
    keeper, terminal = pty.openpty()
    folder = tiny_export(tmp_path / "x")
    environment = os.environ | {"LOTSE_DATA": str(tmp_path / "data"), "TERM": "xterm", "COLUMNS": "100"}
    command = [sys.executable, "-m", "bot", "import", "dldb", str(folder)]
    subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, stderr=terminal, check=True, timeout=120)
    os.close(terminal)
    shown = b""
    while chunk := _some(keeper):
        shown += chunk
    os.close(keeper)

    assert b"services" in shown
    assert b"6/6" in shown


def _some(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # Linux says so when the other end is closed
        return b""


def test_koos_names_conflicts(tmp_path: Path) -> None:
    """The conflict report is printed, and only what is sound comes in."""
    printed, _ = _lotse(tmp_path / "data", "import", "koos", tiny_koos(tmp_path / "x"), "--dry-run")

    assert "  conflict: process, row 4 'Kindergeld': child benefit is decided by the Familienkasse" in printed
    assert "  services: 1 added" in printed


def test_the_demo_county_leaves_as_it_came(tmp_path: Path) -> None:
    """`import` and `export` of the county give back the same bytes."""
    data = tmp_path / "data"
    _lotse(data, "import", "offices", COUNTY)
    _lotse(data, "export", "offices", tmp_path / "out")

    names = sorted(path.name for path in COUNTY.glob("*.csv"))
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == names
    for name in names:
        assert (tmp_path / "out" / name).read_bytes() == (COUNTY / name).read_bytes(), name


def test_berlin_answers(tmp_path: Path) -> None:
    """From the real export: all offices in short without a place, the near ones with a district."""
    data, question = tmp_path / "data", "Ich will meine neue Wohnung anmelden"
    _lotse(data, "import", "dldb", shared_data("berlin-dldb"))
    anywhere = json.loads(_lotse(data, "ask", "--lang", "de", "--json", question)[0])
    near, _ = _lotse(data, "ask", "--lang", "de", "--place", "Kreuzberg", question)
    said, _ = _lotse(data, "ask", "--lang", "en", question)

    assert anywhere["services"][0]["slug"] == "register-address"
    assert len(anywhere["offices"]) == 47
    assert sum(line.startswith("Bürgeramt") for line in said.splitlines()) == 3
    assert "44 more offices are possible." in said
    assert "With --place TOWN-OR-POSTCODE the nearest come first." in said
    assert sum(line.startswith("Bürgeramt") for line in near.splitlines()) == 3
    assert "Yorckstraße 4-11, 10965 Berlin" in near
