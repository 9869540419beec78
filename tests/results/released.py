"""Short words for questions, for people who answer them, and for what is told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from participation.results.disclosure import release_table
from participation.results.tally import tally
from participation.results.values import Asked, Group, Heading, Label, Table
from tests.results.attacker import People, texts

HEADING = Heading("s", "code", "verein", {"de": "Titel"}, ("de",))


def asked(code: str, kind: str, answers: str, **more: object) -> Asked:
    return Asked(code, kind, {"de": code}, tuple(Label(a, {"de": a}) for a in answers.split()), **more)  # type: ignore[arg-type]  # fields of a question by their name


def table(questions: Sequence[Asked], people: People) -> Table:
    return release_table(HEADING, len(people), tally(questions, people, texts(questions, people)))


def people(*groups: tuple[int, Mapping[str, tuple[str, ...] | None]]) -> People:
    return [dict(sheet) for count, sheet in groups for _ in range(count)]


def shown(result_groups: Iterable[Group]) -> list[tuple[tuple[str, ...], int | None]]:
    return [(group.codes, group.count) for group in result_groups]
