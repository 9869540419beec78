"""What must stand nowhere in the code, the pages and the scripts."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from yarl import URL

from admin.routes import TABLE
from participation.core import ids
from participation.staff.invitations import PATH
from tests.support.sources import CODE, ROOT, SCRIPTS, TEMPLATES


def _calls(path: Path) -> Iterator[tuple[str, ast.Call]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func), node


def test_code_runs_nothing_it_was_told() -> None:
    """No eval, no shell, no unpickling, no loading of YAML or XML that could build things."""
    forbidden = {"eval", "exec", "compile", "__import__", "os.system", "os.popen", "pickle.loads", "pickle.load", "marshal.loads", "yaml.load", "yaml.unsafe_load"}  # fmt: skip
    for path in CODE:
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"^\s*(import|from) (xml|lxml|pickle|marshal|shelve)\b", text, re.MULTILINE), path
        for name, call in _calls(path):
            assert name not in forbidden, (path, name)
            assert not any(keyword.arg == "shell" for keyword in call.keywords), (path, name)
            assert "create_subprocess_shell" not in name, path


def test_no_sql_is_put_together_from_text() -> None:
    """Where a statement is text it is fixed; only names written in our own code are put in, in the places below."""
    own = {
        "participation/core/db.py",
        "participation/core/sqlite.py",
        "participation/migrations/run.py",
        "bot/restore.py",
    }
    for path in CODE:
        place = str(path.relative_to(ROOT))
        if place in own or place.startswith("participation/migrations/versions/"):
            continue
        for name, call in _calls(path):
            sql = name in {"text", "sa.text"} or name.rpartition(".")[2] in {
                "execute",
                "exec_driver_sql",
                "executescript",
            }
            if sql and call.args:
                assert not isinstance(call.args[0], ast.JoinedStr | ast.BinOp), (place, call.lineno)


def test_pages_hold_no_script_and_escape_everything() -> None:
    """No template switches escaping off, holds script or an event's handler; no script runs text."""
    for path in TEMPLATES:
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"\|\s*safe\b|autoescape|\son[a-z]+\s*=|javascript:", text), path
        assert not re.search(r"<script(?![^>]*\bsrc=)", text), path
    for path in SCRIPTS:
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"\beval\(|new Function|document\.write|insertAdjacentHTML|outerHTML\s*=", text), path


def test_only_sound_hash_functions() -> None:
    """No MD5, and SHA-1 only where RFC 6238 and every authenticator app want it."""
    for path in CODE:
        used = set(re.findall(r"\b(md5|sha1|md4|blake2s)\b", path.read_text(encoding="utf-8")))
        assert used <= ({"sha1"} if path.name == "totp.py" else set()), path


def test_every_library_is_pinned() -> None:
    """One version and a hash for each: what was tested is what runs."""
    for name in ("requirements.lock", "requirements-dev.lock"):
        blocks = re.split(r"\n(?=[a-z0-9])", (ROOT / name).read_text(encoding="utf-8").strip())
        assert len(blocks) > 20
        for block in blocks:
            assert re.match(r"[a-z0-9._-]+(\[[a-z,]+\])?==\S+", block), block[:80]
            assert "--hash=sha256:" in block, block[:80]


def test_tokens_are_long_and_random() -> None:
    """256 bits from the system's generator for sign-ins and invitations, never the same twice."""
    tokens = {ids.new_token() for _ in range(1000)}

    assert len(tokens) == 1000
    assert {len(token) for token in tokens} == {43}


def test_no_secret_stands_in_an_address() -> None:
    """No route takes a token; the code of an invitation is behind #, which browsers keep to themselves."""
    assert not [route for route in TABLE if re.search(r"\{(token|code|secret|session)\}", route)]
    assert URL(f"https://lotse.example{PATH}secret").raw_path_qs == "/staff/invitation"


def test_password_fields_are_masked_and_let_helpers_in() -> None:
    """Each has type=password and says to password managers which one it is; nothing forbids to paste."""
    found = 0
    for path in TEMPLATES:
        for name, rest in re.findall(r'line\(form, "(\w*password\w*)"(.*?)\) \}\}', path.read_text(encoding="utf-8")):
            found += 1
            assert 'type="password"' in rest, (path, name)
            assert re.search(r'autocomplete="(current|new)-password"', rest), (path, name)

    assert found >= 6
