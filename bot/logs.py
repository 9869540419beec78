"""The log: one line a record, as text or JSON, never with a token or a password in it."""

from __future__ import annotations

import json
import logging
import re
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from types import TracebackType
from typing import Any

from bot.talk.meters import ERRORS

#: Libraries whose debug lines hold what people write, or whose notes say nothing to those who run the program.
TALKATIVE = ("aiosqlite", "alembic.runtime.plugins", "asyncpg", "asyncio", "telegram", "sqlalchemy")
#: What aiohttp says of a request that failed: it names who sent it, which is a person where no proxy stands before us.
FAILED = "Error handling request"
MASK = "…"
_TOKEN = re.compile(r"\d{5,}(?::|%3A)[A-Za-z0-9_-]{20,}", re.IGNORECASE)
_PASSWORD = re.compile(r"(?<=://)([^/\s:@]*):[^/\s@]+(?=@)")
_USUAL = {*logging.makeLogRecord({}).__dict__, "message", "asctime", "taskName"}


def set_up(level: str, style: str, secrets: Iterable[str] = ()) -> None:
    """Write everything to the standard error stream, where systemd and containers collect it."""
    handler = logging.StreamHandler()
    handler.setFormatter(Masking(style, secrets))
    logging.basicConfig(level=level, handlers=[handler, _Counting()], force=True)
    for name in TALKATIVE:
        logging.getLogger(name).setLevel(max(logging.WARNING, logging.getLevelName(level)))
    logging.getLogger("aiohttp.server").addFilter(without_sender)
    sys.excepthook = _uncaught


def without_sender(record: logging.LogRecord) -> bool:
    """Take out of a record from whom a failed request came, and what of it could not be read."""
    if str(record.msg).startswith(FAILED):
        record.args = (MASK,) * len(record.args or ())
        kind, _, trace = record.exc_info or (None, None, None)
        if kind is not None and kind.__module__ == "aiohttp.http_exceptions":  # these quote what was sent
            record.exc_info = kind, kind.__new__(kind), trace
    return True


class Masking(logging.Formatter):
    """Writes a record, and masks secrets in all of it: message, arguments, fields, traceback."""

    def __init__(self, style: str, secrets: Iterable[str] = ()) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s %(message)s")
        self._as_json = style == "json"
        self._secrets = [secret for secret in secrets if secret]

    def format(self, record: logging.LogRecord) -> str:
        return self._masked(self._json(record) if self._as_json else self._text(record))

    def _masked(self, text: str) -> str:
        for secret in self._secrets:
            text = text.replace(secret, MASK)
        return _PASSWORD.sub(rf"\1:{MASK}", _TOKEN.sub(MASK, text))

    def _text(self, record: logging.LogRecord) -> str:
        line, fields = super().format(record), _fields(record)
        if not fields:
            return line
        first, *rest = line.split("\n", 1)
        return "\n".join([f"{first} {' '.join(f'{name}={value}' for name, value in fields.items())}", *rest])

    def _json(self, record: logging.LogRecord) -> str:
        said: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            **_fields(record),
        }
        if record.exc_info:
            said["error"] = self.formatException(record.exc_info)
        return json.dumps(said, ensure_ascii=False, default=str)


def _fields(record: logging.LogRecord) -> dict[str, Any]:
    return {name: value for name, value in record.__dict__.items() if name not in _USUAL}


class _Counting(logging.Handler):
    """Counts errors, for the alarm."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)

    def emit(self, record: logging.LogRecord) -> None:
        ERRORS.labels(record.name).inc()


def _uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """The last words of a process that fails go through the mask as well."""
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
        return
    logging.getLogger("lotse").critical("stopped by an error", exc_info=(kind, error, trace))
