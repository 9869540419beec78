"""The languages Lotse ships, and their catalogues of words."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path

from babel import Locale
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LOCALES = Path(__file__).resolve().parents[2] / "locales"
SOURCE = "en"  # the language our own words are written in
FALLBACKS = ("de", "en")  # where a text of the data lacks a language


@dataclass(frozen=True, slots=True)
class Language:
    """One shipped language: ISO code, its own name, direction, and whether a native speaker has checked it."""

    code: str
    name: str
    rtl: bool
    checked: bool

    @property
    def direction(self) -> str:
        return "rtl" if self.rtl else "ltr"


@cache
def shipped(domain: str = "messages") -> dict[str, Language]:
    """Return every language with a catalogue of *domain*, by code, German and English first."""
    codes = sorted(path.parts[-3] for path in LOCALES.glob(f"*/LC_MESSAGES/{domain}.po"))
    codes.sort(key=lambda code: FALLBACKS.index(code) if code in FALLBACKS else len(FALLBACKS))
    return {code: _language(code, domain) for code in codes}


def matching(tag: str | None) -> str | None:
    """Return the shipped language nearest to a BCP 47 tag such as `ar-EG`, or None."""
    base = (tag or "").replace("_", "-").split("-")[0].lower()
    return base if base in shipped() else None


def best(texts: dict[str, str], language: str) -> str:
    """Return the text in *language*, or in the nearest language there is."""
    for code in (language, *FALLBACKS):
        if texts.get(code):
            return texts[code]
    return next(iter(texts.values()), "")


@cache
def catalogue(language: str, domain: str = "messages") -> NullTranslations:
    """Return the words of *language*; the words of `messages` stand behind those of every other domain."""
    path = LOCALES / language / "LC_MESSAGES" / f"{domain}.po"
    if not path.exists():
        return NullTranslations() if domain == "messages" else catalogue(language)
    compiled = io.BytesIO()
    with path.open("rb") as file:
        write_mo(compiled, read_po(file, locale=language))
    compiled.seek(0)
    words = GNUTranslations(compiled)
    if domain != "messages":
        words.add_fallback(catalogue(language))
    return words


def _language(code: str, domain: str) -> Language:
    locale = Locale.parse(code)
    head = (LOCALES / code / "LC_MESSAGES" / f"{domain}.po").read_text(encoding="utf-8")[:2000]
    name = locale.get_display_name(code) or code
    return Language(
        code, name[0].upper() + name[1:], locale.character_order == "right-to-left", "not checked by" not in head
    )
