"""The commands about data: export, ask, evaluate."""

from __future__ import annotations

import argparse
import json

from bot.asking import ask_in_words, asked_as_json
from bot.settings import Settings
from participation.core.clock import SystemClock
from participation.core.db import Database
from participation.offices import evaluation, queries
from participation.offices.finder import matcher
from participation.offices.formats import kinds
from participation.offices.formats.kinds import FORMATS
from participation.offices.matching import Matcher
from participation.offices.services import CATALOGUE, CATALOGUE_FOLDER, rows_of, whole_of


async def export(arguments: argparse.Namespace, settings: Settings) -> int:
    database = Database(settings.database_url)
    try:
        async with database.reading() as session:
            sources = [one for one in await queries.sources(session) if one != CATALOGUE]
            source = arguments.source or (sources[0] if len(sources) == 1 else None)
            if source is None:
                print(f"Name the data with --source: {', '.join([*sources, CATALOGUE])}")
                return 2
            name = f"{arguments.what}-csv" if arguments.what == "hsds" and arguments.csv else arguments.what
            rows = await (whole_of if FORMATS[name].whole else rows_of)(session, source)
    finally:
        await database.close()
    kinds.write(name, rows, arguments.path)
    print(f"{sum(map(len, rows.values()))} rows of {source} written to {arguments.path}")
    return 0


async def ask(arguments: argparse.Namespace, settings: Settings) -> int:
    database = Database(settings.database_url)
    text = " ".join(arguments.text)
    try:
        async with database.reading() as session:
            now = SystemClock().now()
            if arguments.json:
                print(
                    json.dumps(
                        await asked_as_json(session, text, arguments.lang, arguments.place, now), ensure_ascii=False
                    )
                )
            else:
                print("\n".join(await ask_in_words(session, text, arguments.lang, arguments.place, now)))
    finally:
        await database.close()
    return 0


async def evaluate(arguments: argparse.Namespace, settings: Settings) -> int:
    messages = evaluation.read_evaluation(arguments.path)
    database = Database(settings.database_url)
    try:
        async with database.reading() as session:
            phrases = await queries.phrases(session)
            index = await matcher(session)
    finally:
        await database.close()
    if not phrases:
        phrases = evaluation.shipped_phrases(CATALOGUE_FOLDER)
        index = Matcher(phrases)
    ours = evaluation.evaluate(lambda text, language: [m.slug for m in index.match(text, language).best], messages)
    plain = evaluation.evaluate(evaluation.plain_search(phrases), messages)
    if arguments.json:
        beside = evaluation.as_dict(plain)
        shown = {code: {**mine, "plain_search": beside[code]} for code, mine in evaluation.as_dict(ours).items()}
        print(json.dumps(shown, ensure_ascii=False, indent=2))
    else:
        _print(ours, plain)
    return 0


def _print(ours: dict[str, evaluation.Figures], plain: dict[str, evaluation.Figures]) -> None:
    from rich.console import Console  # only who evaluates needs it
    from rich.table import Table

    table = Table(
        "language", "messages", "top 1", "top 3", "refused", "wrongly refused", "plain: top 1", "top 3", "refused"
    )
    for language, mine in ours.items():
        other = plain[language]
        shares = (mine.top1, mine.top3, mine.refused, mine.missed, other.top1, other.top3, other.refused)
        table.add_row(language, str(mine.messages), *(f"{share:.0%}" for share in shares))
    Console(width=120).print(table)
