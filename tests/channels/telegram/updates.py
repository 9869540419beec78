"""Makes an example of every update and every kind of message from the machine-readable Bot API."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

DEEP = 3  # levels of objects filled in


class Maker:
    """Fills in objects from the description: required fields, and one optional field at a time."""

    def __init__(self, spec: dict[str, Any], person: dict[str, Any], chat: dict[str, Any]) -> None:
        self._types, self._person, self._chat = spec["types"], person, chat

    def updates(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Every kind of update, and every field of a message, in every kind of update that holds a message."""
        for field in self._types["Update"]["fields"]:
            if field["name"] == "update_id":
                continue
            kind, content = field["name"], self._value(field["types"][0], DEEP)
            yield kind, {kind: content}
            if field["types"] == ["Message"]:
                yield from self._messages(kind)
        yield "an unknown update", {"hologram": {"id": 1}}

    def _messages(self, kind: str) -> Iterator[tuple[str, dict[str, Any]]]:
        for field in self._types["Message"]["fields"]:
            if not field["required"] and field["name"] not in {"from", "text"}:
                holding = {**self._value("Message", 1), field["name"]: self._value(field["types"][0], DEEP)}
                yield f"{kind} with {field['name']}", {kind: holding}

    def _value(self, type_: str, deep: int) -> Any:
        if type_.startswith("Array of "):
            return [self._value(type_.removeprefix("Array of "), deep)]
        simple = {"Integer": 1795424400, "String": "x", "Boolean": True, "True": True, "Float": 1.5}
        fixed = {"User": self._person, "Chat": self._chat}
        if type_ in simple or type_ in fixed:
            return simple.get(type_, fixed.get(type_))
        described = self._types[type_]
        if subtypes := described.get("subtypes"):
            return self._value(subtypes[0], deep)
        wanted = [field for field in described.get("fields", []) if field["required"] or field["name"] == "from"]
        return {field["name"]: self._value(field["types"][0], deep - 1) for field in wanted} if deep else {}
