"""The only reader of the environment: every setting, checked at the start."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlsplit

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from bot import settings_identity
from participation.core.db import sqlite_url

if TYPE_CHECKING:
    from admin.provider import Terms

T = TypeVar("T")
Network = IPv4Network | IPv6Network


class SettingsWrong(Exception):
    """One or more settings cannot be used; the message names each variable and what to do."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What an operator may set. Read once, never changed."""

    data: Path
    database_url: str
    host: str
    port: int
    public_url: str
    telegram_token: str | None
    telegram_api: str
    telegram_mode: str
    telegram_bulk_per_second: int
    log_level: str
    log_format: str
    metrics_host: str
    metrics_port: int | None
    trusted_proxies: tuple[Network, ...]
    limits: bool
    provider: Terms | None

    @property
    def sqlite_file(self) -> Path | None:
        """The embedded database; None on PostgreSQL."""
        url = make_url(self.database_url)
        return Path(url.database) if url.get_backend_name() == "sqlite" and url.database else None

    @property
    def secure(self) -> bool:
        """Whether people reach us by HTTPS, so that cookies may demand it."""
        return self.public_url.startswith("https://")


#: Each variable: what it means and its default, for the README and for `lotse settings`.
VARIABLES = {
    "LOTSE_DATA": "Folder for the embedded database and the key of this installation. Default: `./data`",
    "LOTSE_DATABASE_URL": "`postgresql+asyncpg://user:password@host/name`. Default: an SQLite file in `LOTSE_DATA`",
    "LOTSE_HOST": "Address the web server listens on. Default: `127.0.0.1`",
    "LOTSE_PORT": "Port the web server listens on, 1 to 65535. Default: `8080`",
    "LOTSE_PUBLIC_URL": "Address people open; `https://` makes cookies secure. Default: from host and port",
    "LOTSE_TELEGRAM_TOKEN": "Token of the Telegram bot. Default: none, no Telegram",
    "LOTSE_TELEGRAM_API": "Base address of the Bot API. Default: the official one",
    "LOTSE_TELEGRAM_MODE": "`polling`: fetch updates; `webhook`: have them brought to `LOTSE_PUBLIC_URL`. Default: `polling`",
    "LOTSE_TELEGRAM_BULK_PER_SECOND": "Messages to many that the bot sends in a second, 1 to 1000, all processes together. Default: `25`",
    "LOTSE_LOG_LEVEL": "`DEBUG`, `INFO`, `WARNING` or `ERROR`. Default: `INFO`",
    "LOTSE_LOG_FORMAT": "`text` or `json`, one record a line on the standard error stream. Default: `text`",
    "LOTSE_METRICS_PORT": "Port for `/metrics` and `/healthz`, apart from the pages. Default: none, no metrics",
    "LOTSE_METRICS_HOST": "Address the metrics listen on. Default: `127.0.0.1`",
    "LOTSE_TRUSTED_PROXIES": "Addresses or networks of your reverse proxies, separated by commas: only they may say for whom they ask (`X-Forwarded-For`). Default: none",
    "LOTSE_LIMITS": "`on`, or `off` to answer everybody without limits, for measurements only. Default: `on`",
    **settings_identity.VARIABLES,
}

OFFICIAL_API = "https://api.telegram.org"


