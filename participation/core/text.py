"""Words for people: written once in English, kept unrendered, rendered at the edge in the reader's language."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from functools import lru_cache, reduce
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime, format_time
from babel.lists import format_list
from babel.numbers import format_currency, format_decimal

from participation.core.clock import BERLIN
from participation.core.languages import best, catalogue, shipped

FIRST_STRONG, POP = "\u2068", "\u2069"


@dataclass(frozen=True, slots=True)
class Text:
    """A whole sentence with named places; with *many* it has plural forms chosen by the place `n`."""

    one: str
    many: str | None = None
    places: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Words:
    """A text of the data, which brings its own languages: `{"de": "Bürgerbüro", "ar": …}`."""

    texts: Mapping[str, str]


class Told(str):
    """A sentence as it is told on consoles and in files, in English; it keeps its parts, so that pages say it in other languages."""

    text: Text

    def __new__(cls, text: Text) -> Told:
        self = super().__new__(cls, text.one.format_map(text.places))
        self.text = text
        return self


@dataclass(frozen=True, slots=True)
class Lines:
    """Texts below each other; *bullet* stands before each of them."""

    parts: Sequence[Sayable]
    bullet: str = ""


@dataclass(frozen=True, slots=True)
class Several:
    """Things in one sentence: `a, b and c`, or with *other* `a, b or c`."""

    parts: Sequence[Any]
    other: bool = False


@dataclass(frozen=True, slots=True)
class Euros:
    """An amount of money."""

    amount: Decimal


Sayable = Text | Words | Lines | str


def t(one: str, /, **places: Any) -> Text:
    """Mark a sentence for translation; `{name}` marks a place."""
    return Text(one, places=places)


def tn(one: str, many: str, n: int, /, **places: Any) -> Text:
    """Mark a sentence that depends on the number *n*, itself a place."""
    return Text(one, many, {"n": n, **places})


def told(one: str, /, **places: Any) -> Told:
    """Mark a sentence of a report; its places are texts, numbers and other such sentences."""
    return Told(Text(one, places=places))


def as_json(said: Any) -> Any:
    """Return a sentence with its parts as JSON holds it; texts and numbers as they are."""
    match said:
        case Told():
            return {"said": said.text.one, "places": {name: as_json(one) for name, one in said.text.places.items()}}
        case _:
            return said


def of_json(kept: Any) -> Any:
    """Return what `as_json` was given."""
    match kept:
        case {"said": str(one), "places": dict(places)}:
            return Told(Text(one, places={name: of_json(value) for name, value in places.items()}))
        case _:
            return kept


def beside(several: Sequence[str]) -> str:
    """One after the other, in one line."""
    return reduce(lambda before, one: told("{before}; {one}", before=before, one=one), several)


def render(text: Sayable, language: str, *, zone: ZoneInfo = BERLIN, domain: str = "messages") -> str:
    """Return *text* in *language*; times are shown in *zone*."""
    match text:
        case Text(one, many, places):
            words = catalogue(language, domain)
            said = words.gettext(one) if many is None else words.ngettext(one, many, places["n"])
            shown = {name: _isolate(_show(value, language, zone, domain), language) for name, value in places.items()}
            return said.format_map(shown) if shown else said
        case Words(texts):
            return best(dict(texts), language)
        case Lines(parts, bullet):
            return "\n".join(bullet + render(part, language, zone=zone, domain=domain) for part in parts)
        case Told():
            return render(text.text, language, zone=zone, domain=domain)
        case str():
            return text


def _show(value: Any, language: str, zone: ZoneInfo, domain: str) -> str:
    match value:
        case Text() | Words() | Lines() | str():
            return render(value, language, zone=zone, domain=domain)
        case Several(parts, other):
            shown = [_show(part, language, zone, domain) for part in parts]
            return format_list(shown, style="or" if other else "standard", locale=language)
        case datetime():
            return format_datetime(value, _skeleton(language) + " HH:mm", tzinfo=zone, locale=language)
        case date():
            return format_date(value, _skeleton(language).rstrip(",،"), locale=language)
        case time():
            return format_time(value, "HH:mm", locale=language)
        case Euros(amount):
            return format_currency(amount, "EUR", locale=language)
        case int() | float() | Decimal():
            return _number(value, language)
        case _:
            raise TypeError(f"no words for {value!r}")


@lru_cache(1024)
def _number(value: float | Decimal, language: str) -> str:
    return str(format_decimal(value, locale=language))


def _skeleton(language: str) -> str:
    return {"de": "EEEE, d. MMMM y,", "en": "EEEE, d MMMM y,"}.get(
        language, "EEEE d MMMM y،" if _rtl(language) else "EEEE, d MMMM y,"
    )


def _isolate(shown: str, language: str) -> str:
    """Keep a place of the other direction from turning the sentence around it."""
    turned = _rtl(language) or any(unicodedata.bidirectional(letter) in {"R", "AL"} for letter in shown)
    return f"{FIRST_STRONG}{shown}{POP}" if turned else shown


def _rtl(language: str) -> bool:
    known = shipped().get(language)
    return bool(known and known.rtl)
