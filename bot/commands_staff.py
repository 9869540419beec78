"""The command `lotse staff`: accounts from the console, the first one above all."""

from __future__ import annotations

import argparse
import getpass
from collections.abc import Callable

from sqlalchemy.ext.asyncio import AsyncSession

from bot.settings import Settings
from participation.core.clock import SystemClock
from participation.core.db import Database
from participation.offices.units import unit
from participation.staff import passwords, queries, services
from participation.staff.errors import UnknownAccount
from participation.staff.permissions import SCOPED, Role
from participation.staff.services import CONSOLE, login

Adder = Callable[..., argparse.ArgumentParser]


def add(command: Adder) -> None:
    """Add the command to the parser."""
    keeping = command("staff", _staff, "create accounts for staff, give new passwords, list accounts")
    keeping.add_argument("what", choices=("add", "password", "list"))
    keeping.add_argument("name", nargs="?", help="sign-in name")
    keeping.add_argument("--shown", help="name that colleagues see; default: the sign-in name")
    keeping.add_argument("--role", action="append", default=[], choices=[role.value for role in Role])
    keeping.add_argument("--scope", action="append", default=[], help="unit or organisation a role is for")
    keeping.add_argument("--language", default="de", choices=("de", "en"))
    keeping.add_argument("--ask", action="store_true", help="ask for the password instead of printing a new one")


async def _staff(arguments: argparse.Namespace, settings: Settings) -> int:
    if arguments.what != "list" and not arguments.name:
        print("Name the account: lotse staff add NAME --role administration")
        return 2
    database = Database(settings.database_url)
    try:
        match arguments.what:
            case "add":
                return await _add(arguments, database)
            case "password":
                return await _password(arguments, database)
            case _:
                return await _list(database)
    finally:
        await database.close()


async def _add(arguments: argparse.Namespace, database: Database) -> int:
    """Create the account, or give one that exists more roles."""
    now, name = SystemClock().now(), login(arguments.name)
    roles = [Role(role) for role in arguments.role]
    async with database.reading() as session:
        known = await queries.account_named(session, name)
        unknown = [scope for scope in arguments.scope if await unit(session, scope) is None]
    if unknown or (bool(arguments.scope) != any(role in SCOPED for role in roles)):
        print(f"No such unit: {', '.join(unknown)}" if unknown else f"Roles with --scope: {', '.join(sorted(SCOPED))}")
        return 2
    password = "" if known else _chosen(arguments, name)
    hashed = "" if known else await passwords.hash_password(password)
    async with database.writing() as session:
        if known is None:
            new = name, arguments.shown or arguments.name, arguments.language
            known = await services.create_account(session, new, hashed, CONSOLE, now, provisional=not arguments.ask)
        await _give(session, known.id, roles, arguments.scope)
    _tell(name, "" if arguments.ask else password)
    return 0


async def _give(session: AsyncSession, account: str, roles: list[Role], scopes: list[str]) -> None:
    for role in roles:
        for scope in scopes if role in SCOPED else [""]:
            await services.grant(session, account, role, scope, CONSOLE, SystemClock().now())


async def _password(arguments: argparse.Namespace, database: Database) -> int:
    name = login(arguments.name)
    async with database.reading() as session:
        known = await queries.account_named(session, name)
    if known is None:
        raise UnknownAccount
    password = _chosen(arguments, name)
    hashed = await passwords.hash_password(password)
    async with database.writing() as session:
        now = SystemClock().now()
        await services.set_password(session, known.id, hashed, CONSOLE, now, provisional=not arguments.ask)
    _tell(name, "" if arguments.ask else password)
    return 0


async def _list(database: Database) -> int:
    async with database.reading() as session:
        for account in await queries.accounts(session):
            held = ", ".join(f"{grant.role}:{grant.scope}" if grant.scope else grant.role for grant in account.grants)
            print(f"{account.name}\t{account.shown}\t{'active' if account.active else 'closed'}\t{held}")
    return 0


def _chosen(arguments: argparse.Namespace, name: str) -> str:
    if not arguments.ask:
        return passwords.new_password()
    password = getpass.getpass(f"Password for {name}: ")
    passwords.check_password(password, name)
    return password


def _tell(name: str, password: str) -> None:
    print(f"{name}: done. Sign in at /staff.")
    if password:
        print(f"First password, shown only now, to be changed at the first sign-in: {password}")
