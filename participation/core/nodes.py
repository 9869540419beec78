"""YAML as text, lists and mappings, nothing else: every value is a text, every place has its line.

`no` stays "no" and `1` stays "1", where YAML would make a yes-or-no and a number of them. Nothing can refer to anything.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

import yaml

T = TypeVar("T")
Read = Callable[[yaml.Node, str], Any]

LARGEST = 1_000_000  # bytes of a file
DEEPEST = 12  # levels; a survey has six
_Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # the one in C where it was built


class NoTree(Exception):
    """The file cannot be read at all; the message says where and what to do."""


@dataclass(slots=True)
class Reading:
    """Reads values out of nodes and notes what is wrong, with its line and its place in the file."""

    file: str
    wrong: list[str] = field(default_factory=list)

    def note(self, node: yaml.Node, place: str, what: str) -> None:
        where = f"{self.file}, line {node.start_mark.line + 1}"
        self.wrong.append(f"{where}, {place}: {what}" if place else f"{where}: {what}")

    def text(self, node: yaml.Node, place: str) -> str:
        if isinstance(node, yaml.ScalarNode):
            return str(node.value)
        self.note(node, place, "must be one text, not a list or a group of fields")
        return ""

    def number(self, node: yaml.Node, place: str) -> int:
        given = self.text(node, place)
        if given.isascii() and given.isdecimal() and len(given) < 6:
            return int(given)
        self.note(node, place, f"{given[:20]!r} is no whole number")
        return 0

    def truth(self, node: yaml.Node, place: str) -> bool:
        given = self.text(node, place).lower()
        if given not in {"yes", "no", "true", "false"}:
            self.note(node, place, f"{given[:20]!r} must be yes or no")
        return given in {"yes", "true"}

    def texts(self, node: yaml.Node, place: str) -> dict[str, str]:
        """Texts by language."""
        if not isinstance(node, yaml.MappingNode):
            self.note(node, place, "must be one text for each language, as in {de: Ja, en: Yes}")
            return {}
        return {
            language: self.text(value, f"{place}, {language}") for language, value in self._pairs(node, place).items()
        }

    def each(self, node: yaml.Node, place: str, read: Callable[[yaml.Node, str], T]) -> tuple[T, ...]:
        """A list, each item of which is read in the same way."""
        if not isinstance(node, yaml.SequenceNode):
            self.note(node, place, "must be a list: one line for each, beginning with a hyphen")
            return ()
        return tuple(read(item, place) for item in node.value)

    def fields(self, node: yaml.Node, place: str, known: Mapping[str, Read], needed: tuple[str, ...]) -> dict[str, Any]:
        """A group of fields, each with its own way of reading; an empty one counts as left out."""
        if not isinstance(node, yaml.MappingNode):
            self.note(node, place, f"must have the fields {', '.join(needed)}")
            return {}
        pairs = {name: value for name, value in self._pairs(node, place).items() if not _empty(value)}
        for name in needed:
            if name not in pairs:
                self.note(node, _join(place, f"field {name}"), "missing")
        values = {}
        for name, value in pairs.items():
            if name in known:
                values[name] = known[name](value, _join(place, f"field {name}"))
            else:
                self.note(value, _join(place, f"field {name[:40]}"), f"unknown; there are {', '.join(known)}")
        return values

    def _pairs(self, node: yaml.MappingNode, place: str) -> dict[str, yaml.Node]:
        pairs: dict[str, yaml.Node] = {}
        for name, value in node.value:
            key = self.text(name, place)
            if key in pairs:
                self.note(name, place, f"{key[:40]!r} is written twice; keep one of them")
            pairs[key] = value
        return pairs


def tree(content: bytes | str, file: str) -> yaml.Node:
    """Return the root of a YAML text. Raises `NoTree`."""
    text = _decoded(content, file)
    try:
        _simple(text, file)
        root = yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f", line {mark.line + 1}" if mark else ""
        raise NoTree(
            f"{file}{line}: no valid YAML: {getattr(error, 'problem', None) or 'characters that cannot be kept'}; "
            "check the spaces at the beginning of the line, colons and quotes"
        ) from None
    if root is None:
        raise NoTree(f"{file}: the file is empty")
    return root


def _decoded(content: bytes | str, file: str) -> str:
    raw = content if isinstance(content, bytes) else content.encode(errors="surrogatepass")
    if len(raw) > LARGEST:
        raise NoTree(f"{file}: larger than {LARGEST // 1_000_000} MB; no file of ours is; is it the right one?")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise NoTree(f"{file}, line {line}: not UTF-8 (byte {error.start}); save the file as UTF-8") from None


def _simple(text: str, file: str) -> None:
    """Refuse what could grow or never end: references, several documents, endless nesting. Costs no memory."""
    depth = documents = 0
    for event in yaml.parse(text, Loader=_Loader):
        place = f"{file}, line {event.start_mark.line + 1 if event.start_mark else 1}"
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise NoTree(f"{place}: references (& and *) are not possible; write the text out, or put it in quotes")
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        documents += isinstance(event, yaml.DocumentStartEvent)
        if depth > DEEPEST:
            raise NoTree(f"{place}: nested too deeply; check the brackets")
        if documents > 1:
            raise NoTree(f"{place}: a second document begins here; put it in a file of its own")


def _empty(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and not node.value and not node.style


def _join(place: str, inner: str) -> str:
    return f"{place}, {inner}" if place else inner
