"""The catalogues of words: complete, of one mind with the code, and safe to read aloud."""

from __future__ import annotations

import ast
import csv
import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from bot.talk.commands import COMMANDS, read_command
from bot.talk.days import TODAY, TOMORROW
from bot.talk.questions import NO_WORDS, YES_WORDS
from locales.update import DOMAINS, ROOT, catalogues, updated, words, written
from participation.core.folding import fold
from participation.core.languages import shipped
from participation.core.text import Text, render

FILES = [pytest.param(*found, id=f"{found[0]}-{found[1]}") for found in catalogues()]
TRANSLATED = [found for found in FILES if found.values[0] != "en"]
SCRIPTS = {
    "ar": "ARABIC", "fa": "ARABIC", "ckb": "ARABIC", "ps": "ARABIC", "ur": "ARABIC",
    "uk": "CYRILLIC", "ru": "CYRILLIC", "bg": "CYRILLIC", "ti": "ETHIOPIC", "am": "ETHIOPIC",
}  # fmt: skip
QUOTES = {"de": "„“", "ar": "«»", "fa": "«»", "uk": "«»", "ru": "«»", "fr": "«»"}
PLACE = re.compile(r"\{(\w+)\}")
KEY_TERMS = (
    "appointment", "button", "code", "conversation", "desk", "finding", "free of charge", "language",
    "measure", "municipality", "office", "postcode", "question", "responsible", "results", "survey", "wheelchair",
)  # fmt: skip


def _read(language: str, path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=language)


def _sentences(language: str, path: Path) -> Iterator[Message]:
    return (message for message in _read(language, path) if message.id)


def _forms(string: object) -> tuple[str, ...]:
    return (string,) if isinstance(string, str) else tuple(string or ())  # type: ignore[arg-type]  # Babel gives a string, a tuple of them, or nothing


def _pairs(language: str, path: Path) -> Iterator[tuple[str, str]]:
    """Every sentence with each of its translations."""
    for message in _sentences(language, path):
        yield from ((_forms(message.id)[-1], form) for form in _forms(message.string) if form)


@cache
def _template(domain: str) -> Catalog:
    return words(DOMAINS[domain])


@pytest.mark.parametrize(("language", "domain", "path"), FILES)
def test_catalogues_are_what_make_catalogues_writes(language: str, domain: str, path: Path) -> None:
    """No sentence of the code is missing, none is left over, all are sorted, and a second run changes nothing."""
    assert path.read_text(encoding="utf-8") == written(domain, updated(language, path, _template(domain)))


def test_every_sentence_with_a_number_has_both_its_forms() -> None:
    """Where Babel takes a name for one of our marks it reads one form only, and people would hear English."""
    found = {message.id for domain in DOMAINS for message in _template(domain)}
    calls = [
        node
        for folder in ("admin", "bot", "participation")
        for path in (ROOT / folder).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_bytes()))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "tn"
    ]
    forms = {tuple(part.value for part in call.args[:2] if isinstance(part, ast.Constant)) for call in calls}

    assert len(forms) > 20
    assert {pair for pair in forms if len(pair) == 2} - found == set()


@pytest.mark.parametrize(("language", "domain", "path"), FILES)
def test_every_sentence_is_translated(language: str, domain: str, path: Path) -> None:
    """Nobody reads half a conversation in another language; plurals have all forms of the language."""
    catalogue = _read(language, path)
    open_ = [
        message.id
        for message in catalogue
        if message.id
        and not (
            all(_forms(message.string))
            and not message.fuzzy  # what was kept from another sentence is not shown
            and len(_forms(message.string)) == (catalogue.num_plurals if isinstance(message.id, tuple) else 1)
        )
    ]

    assert open_ == []


@pytest.mark.parametrize(("language", "domain", "path"), FILES)
def test_places_are_those_of_the_source(language: str, domain: str, path: Path) -> None:
    """A lost or misspelt {place} would be an error while somebody talks; only a plural form may leave its number out."""
    for message in _sentences(language, path):
        wanted = _places(_forms(message.id)[-1])
        for form in filter(None, _forms(message.string)):
            assert _places(form) == wanted or (
                isinstance(message.id, tuple) and _places(form) == [place for place in wanted if place != "n"]
            ), message.id


