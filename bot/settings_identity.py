"""The settings of the city's identity provider, which belong together."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from participation.staff.permissions import SCOPED, Role

if TYPE_CHECKING:
    from admin.provider import Terms

#: Each variable: what it means and its default.
VARIABLES = {
    "LOTSE_OIDC_ISSUER": "Address of the city's identity provider (OpenID Connect), as it calls itself. Default: none, sign-in by password only",
    "LOTSE_OIDC_CLIENT_ID": "What the provider calls Lotse. Needed with `LOTSE_OIDC_ISSUER`",
    "LOTSE_OIDC_CLIENT_SECRET": "The secret agreed with the provider. Default: none, a public client with PKCE",
    "LOTSE_OIDC_ROLES_CLAIM": "Claim of the ID token that holds the roles; `realm_access.roles` is a claim in a claim. Default: `roles`",
    "LOTSE_OIDC_ROLES": "Which of the claim's values mean which role here: `value=role` or `value=role:unit`, separated by `;`. Default: values are `role` or `role:unit` themselves",
}
_LOCAL = {"localhost", "127.0.0.1", "::1"}

Setting = Callable[[str, str, Callable[[str], str]], str]


def terms(setting: Setting, wrong: list[str]) -> Terms | None:
    """Return what was agreed with the provider, None if there is none; adds what is *wrong*."""
    issuer = setting("oidc_issuer", "", _issuer)
    client, secret = setting("oidc_client_id", "", str), setting("oidc_client_secret", "", str)
    claim, spelled = setting("oidc_roles_claim", "roles", str), setting("oidc_roles", "", _checked)
    if bool(issuer) != bool(client) and not any("LOTSE_OIDC_ISSUER" in said for said in wrong):
        wrong.append("LOTSE_OIDC_ISSUER and LOTSE_OIDC_CLIENT_ID: set both or none")
    if not (issuer and client):
        return None
    from admin.provider import Terms  # with a web client, which many a command does without

    return Terms(issuer, client, secret, claim, _meant(spelled))


def _issuer(given: str) -> str:
    parts = urlsplit(given)
    if not parts.hostname or (parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in _LOCAL)):
        raise ValueError(f"{given!r} must begin with https://")
    return given


def _checked(given: str) -> str:
    for value, role in _meant(given).items():
        name, _, scope = role.partition(":")
        if not value or name not in set(Role) or bool(scope) != (name in SCOPED):
            raise ValueError(f"{role!r} is no role; use {', '.join(sorted(Role))}, with `:unit` after {', '.join(sorted(SCOPED))}")  # fmt: skip
    return given


def _meant(spelled: str) -> dict[str, str]:
    pairs = [pair.rpartition("=") for pair in spelled.split(";") if pair.strip()]
    return {value.strip(): role.strip() for value, _, role in pairs}
