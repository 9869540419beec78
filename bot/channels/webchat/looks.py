"""Renders the pages: templates, words, links, and the version of each static file."""

from __future__ import annotations

import hashlib
import re
import secrets
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from aiohttp import web
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from bot.channels.webchat.words import words
from participation.core.languages import Language, shipped
from participation.core.text import render

HERE = Path(__file__).parent


@dataclass(slots=True)
class Looks:
    """Turns a template into a page in one language."""

    environment: Environment = field(init=False)

    def __post_init__(self) -> None:
        self.environment = Environment(
            loader=FileSystemLoader(HERE / "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
            lstrip_blocks=True,
        )  # fmt: skip
        self.environment.filters |= {"linked": linked, "paragraphs": paragraphs, "rendered": render}
        self.environment.globals.update(static=static, direction=_direction)

    def page(self, template: str, language: str, *, status: int = 200, **values: Any) -> web.Response:
        speech = shipped().get(language) or Language(language, language, rtl=False, checked=True)
        text = self.environment.get_template(template).render(
            w=words_in(language), speech=speech, languages=list(shipped().values()),
            hidden=lambda: _hidden(language), **{"said": None, "first_new": None, "problem": None, **values},
        )  # fmt: skip
        headers = {"Referrer-Policy": "same-origin"}  # with less, browsers hide from us where a form stood
        return web.Response(text=text, content_type="text/html", status=status, headers=headers)

    def word(self, name: str, language: str) -> str:
        return words_in(language)[name]


@cache
def words_in(language: str) -> dict[str, str]:
    return words(language)


def _hidden(language: str) -> Markup:
    """What every form of the chat carries: a number used once, so that a repeated sending is heard once."""
    number = Markup('<input type="hidden" name="id" value="{}">').format(secrets.token_hex(8))
    return number + Markup('<input type="hidden" name="lang" value="{}">').format(language)


def _direction(language: str) -> str:
    known = shipped().get(language)
    return known.direction if known else "ltr"


_LINK = re.compile(
    r"https?://[^\s<>\"'\u2068\u2069]+[^\s<>\"'\u2068\u2069.,;:!?)]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|(?<=\u2066)(?:\+?\d[\d /-]{5,20}|11[02])(?=\u2069)|\b116[ \u00a0]?\d{3}\b"
)


def paragraphs(text: str) -> list[str]:
    """Return what stands between empty lines."""
    return [part for part in re.split(r"\n{2,}", text) if part]


def linked(text: str) -> Markup:
    """Escape *text* and turn web and mail addresses and telephone numbers into links, line ends into breaks."""
    text = re.sub(r"(?<=\d)–(?=\d)", "\u2060–\u2060", text)  # hours stay on one line
    parts, end = [], 0
    for found in _LINK.finditer(text):
        target = _target(found[0])
        parts += [
            escape(text[end : found.start()]),
            Markup('<a href="{}" rel="noopener">{}</a>').format(target, found[0]),
        ]
        end = found.end()
    parts.append(escape(text[end:]))
    return Markup("").join(parts).replace("\n", Markup("<br>\n"))


def _target(words: str) -> str:
    if words.startswith("http"):
        return words
    return f"mailto:{words}" if "@" in words else "tel:" + re.sub(r"[^+\d]", "", words)


@cache
def static(name: str) -> str:
    """Return the address of a static file; it changes with its content, so that browsers may keep it for ever."""
    version = hashlib.sha256((HERE / "static" / name).read_bytes()).hexdigest()[:10]
    return f"/static/{name}?v={version}"