def read_settings(environment: Mapping[str, str] = os.environ, **overriding: Any) -> Settings:
    """Read every `LOTSE_*` variable; *overriding* values (from the command line) win. Raises `SettingsWrong`."""
    setting = _Reading(environment, overriding, _unknown(environment))
    data = setting("data", Path("data"), Path)
    host = setting("host", "127.0.0.1", str)
    port = setting("port", 8080, _port)
    settings = Settings(
        data=data,
        database_url=setting("database_url", sqlite_url(data / "lotse.db"), _database),
        host=host,
        port=port,
        public_url=setting("public_url", f"http://{host}:{port}", _address).rstrip("/"),
        telegram_token=setting("telegram_token", None, _token),
        telegram_api=setting("telegram_api", OFFICIAL_API, _address).rstrip("/"),
        telegram_mode=setting("telegram_mode", "polling", _one_of("polling", "webhook")),
        telegram_bulk_per_second=setting("telegram_bulk_per_second", 25, _pace),
        log_level=setting("log_level", "INFO", _one_of("DEBUG", "INFO", "WARNING", "ERROR", fold=str.upper)),
        log_format=setting("log_format", "text", _one_of("text", "json")),
        metrics_host=setting("metrics_host", "127.0.0.1", str),
        metrics_port=setting("metrics_port", None, _port),
        trusted_proxies=setting("trusted_proxies", (), _networks),
        limits=setting("limits", "on", _one_of("on", "off")) == "on",
        provider=settings_identity.terms(setting, setting.wrong),
    )
    if setting.wrong:
        raise SettingsWrong("\n".join(setting.wrong))
    return settings


@dataclass(frozen=True, slots=True)
class _Reading:
    """Reads one setting after the other, and gathers what is *wrong* with them."""

    environment: Mapping[str, str]
    overriding: Mapping[str, Any]
    wrong: list[str]

    def __call__(self, name: str, default: T, read: Callable[[str], T]) -> T:
        given = self.environment.get(f"LOTSE_{name.upper()}", "").strip()
        if self.overriding.get(name) is not None:
            value: T = self.overriding[name]
            return value
        try:
            return read(given) if given else default
        except ValueError as error:
            self.wrong.append(f"LOTSE_{name.upper()}: {error}")
            return default


def _unknown(environment: Mapping[str, str]) -> list[str]:
    names = sorted(name for name in environment if name.startswith("LOTSE_") and name not in (*VARIABLES, *FOR_TESTS))
    return [f"{name}: there is no such setting; see the README for all of them" for name in names]


FOR_TESTS = ("LOTSE_TESTS_COMPLETE", "LOTSE_REFERENCE_DATA", "LOTSE_STORIES")


def _port(given: str) -> int:
    if not given.isdecimal() or not 1 <= int(given) <= 65535:
        raise ValueError(f"{given!r} is no port; give a number from 1 to 65535")
    return int(given)


def _pace(given: str) -> int:
    if not given.isdecimal() or not 1 <= int(given) <= 1000:
        raise ValueError(f"{given!r} is no pace; give a number from 1 to 1000")
    return int(given)


def _networks(given: str) -> tuple[Network, ...]:
    try:
        return tuple(ip_network(part.strip(), strict=False) for part in given.split(","))
    except ValueError:
        raise ValueError(f"{given!r} is no list of addresses; example: 127.0.0.1, 10.0.0.0/8") from None


def _database(given: str) -> str:
    try:
        url = make_url(given)
    except ArgumentError:
        raise ValueError("this is no database address; example: postgresql+asyncpg://user@host/lotse") from None
    if url.drivername != "postgresql+asyncpg" and url.get_backend_name() != "sqlite":
        raise ValueError(f"{url.drivername} is not supported; use postgresql+asyncpg:// or sqlite:///")
    return given


def _address(given: str) -> str:
    parts = urlsplit(given)
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        raise ValueError(f"{given!r} is no web address; it must begin with https:// or http://")
    return given


def _token(given: str) -> str:
    if not re.fullmatch(r"\d+:[A-Za-z0-9_-]{3,}", given):
        raise ValueError("this is no bot token; it looks like 123456:ABC-DEF and comes from Telegram's BotFather")
    return given


def _one_of(*known: str, fold: Callable[[str], str] = str.lower) -> Callable[[str], str]:
    def read(given: str) -> str:
        if fold(given) not in known:
            raise ValueError(f"{given!r} is unknown; use {', '.join(known[:-1])} or {known[-1]}")
        return fold(given)

    return read