def _places(sentence: str) -> list[str]:
    assert sentence.count("{") == sentence.count("}") == len(PLACE.findall(sentence)), sentence
    return sorted(set(PLACE.findall(sentence)))


@pytest.mark.parametrize(("language", "domain", "path"), TRANSLATED)
def test_translations_are_typeset(language: str, domain: str, path: Path) -> None:
    """The same space around, the language's own quotation marks in pairs, the language's own script."""
    for sentence, form in _pairs(language, path):
        around = [(len(text) - len(text.lstrip()), len(text) - len(text.rstrip())) for text in (sentence, form)]
        assert around[0] == around[1], sentence
        assert '"' not in form or '"' in sentence, sentence
        if marks := QUOTES.get(language):
            assert not set("“”„«»‹›") - set(marks) & set(form), sentence
            assert form.count(marks[0]) == form.count(marks[1]), sentence
        if (script := SCRIPTS.get(language)) and re.search(r"[^\W\d_]", PLACE.sub("", sentence)):
            assert any(unicodedata.name(letter, "").startswith(script) for letter in form), sentence


@pytest.mark.parametrize(("language", "domain", "path"), FILES)
def test_headers_say_who_checked_and_nothing_else(language: str, domain: str, path: Path) -> None:
    """People are warned of texts nobody has checked; no dates and blanks of the tool stand in a header."""
    head = path.read_text(encoding="utf-8").split("\n\n", 1)[0]

    assert "# State: " in head
    assert not re.search(r"EMAIL@ADDRESS|YEAR-MO-DA|PROJECT|POT-Creation-Date|LL@li", head)


def test_commands_are_understood_in_every_language() -> None:
    """A word typed alone means one command, whoever types it; the words on a command's button mean that command."""
    meanings: dict[str, set[str]] = {}
    for language in shipped():
        for command in COMMANDS.values():
            for word in _list(command.words, language):
                meanings.setdefault(word, set()).add(command.name)
            called = read_command(render(command.label, language))
            assert called is not None, (language, command.name)
            assert called.name == command.name, language

    assert {word: names for word, names in meanings.items() if len(names) > 1} == {}


def test_yes_and_no_are_never_mixed_up() -> None:
    """No word means yes and no in one language, or an answer and a command, or today and tomorrow."""
    commands = {word for language in shipped() for one in COMMANDS.values() for word in _list(one.words, language)}
    for language in shipped():
        yes, no = _list(YES_WORDS, language), _list(NO_WORDS, language)
        assert yes, language
        assert no, language
        assert not yes & no, language
        assert not (yes | no) & commands, language
    days = [{fold(render(word, language)) for language in shipped()} for word in (TODAY, TOMORROW)]

    assert not days[0] & days[1]


def _list(text: Text, language: str) -> set[str]:
    return {fold(word) for word in re.split("[,،]", render(text, language)) if fold(word)}


def _glossary() -> list[dict[str, str]]:
    with (ROOT / "locales" / "glossary.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def test_the_glossary_is_whole() -> None:
    """Every term has a word in each language of the glossary; the terms are sorted and stand there once."""
    rows = _glossary()
    terms = [row["term"] for row in rows]

    assert terms == sorted(set(terms), key=str.lower)
    assert all(row[language].strip() for row in rows for language in ("de", "en", "ar"))
    assert set(KEY_TERMS) <= {row["en"] for row in rows}


@pytest.mark.parametrize("language", ["de", "ar"])
def test_key_terms_are_translated_alike(language: str) -> None:
    """What is an appointment in one sentence is no meeting in the next: the glossary's word, or a form its note allows."""
    path = ROOT / "locales" / language / "LC_MESSAGES" / "messages.po"
    strayed = [
        (row["en"], sentence, form)
        for row in _glossary()
        if row["en"] in KEY_TERMS
        for sentence, form in _pairs(language, path)
        if re.search(rf"(?<!\w){re.escape(row['en'])}s?(?!\w)", PLACE.sub("", sentence), re.IGNORECASE)
        and not any(word.casefold() in form.casefold() for word in _allowed(row, language))
    ]

    assert strayed == []


def _allowed(row: dict[str, str], language: str) -> list[str]:
    noted = re.search(rf"(?:^|; ){language}: ([^;]+)", row["note"])
    return [row[language], *(re.split(", ?", noted[1]) if noted else [])]
