"""A chat in the terminal, as a process of its own."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture
def data(county: Path, tmp_path: Path) -> Path:
    """A data folder with the demo county."""
    shutil.copy(county, tmp_path / "lotse.db")
    return tmp_path


def _talk(data: Path, *options: str, said: str) -> str:
    environment = {"PATH": "/usr/bin:/bin", "LOTSE_DATA": str(data), "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "bot", "talk", *options]
    root = Path(__file__).resolve().parents[2]
    ended = subprocess.run(
        command, input=said, capture_output=True, text=True, encoding="utf-8", timeout=60, cwd=root, env=environment
    )
    assert ended.returncode == 0, ended.stderr
    assert "Traceback" not in ended.stderr
    return ended.stdout


def test_one_object_a_line_each_way(data: Path) -> None:
    """With --json each line in and out is one object; a line that is none gets an error, and the talk goes on."""
    lines = [
        json.dumps({"text": "إعانة السكن"}), "not json", '{"text": 3}', "[1]", "", '{"choice": "q.none"}',
        json.dumps({"text": "ليندناو", "id": "same"}), json.dumps({"text": "ليندناو", "id": "same"}),
    ]  # fmt: skip
    out = _talk(data, "--lang", "ar", "--json", said="\n".join(lines) + "\n")
    objects: list[dict[str, Any]] = [json.loads(line) for line in out.splitlines()]
    errors = [one for one in objects if "error" in one]
    replies = [one for one in objects if "text" in one]

    assert len(errors) == 4
    assert len(objects) == len(errors) + len(replies)
    assert {one["language"] for one in replies} == {"ar"}
    assert all({"code", "label"} == set(button) for one in replies for button in one["buttons"])
    answers = [one for one in replies if "Wohnungsamt Lindenau" in one["text"]]
    assert len(answers) == 1, "the same id is heard once"


def test_a_label_in_brackets_presses_its_button(data: Path) -> None:
    """Without --json people read and write plainly; `[Label]` presses."""
    out = _talk(data, "--lang", "en", said="housing benefit\n[Lindenau]\n")

    assert "[Birkenstadt]  [Lindenau]" in out
    assert "Housing office Lindenau" in out
