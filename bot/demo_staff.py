"""The demo's staff: one invented account for each role, all with the same password."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from participation.staff.permissions import SCOPED, Role
from participation.staff.services import CONSOLE, create_account, grant

PASSWORD = "Birkental zeigt Lotse"  # noqa: S105  the demo prints it
#: Sign-in name, shown name, language, role, and for what.
ACCOUNTS = (
    ("empfang", "Frau Kaya, Servicezentrum", "de", Role.FRONT_OFFICE, ("servicezentrum-migration",)),
    ("buergerbuero", "Herr Lindner, Bürgerbüro", "de", Role.FRONT_OFFICE, ("buergerbuero-birkenstadt",)),
    ("sachbearbeitung", "Herr Yilmaz, Ausländerbehörde", "de", Role.BACK_OFFICE, ("abh-asyl",)),
    ("verein", "Frau Haddad, Selbstorganisationen", "de", Role.SELF_ORGANISATION, ("brueckenbauer", "nour")),
    ("koordination", "Frau Sommer, Integrationskoordination", "de", Role.COORDINATION, ()),
    ("planung", "Herr Okafor, Sozialplanung", "de", Role.PLANNER, ()),
    ("steuerung", "Frau Brandt, Steuerungsgruppe", "de", Role.STEERING_GROUP, ()),
    ("verwaltung", "Herr Wolf, Verwaltung der Konten", "de", Role.ADMINISTRATION, ()),
    ("revision", "Frau Petrov, Revision", "en", Role.AUDIT, ()),
)


async def settle(session: AsyncSession, password_hash: str, now: datetime) -> None:
    """Create the accounts of the demo; one hash serves them all, as the password is no secret."""
    for name, shown, language, role, scopes in ACCOUNTS:
        new = (name, shown, language)
        account = await create_account(session, new, password_hash, CONSOLE, now, provisional=False)
        for scope in scopes if role in SCOPED else ("",):
            await grant(session, account.id, role, scope, CONSOLE, now)


def logins() -> list[str]:
    """What a newcomer types to look around."""
    lines = [f"    {name:<16} {role.value:<18} {', '.join(scopes)}".rstrip() for name, _, _, role, scopes in ACCOUNTS]
    return [f"  DEMO ACCOUNTS, invented, all with the password: {PASSWORD}", *lines]
