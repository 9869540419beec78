"""What may be typed after `lotse`. Loads no command: each takes with it a good part of the house, and only one is run."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from participation.core.languages import shipped
from participation.staff.permissions import Role

Adder = Callable[..., argparse.ArgumentParser]

LASTING = "serve", "work"  # commands that run for months, and are started with the machine
#: What `lotse import` takes.
TAKEN = {
    "offices": "office tables, a folder or zip (docs/formats/offices.md)",
    "catalogue": "the shipped services and their phrases, or a folder of your own",
    "xlsx": "the same tables as one workbook, a file",
    "hsds": "Open Referral's HSDS 3, a JSON file, or a folder or zip of JSON or CSV files",
    "dldb": "an export of the service database of Berlin, a folder or zip",
    "munich": "the services and offices of Munich, a JSON file",
    "koos": "a table of municipal processes, a file, folder or zip",
}


def parser() -> argparse.ArgumentParser:
    """Return the parser of all commands; `run` names the function of the one that was typed, `migrates` and `waits` what precedes it."""
    whole = argparse.ArgumentParser(prog="lotse", description="Find the office, book the appointment, be heard.")
    commands = whole.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, run: str | None, about: str) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=about, description=about)
        added.set_defaults(run=run, migrates=True, waits=name in LASTING)
        return added

    _service(command)
    _data(command)
    _staff(command)
    _import(command)
    _operation(command)
    return whole


def _service(command: Adder) -> None:
    for name, about in (
        ("demo", "start everything with an invented county, its survey and staff"),
        ("serve", "answer people: web pages, web chat, Telegram"),
    ):
        added = command(name, f"bot.commands_service:{name}", about)
        added.add_argument("--host", help="address to listen on")
        added.add_argument("--port", type=int, help="port to listen on")
        added.add_argument("--data", type=Path, help="folder for the embedded database")
        added.set_defaults(with_worker=False)
        if name == "serve":
            added.add_argument(
                "--with-worker", action="store_true", help="do the work of `lotse work` in this process too"
            )
    command("work", "bot.commands_service:work", "send what is owed, delete on time")
    migrating = command("migrate", None, "bring the database to the present shape")
    migrating.add_argument(
        "--before", action="store_true", help="only what may be done while the old version still runs"
    )
    talk = command("talk", "bot.commands_service:talk", "chat in this terminal")
    talk.add_argument("--lang", choices=sorted(shipped()), help="language to begin with")
    talk.add_argument("--json", action="store_true", help="one JSON object a line each way")


def _data(command: Adder) -> None:
    giving = command("export", "bot.commands_data:export", "write offices to a folder (offices, hsds) or a file (xlsx)")
    giving.add_argument("what", choices=("offices", "xlsx", "hsds"))
    giving.add_argument("path", type=Path)
    giving.add_argument("--csv", action="store_true", help="hsds: tables in place of JSON")
    giving.add_argument("--source", help="which body of data, if there are several")
    asking = command("ask", "bot.commands_data:ask", "find the office for what somebody writes")
    asking.add_argument("text", nargs="+")
    asking.add_argument("--lang", required=True, choices=sorted(shipped()))
    asking.add_argument("--place", help="town or postcode")
    asking.add_argument("--json", action="store_true")
    judging = command("evaluate", "bot.commands_data:evaluate", "measure the finder on a file of messages")
    judging.add_argument("what", choices=("finder",))
    judging.add_argument("path", type=Path)
    judging.add_argument("--json", action="store_true")


def _staff(command: Adder) -> None:
    keeping = command(
        "staff",
        "bot.commands_staff:staff",
        "create accounts for staff, give new links to choose a password, reset second factors, list accounts",
    )
    keeping.add_argument("what", choices=("add", "password", "factor", "list"))
    keeping.add_argument("name", nargs="?", help="sign-in name")
    keeping.add_argument("--shown", help="name that colleagues see; default: the sign-in name")
    keeping.add_argument("--role", action="append", default=[], choices=[role.value for role in Role])
    keeping.add_argument("--scope", action="append", default=[], help="unit or organisation a role is for")
    keeping.add_argument("--language", default="de", choices=("de", "en"))
    keeping.add_argument(
        "--ask", action="store_true", help="ask for the password instead of printing a link to choose one"
    )


def _import(command: Adder) -> None:
    taking = command("import", "bot.commands_import:take_in", "take data in, in one transaction")
    taking.formatter_class = argparse.RawDescriptionHelpFormatter
    taking.epilog = "\n".join(f"{name}: {about}" for name, about in TAKEN.items())
    taking.add_argument("what", choices=tuple(TAKEN))
    taking.add_argument("path", type=Path, nargs="?", help="folder, zip or file")
    taking.add_argument("--dry-run", action="store_true", help="only report what would change")
    taking.add_argument("--overwrite", action="store_true", help="also what was changed by hand on the staff pages")
    taking.add_argument("--report", type=Path, help="write the whole report to this file")


def _operation(command: Adder) -> None:
    copying = command("backup", "bot.commands_operation:backup", "copy the database while it is in use")
    copying.add_argument("path", type=Path, help="a new file, or a folder for files named by their time")
    copying.add_argument("--keep", type=_days, metavar="DAYS", help="drop backups in the folder that are older")
    copying.set_defaults(migrates=False)
    bringing = command("restore", "bot.commands_operation:restore", "bring a backup back, without those deleted since")
    bringing.add_argument("path", type=Path)
    bringing.add_argument("--force", action="store_true", help="in the place of the database that is there")
    bringing.set_defaults(migrates=False)
    owing = command("owed", "bot.commands_operation:owed", "count messages that wait to be sent; never their content")
    owing.add_argument("--dead", action="store_true", help="count those that were given up, and why")


def _days(given: str) -> timedelta:
    from bot.forgotten import KEPT  # only who keeps backups for some days needs it

    days = timedelta(days=int(given))
    if not timedelta() < days <= KEPT:
        raise argparse.ArgumentTypeError(f"from 1 to {KEPT.days}: who was deleted is remembered no longer")
    return days
