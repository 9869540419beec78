"""The bot's profile on the local Bot API server: name, descriptions and commands in each language."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from tests.support import botapi_rules as rules
from tests.support.botapi_rules import Refusal

LONGEST = {"name": 64, "description": 512, "short_description": 120}


@dataclass
class Profile:
    """What was set, by language."""

    languages: dict[str, dict[str, Any]] = field(default_factory=lambda: defaultdict(dict))

    def answer(self, verb: str, what: str, given: dict[str, str]) -> Any:
        """Answer `get_my_...` and `set_my_...`."""
        mine = self.languages[given.get("language_code", "")]
        if what == "commands":
            if verb == "set":
                mine[what] = rules.commands(given[what])
            return mine.get(what, []) if verb == "get" else True
        if what not in LONGEST:
            raise Refusal(404, "Not Found")
        if verb == "set":
            mine[what] = rules.words(given.get(what), LONGEST[what], what)
        return {what: mine.get(what, "")} if verb == "get" else True
