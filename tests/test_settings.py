"""Settings come from the environment, are checked at the start, and are all in the README."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.settings import VARIABLES, SettingsWrong, read_settings

README = Path(__file__).resolve().parents[1] / "README.md"


def test_nothing_needs_to_be_set() -> None:
    """A newcomer starts without any setting: an SQLite file, this machine only, no Telegram."""
    settings = read_settings({})

    assert settings.database_url == "sqlite:///data/lotse.db"
    assert settings.public_url == "http://127.0.0.1:8080"
    assert settings.telegram_token is None
    assert not settings.secure


def test_the_command_line_wins_over_the_environment() -> None:
    """Whoever writes --port means it."""
    assert read_settings({"LOTSE_PORT": "9000"}).port == 9000
    assert read_settings({"LOTSE_PORT": "9000"}, port=9001).port == 9001


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("LOTSE_PORT", "0"),
        ("LOTSE_PORT", "http"),
        ("LOTSE_PORT", "65536"),
        ("LOTSE_DATABASE_URL", "mysql://somewhere/lotse"),
        ("LOTSE_DATABASE_URL", "lotse.db"),
        ("LOTSE_PUBLIC_URL", "lotse.example"),
        ("LOTSE_TELEGRAM_API", "ftp://api"),
        ("LOTSE_TELEGRAM_TOKEN", "secret"),
        ("LOTSE_LOG_LEVEL", "LOUD"),
        ("LOTSE_PROT", "8080"),
    ],
)
def test_what_cannot_be_used_is_named(name: str, value: str) -> None:
    """A wrong value, or a variable we do not know, is told by its name at the start."""
    with pytest.raises(SettingsWrong, match=name):
        read_settings({name: value})


def test_everything_wrong_is_told_at_once() -> None:
    """Nobody has to start five times to find five mistakes."""
    with pytest.raises(SettingsWrong) as wrong:
        read_settings({"LOTSE_PORT": "x", "LOTSE_LOG_LEVEL": "y"})

    assert str(wrong.value).count("\n") == 1


def test_a_token_is_never_shown() -> None:
    """An error message may end up in a log."""
    with pytest.raises(SettingsWrong) as wrong:
        read_settings({"LOTSE_TELEGRAM_TOKEN": "123456-very-secret"})

    assert "very-secret" not in str(wrong.value)


def test_every_setting_is_in_the_readme() -> None:
    """Name and meaning stand in the README's table, word for word; nothing stands there that does not exist."""
    text = README.read_text(encoding="utf-8")

    assert [name for name, about in VARIABLES.items() if f"| `{name}` | {about} |" not in text] == []
    assert set(re.findall(r"LOTSE_[A-Z_]*[A-Z]", text)) <= {
        *VARIABLES,
        "LOTSE_TESTS_COMPLETE",
        "LOTSE_REFERENCE_DATA",
        "LOTSE_STORIES",
    }


OIDC = {"LOTSE_OIDC_ISSUER": "https://id.birkental.example/realms/city", "LOTSE_OIDC_CLIENT_ID": "lotse"}


def test_the_provider_of_the_city() -> None:
    """Issuer and client are enough; which words mean which roles can be said; the secret is never shown."""
    assert read_settings({}).provider is None
    plain = read_settings(OIDC).provider
    assert plain is not None
    assert (plain.roles_claim, plain.meant) == ("roles", {})
    roles = " Lotse Planung = planner ;a=b=front-office:town-hall;"
    full = read_settings({**OIDC, "LOTSE_OIDC_CLIENT_SECRET": "hidden", "LOTSE_OIDC_ROLES": roles})

    assert full.provider is not None
    assert full.provider.meant == {"Lotse Planung": "planner", "a=b": "front-office:town-hall"}
    assert "hidden" not in repr(full)


@pytest.mark.parametrize("issuer", ["http://id.birkental.example", "id.birkental.example", "ftp://x", "https:"])
def test_a_provider_is_reached_by_tls(issuer: str) -> None:
    """Only on this machine, for trying out, it may be without."""
    with pytest.raises(SettingsWrong, match="LOTSE_OIDC_ISSUER"):
        read_settings({**OIDC, "LOTSE_OIDC_ISSUER": issuer})
    assert read_settings({**OIDC, "LOTSE_OIDC_ISSUER": "http://127.0.0.1:9400"}).provider


@pytest.mark.parametrize("roles", ["x=nobody", "x=front-office", "x=planner:town-hall", "x=", "planner"])
def test_roles_that_are_none_are_told_at_the_start(roles: str) -> None:
    """A misspelt role would otherwise shut somebody out, and a forgotten unit too."""
    with pytest.raises(SettingsWrong, match="LOTSE_OIDC_ROLES"):
        read_settings({**OIDC, "LOTSE_OIDC_ROLES": roles})


def test_half_a_provider_is_none() -> None:
    """Issuer without client, or client without issuer, is said."""
    for name in OIDC:
        with pytest.raises(SettingsWrong, match="set both or none"):
            read_settings({name: OIDC[name]})
