"""What the documents say is so: the rooms of the house, and what the example of a proxy lets through."""

from __future__ import annotations

import re

from admin.access import LARGEST_FORM
from admin.routes import LARGE
from participation.offices.formats.packed import LARGEST
from tests.support.sources import ROOT

NO_ROOMS = {"core", "demo", "migrations"}
UNITS = {"m": 1024**2, "MB": 1000**2}
STAFF, FILES = "/staff/", "/staff/keeping/files"


def test_every_room_is_in_the_readme() -> None:
    """Whoever looks for a place to put something finds all there are."""
    house = (ROOT / "README.md").read_text(encoding="utf-8").split("    participation/  ")[1].split("    admin/")[0]
    rooms = {path.parent.name for path in (ROOT / "participation").glob("*/__init__.py")} - NO_ROOMS

    assert len(rooms) > 8
    assert [room for room in sorted(rooms) if not re.search(rf"\b{room}\b", house)] == []


def test_the_example_of_a_proxy_lets_through_what_lotse_takes() -> None:
    """Forms of staff and files of offices are refused by Lotse, in words, and not by what stands before it."""
    text = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    nginx = re.findall(r"location (?:= )?(/staff/\S*) \{ client_max_body_size (\d+)(m);", text)
    caddy = re.findall(r"request_body @(files|staff) \{ max_size (\d+)(MB) \}", text)
    limits = [(path, int(n) * UNITS[unit]) for path, n, unit in nginx]
    limits += [({"files": FILES, "staff": STAFF}[name], int(n) * UNITS[unit]) for name, n, unit in caddy]

    assert [path for path, _ in limits] == [STAFF, FILES, FILES, STAFF]
    assert {f"POST {FILES}"} == set(LARGE)
    for path, most in limits:
        assert most > (LARGE[f"POST {FILES}"] if path == FILES else LARGEST_FORM)
    assert f"files of offices\n{LARGEST // 1_000_000} MB" in (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
