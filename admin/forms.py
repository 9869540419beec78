"""Reading of forms: what is wrong is said beside the field, and what was typed stays."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum
from typing import Any, TypeVar

from aiohttp import web

from participation.core.text import Sayable, t

Choice = TypeVar("Choice", bound=StrEnum)


@dataclass(slots=True)
class Form:
    """What somebody sent: read each field by its kind, then ask whether all was right."""

    given: Mapping[str, str] = field(default_factory=dict)
    wrong: dict[str, Sayable] = field(default_factory=dict)

    @property
    def right(self) -> bool:
        return not self.wrong

    def text(self, name: str, *, needed: bool = True, most: int = 200) -> str:
        value = self.given.get(name, "").strip()
        if needed and not value:
            self.wrong[name] = t("Please fill this in.")
        if len(value) > most:
            self.wrong[name] = t("At most {most} characters, please.", most=most)
        return value

    def short_name(self, name: str) -> str:
        """What something new is called in files and addresses."""
        value = self.text(name, most=60)
        if value and not re.fullmatch("[a-z0-9-]+", value):
            self.wrong[name] = t("Small letters, digits and hyphens only.")
        if value == "new":  # there its form stands
            self.wrong[name] = t("There is one with this short name already.")
        return value

    def rows(self, name: str, most: int) -> int:
        """How many rows a table of the form has, as a hidden field says."""
        return min(number(self.was(name)), most)

    def secret(self, name: str, *, most: int = 1000) -> str:
        """A password, as it was typed: a space at its end is part of it."""
        value = self.given.get(name, "")
        if not value:
            self.wrong[name] = t("Please fill this in.")
        if len(value) > most:
            self.wrong[name] = t("At most {most} characters, please.", most=most)
        return value

    def choice(self, name: str, options: Iterable[str], *, needed: bool = True) -> str:
        value = self.given.get(name, "")
        if (needed or value) and value not in set(options):
            self.wrong[name] = t("Please choose one of these.")
        return value

    def kind(self, name: str, kinds: type[Choice]) -> Choice | None:
        """One of an enumeration's values."""
        value = self.choice(name, [kind.value for kind in kinds])
        return kinds(value) if name not in self.wrong else None

    def day(self, name: str) -> date | None:
        try:
            found = date.fromisoformat(self.given.get(name, ""))
        except ValueError:
            found = date.min
        if not 1900 <= found.year <= 2999:  # nobody means the day before the first of all
            self.wrong[name] = t("Please give a date.")
            return None
        return found

    def clock(self, name: str) -> time | None:
        """A time of day, to the minute."""
        try:
            return time.fromisoformat(self.given.get(name, "")).replace(second=0, microsecond=0, tzinfo=None)
        except ValueError:
            self.wrong[name] = t("Please give a time.")
            return None

    def ticked(self, name: str) -> bool:
        return bool(self.given.get(name))

    def was(self, name: str) -> str:
        """What stands in the field when the form is shown again; passwords never do."""
        return "" if "password" in name else self.given.get(name, "")


def number(text: str) -> int:
    """Read a number that we wrote into an address or a form; 0 if somebody has made something else of it."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0


async def sent(request: web.Request) -> Mapping[str, Any]:
    """Read a form. What is none – bytes in no known writing, a broken envelope – is the sender's mistake and not ours."""
    try:
        return await request.post()
    except (web.HTTPException, ConnectionError):
        raise
    except Exception:  # whatever a parser of forms says to bytes that are none
        raise web.HTTPBadRequest(text="This is no form.") from None


async def posted(request: web.Request) -> Form:
    """Return what was sent; files are left out."""
    fields = await sent(request)
    return Form({name: value.replace("\x00", "") for name, value in fields.items() if isinstance(value, str)})
