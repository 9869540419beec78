"""YAML as text, lists and mappings, nothing else: every value is a text, every place has its line.

`no` stays "no" and `1` stays "1", where YAML would make a yes-or-no and a number of them. Nothing can refer to anything.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

import yaml

from participation.core.text import Told, told

T = TypeVar("T")
Read = Callable[[yaml.Node, str], Any]

LARGEST = 1_000_000  # bytes of a file
DEEPEST = 12  # levels; a survey has six
_Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # the one in C where it was built


class NoTree(Exception):
    """The file cannot be read at all; what is *said* names the place and what to do."""

    def __init__(self, said: Told) -> None:
        super().__init__(said)
        self.said = said


@dataclass(slots=True)
class Reading:
    """Reads values out of nodes and notes what is wrong, with its line and its place in the file."""

    file: str
    wrong: list[str] = field(default_factory=list)

    def note(self, node: yaml.Node, place: str, what: Told) -> None:
        line = line_of(node)
        self.wrong.append(
            told("{file}, line {line}, {place}: {what}", file=self.file, line=line, place=place, what=what)
            if place
            else told("{file}, line {line}: {what}", file=self.file, line=line, what=what)
        )

    def text(self, node: yaml.Node, place: str) -> str:
        if isinstance(node, yaml.ScalarNode):
            return str(node.value)
        self.note(node, place, told("must be one text, not a list or a group of fields"))
        return ""

    def number(self, node: yaml.Node, place: str) -> int:
        given = self.text(node, place)
        if given.isascii() and given.isdecimal() and len(given) < 6:
            return int(given)
        self.note(node, place, told("{given} is no whole number", given=repr(given[:20])))
        return 0

    def truth(self, node: yaml.Node, place: str) -> bool:
        given = self.text(node, place).lower()
        if given not in {"yes", "no", "true", "false"}:
            self.note(node, place, told("{given} must be yes or no", given=repr(given[:20])))
        return given in {"yes", "true"}

    def texts(self, node: yaml.Node, place: str) -> dict[str, str]:
        """Texts by language."""
        if not isinstance(node, yaml.MappingNode):
            self.note(
                node, place, told("must be one text for each language, as in {example}", example="{de: Ja, en: Yes}")
            )
            return {}
        return {
            language: self.text(value, within(place, language)) for language, value in self._pairs(node, place).items()
        }

    def each(self, node: yaml.Node, place: str, read: Callable[[yaml.Node, str], T]) -> tuple[T, ...]:
        """A list, each item of which is read in the same way."""
        if not isinstance(node, yaml.SequenceNode):
            self.note(node, place, told("must be a list: one line for each, beginning with a hyphen"))
            return ()
        return tuple(read(item, place) for item in node.value)

    def fields(self, node: yaml.Node, place: str, known: Mapping[str, Read], needed: tuple[str, ...]) -> dict[str, Any]:
        """A group of fields, each with its own way of reading; an empty one counts as left out."""
        if not isinstance(node, yaml.MappingNode):
            self.note(node, place, told("must have the fields {fields}", fields=", ".join(needed)))
            return {}
        pairs = {name: value for name, value in self._pairs(node, place).items() if not _empty(value)}
        for name in needed:
            if name not in pairs:
                self.note(node, within(place, field_of(name)), told("missing"))
        values = {}
        for name, value in pairs.items():
            if name in known:
                values[name] = known[name](value, within(place, field_of(name)))
            else:
                said = told("unknown; there are {fields}", fields=", ".join(known))
                self.note(value, within(place, field_of(name[:40])), said)
        return values

    def _pairs(self, node: yaml.MappingNode, place: str) -> dict[str, yaml.Node]:
        pairs: dict[str, yaml.Node] = {}
        for name, value in node.value:
            key = self.text(name, place)
            if key in pairs:
                self.note(name, place, told("{field} is written twice; keep one of them", field=repr(key[:40])))
            pairs[key] = value
        return pairs


def line_of(node: yaml.Node) -> str:
    """The number of the line a node begins in."""
    return str(node.start_mark.line + 1)


def field_of(name: str) -> Told:
    """How a field is named in what is said about it."""
    return told("field {field}", field=name)


def within(place: str, inner: str) -> str:
    """A place within another."""
    return told("{place}, {inner}", place=place, inner=inner) if place else inner


def tree(content: bytes | str, file: str) -> yaml.Node:
    """Return the root of a YAML text. Raises `NoTree`."""
    text = _decoded(content, file)
    try:
        _simple(text, file)
        root = yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        what = _meant(str(getattr(error, "problem", None) or error))
        if mark:
            raise NoTree(told("{file}, line {line}: {what}", file=file, line=str(mark.line + 1), what=what)) from None
        raise NoTree(told("{file}: {what}", file=file, what=what)) from None
    if root is None:
        raise NoTree(told("{file}: the file is empty", file=file))
    return root


def _meant(problem: str) -> Told:
    """What to look for, told from what the parser says in its own words."""
    return next((said for words, said in _MEANT if words in problem), _ANY)


def _decoded(content: bytes | str, file: str) -> str:
    raw = content if isinstance(content, bytes) else content.encode(errors="surrogatepass")
    if len(raw) > LARGEST:
        raise NoTree(
            told(
                "{file}: larger than {most} MB; no file of ours is; is it the right one?",
                file=file,
                most=LARGEST // 1_000_000,
            )
        )
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line, byte = str(raw.count(b"\n", 0, error.start) + 1), str(error.start)
        said = told(
            "{file}, line {line}: not UTF-8 (byte {byte}); save the file as UTF-8", file=file, line=line, byte=byte
        )
        raise NoTree(said) from None


def _simple(text: str, file: str) -> None:
    """Refuse what could grow or never end: references, several documents, endless nesting. Costs no memory."""
    depth = documents = 0
    for event in yaml.parse(text, Loader=_Loader):
        line = str(event.start_mark.line + 1 if event.start_mark else 1)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _refused(
                file, line, told("references (& and *) are not possible; write the text out, or put it in quotes")
            )
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        documents += isinstance(event, yaml.DocumentStartEvent)
        if depth > DEEPEST:
            raise _refused(file, line, told("nested too deeply; check the brackets"))
        if documents > 1:
            raise _refused(file, line, told("a second document begins here; put it in a file of its own"))


def _empty(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and not node.value and not node.style


_ANY = told("no valid YAML; check the spaces at the beginning of the line, colons and quotes")
_OPEN = told("no valid YAML: a quotation mark or bracket is opened and not closed")
_KEPT = told("no valid YAML: there are characters that cannot be kept; remove them")
_MEANT = (  # in the words of the parser in C and of that in Python
    ("tab character", told("no valid YAML: there is a tab; write spaces instead")),
    ("cannot start any token", told("no valid YAML: there is a tab, or a text begins with a mark such as @; write spaces, or put the text in quotes")),
    ("mapping values", told("no valid YAML: a colon too many, or other spaces than in the line before; put texts with colons in quotes")),
    ("expected ':'", told("no valid YAML: a colon is missing in this line or the one before")),
    ("unexpected end", _OPEN),
    ("expected ',' or", _OPEN),
    ("control characters", _KEPT),
    ("special characters", _KEPT),
)  # fmt: skip


def _refused(file: str, line: str, what: Told) -> NoTree:
    return NoTree(told("{file}, line {line}: {what}", file=file, line=line, what=what))
