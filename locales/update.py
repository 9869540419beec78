"""Brings new and changed words into every catalogue: `make catalogues`. Translations stay, what is unused goes."""

from __future__ import annotations

import argparse
import ast
import io
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
#: Where each domain's words stand, folders and modules; the rooms of staff and of long work, and files, speak to staff only.
DOMAINS = {
    "messages": ("bot", "participation"),
    "staff": (
        "admin",
        "participation/staff",
        "participation/work",
        "participation/core/nodes.py",
        "participation/offices/conditions.py",
        "participation/offices/formats",
        "participation/offices/organisation",
        "participation/surveys/check.py",
        "participation/surveys/formats",
    ),
}
KEYWORDS = {"t": None, "tn": (1, 2), "told": None}
SOURCE = "en"
UNCHECKED = "not checked by a native speaker yet"
READERS = {"messages": "people", "staff": "staff"}


def words(folders: tuple[str, ...]) -> Catalog:
    """Return every sentence marked with t, tn and told, in code and templates, and the messages of refusals."""
    found = Catalog(project="Lotse", charset="utf-8")
    for folder in folders:
        others = [ROOT / other for claimed in DOMAINS.values() for other in claimed if other.startswith(f"{folder}/")]
        module = [ROOT / folder] if folder.endswith(".py") else []
        for path in module or sorted((ROOT / folder).rglob("*.py")):
            if any(path.is_relative_to(other) for other in others):
                continue
            source = path.read_bytes()
            for line, message, comments, _ in extract("python", io.BytesIO(source), KEYWORDS, ("i18n:",)):
                found.add(message, locations=[(str(path.relative_to(ROOT)), line)], auto_comments=comments)
            for line, sentence in refusals(source.decode()):
                found.add(sentence, locations=[(str(path.relative_to(ROOT)), line)])
        for path in sorted((ROOT / folder).rglob("*.html")):
            for line, message, comments, _ in extract(
                "jinja2.ext:babel_extract", io.BytesIO(path.read_bytes()), KEYWORDS
            ):
                found.add(message, locations=[(str(path.relative_to(ROOT)), line)], auto_comments=comments)
    return found


def refusals(source: str) -> Iterator[tuple[int, str]]:
    """The docstring of a refusal is what people are told. Refusals live in modules called errors, or derive from Refused."""
    tree = ast.parse(source)
    known = {"Refused"}
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef) and any(
            isinstance(base, ast.Name) and base.id in known for base in node.bases
        ):
            known.add(node.name)
            if said := ast.get_docstring(node):
                yield node.lineno, said


def catalogues() -> Iterator[tuple[str, str, Path]]:
    """Every (language, domain, file) there is."""
    for path in sorted((ROOT / "locales").glob("*/LC_MESSAGES/*.po")):
        yield path.parts[-3], path.stem, path


def update(only: str | None = None) -> None:
    """Bring every catalogue up to date, or those of one domain."""
    templates = {domain: words(folders) for domain, folders in DOMAINS.items() if only in (None, domain)}
    for language, domain, path in catalogues():
        if domain not in templates:
            continue
        catalogue = updated(language, path, templates[domain])
        path.write_text(written(domain, catalogue), encoding="utf-8")
        missing = [
            message.id for message in catalogue if message.id and (message.fuzzy or not _complete(message.string))
        ]
        print(f"{language}/{domain}: {len(catalogue)} sentences, {len(missing)} to translate")


def updated(language: str, path: Path, template: Catalog) -> Catalog:
    """Return the catalogue at *path* with the sentences of *template*; English is the sentences themselves."""
    with path.open("rb") as file:
        catalogue = read_po(file, locale=language)
    catalogue.update(template, no_fuzzy_matching=True, update_header_comment=False)
    catalogue.obsolete.clear()
    for message in catalogue:
        if language == SOURCE and message.id:
            message.string = message.id
            message.flags.discard("fuzzy")
    return catalogue


def written(domain: str, catalogue: Catalog) -> str:
    """Return the file's text. The same words give the same bytes: no dates, no names of tools."""
    words = io.BytesIO()
    write_po(words, catalogue, width=120, omit_header=True, sort_output=True, no_location=True)
    return _head(domain, catalogue) + words.getvalue().decode().rstrip("\n") + "\n"


def _head(domain: str, catalogue: Catalog) -> str:
    """The comment a person wrote, or that of a new catalogue, and what programs need."""
    said = catalogue.header_comment
    if "PROJECT" in said or not said:
        language = catalogue.locale.english_name if catalogue.locale else ""
        said = f"# Lotse: what {READERS[domain]} read, in {language}.\n# State: {UNCHECKED}."
    needed = (
        "Project-Id-Version: Lotse",
        f"Language: {catalogue.locale_identifier}",
        f"Plural-Forms: {catalogue.plural_forms}",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=utf-8",
        "Content-Transfer-Encoding: 8bit",
    )
    return "\n".join((said, 'msgid ""', 'msgstr ""', *(f'"{line}\\n"' for line in needed), "\n"))


def _complete(string: str | tuple[str, ...] | list[str] | None) -> bool:
    forms = [string] if isinstance(string, str) else list(string or ())
    return bool(forms) and all(forms)


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--domain", choices=sorted(DOMAINS), help="only the catalogues of this domain")
    update(asked.parse_args().domain)
