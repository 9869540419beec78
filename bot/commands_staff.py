"""The command `lotse staff`: accounts from the console, the first one above all. People choose their passwords by a link."""

from __future__ import annotations

import argparse
import getpass

from sqlalchemy.ext.asyncio import AsyncSession

from bot.settings import Settings
from participation.core.clock import SystemClock
from participation.core.db import Database
from participation.offices.units import unit
from participation.staff import factor, passwords, queries, services
from participation.staff.errors import UnknownAccount
from participation.staff.invitations import PATH, invite
from participation.staff.permissions import SCOPED, Role
from participation.staff.services import CONSOLE, login
from participation.staff.values import Account


async def staff(arguments: argparse.Namespace, settings: Settings) -> int:
    if arguments.what != "list" and not arguments.name:
        print("Name the account: lotse staff add NAME --role administration")
        return 2
    database = Database(settings.database_url)
    try:
        match arguments.what:
            case "add":
                return await _add(arguments, database, settings)
            case "password":
                return await _password(arguments, database, settings)
            case "factor":
                return await _factor(arguments, database)
            case _:
                return await _list(database)
    finally:
        await database.close()


async def _add(arguments: argparse.Namespace, database: Database, settings: Settings) -> int:
    """Create the account, or give one that exists more roles."""
    now, name = SystemClock().now(), login(arguments.name)
    roles = [Role(role) for role in arguments.role]
    async with database.reading() as session:
        known = await queries.account_named(session, name)
        unknown = [scope for scope in arguments.scope if await unit(session, scope) is None]
    if unknown or (bool(arguments.scope) != any(role in SCOPED for role in roles)):
        print(f"No such unit: {', '.join(unknown)}" if unknown else f"Roles with --scope: {', '.join(sorted(SCOPED))}")
        return 2
    hashed, token = "" if known else await _chosen(arguments, name), ""
    async with database.writing() as session:
        if known is None:
            new = name, arguments.shown or arguments.name, arguments.language
            known = await services.create_account(session, new, hashed, CONSOLE, now, provisional=not hashed)
            token = "" if hashed else await invite(session, known.id, CONSOLE, now)
        await _give(session, known.id, roles, arguments.scope)
    _tell(name, settings, token)
    return 0


async def _give(session: AsyncSession, account: str, roles: list[Role], scopes: list[str]) -> None:
    for role in roles:
        for scope in scopes if role in SCOPED else [""]:
            await services.grant(session, account, role, scope, CONSOLE, SystemClock().now())


async def _password(arguments: argparse.Namespace, database: Database, settings: Settings) -> int:
    known, now, token = await _known(arguments, database), SystemClock().now(), ""
    hashed = await _chosen(arguments, known.name)
    async with database.writing() as session:
        if hashed:
            await services.set_password(session, known.id, hashed, CONSOLE, now, provisional=False)
        else:
            token = await invite(session, known.id, CONSOLE, now)
    _tell(known.name, settings, token)
    return 0


async def _factor(arguments: argparse.Namespace, database: Database) -> int:
    """Reset the second factor of who lost it, the only administrator above all."""
    known = await _known(arguments, database)
    async with database.writing() as session:
        await factor.reset(session, known.id, CONSOLE, SystemClock().now())
    print(f"{known.name}: done. The second factor is set up anew at the next sign-in.")
    return 0


async def _known(arguments: argparse.Namespace, database: Database) -> Account:
    async with database.reading() as session:
        known = await queries.account_named(session, login(arguments.name))
    if known is None:
        raise UnknownAccount
    return known


async def _list(database: Database) -> int:
    async with database.reading() as session:
        for account in await queries.accounts(session):
            held = ", ".join(f"{grant.role}:{grant.scope}" if grant.scope else grant.role for grant in account.grants)
            print(f"{account.name}\t{account.shown}\t{'active' if account.active else 'closed'}\t{held}")
    return 0


async def _chosen(arguments: argparse.Namespace, name: str) -> str:
    """Return the hash of the password that was asked for, an empty one if a link is wanted."""
    if not arguments.ask:
        return ""
    password = getpass.getpass(f"Password for {name}: ")
    passwords.check_password(password, name)
    return await passwords.hash_password(password)


def _tell(name: str, settings: Settings, token: str) -> None:
    print(f"{name}: done. Sign in at {settings.public_url}/staff.")
    if token:
        print("Link to choose a password, shown only now, for one use within three days:")
        print(f"{settings.public_url}{PATH}{token}")
