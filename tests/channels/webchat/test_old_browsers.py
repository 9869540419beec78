"""Old phones can read the script and the styles."""

from __future__ import annotations

import re
from pathlib import Path

SCRIPT = Path(__file__).resolve().parents[3] / "bot" / "channels" / "webchat" / "static"


def test_the_script_is_old_enough() -> None:
    """Phones of 2014 read it: no arrow functions, let, const, template strings, spread, classes, async, `?.` or `??`."""
    words = re.sub(
        r"/\*.*?\*/|\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'", "", (SCRIPT / "chat.js").read_text(), flags=re.DOTALL
    )
    young = re.compile(r"=>|`|\.\.\.|\?\.|\?\?|\b(?:let|const|class|async|await|import|export|for\s*\(\s*\w+\s+\w+\s+of)\b|"
        r"\.(?:closest|matches|includes|append\([^,()]*\)|remove\(\)|prepend|replaceWith|forEach|set\()|\bfetch\(|\bPromise\b")  # fmt: skip

    assert young.findall("x => y; let z; a?.b; list.forEach(f); fetch('/')") == [
        "=>",
        "let",
        "?.",
        ".forEach",
        "fetch(",
    ]
    assert young.findall(words) == []


def test_every_variable_of_the_styles_has_a_fallback() -> None:
    """A browser without custom properties still gets a colour: a plain value stands before each variable."""
    styles = re.sub(r"/\*.*?\*/", "", (SCRIPT / "chat.css").read_text(), flags=re.DOTALL)
    variables = 0
    for selector, body in re.findall(r"([^{}]+)\{([^{}]*)\}", styles):
        declared: set[str] = set()
        for declaration in filter(str.strip, body.split(";")):
            name, _, value = declaration.strip().partition(":")
            if "var(" in value:
                variables += 1
                family = name.partition("-")[0]
                assert any(one.startswith(family) for one in declared), f"{selector.strip()}: {name}"
            declared.add(name)

    assert variables > 10
