"""The log holds no token and no password, in whatever part of a record they come."""

from __future__ import annotations

import json
import logging
import sys

import pytest
from aiohttp.http_exceptions import BadHttpMessage, InvalidHeader, LineTooLong

from bot.logs import Masking, without_sender

TOKEN = "123456789:AAF-abcdefghijklmnopqrstuvwxyz_0123"
SHORT = "1:abc"
ADDRESS = "postgresql+asyncpg://lotse:geheim@db/lotse"


def _record(message: str, *arguments: object, error: Exception | None = None) -> logging.LogRecord:
    caught = None
    if error is not None:
        try:
            raise error
        except type(error):
            caught = sys.exc_info()
    record = logging.LogRecord("bot.test", logging.ERROR, "x.py", 1, message, arguments, caught)
    record.action = "tried"
    return record


@pytest.mark.parametrize("style", ["text", "json"])
def test_secrets_are_masked_everywhere(style: str) -> None:
    """In the message, its arguments, a field, an exception's text and an encoded address."""
    record = _record(
        f"asked https://api/bot{TOKEN}/getMe and %s", SHORT, error=ValueError(f"{TOKEN.replace(':', '%3A')} {ADDRESS}")
    )
    record.where = ADDRESS
    line = Masking(style, [SHORT]).format(record)

    for secret in (TOKEN, TOKEN.split(":")[1], SHORT, "geheim"):
        assert secret not in line
    assert "lotse:…@db" in line


def test_without_the_mask_they_would_be_there() -> None:
    """The control: the standard formatter writes all of it."""
    line = logging.Formatter().format(_record("asked %s", TOKEN, error=ValueError(ADDRESS)))

    assert TOKEN in line
    assert "geheim" in line


def test_json_is_one_object_a_line() -> None:
    """Each record is one line with its fields beside the message, the traceback in one field."""
    line = Masking("json").format(_record("it\nfailed", error=ValueError("why")))
    said = json.loads(line)

    assert "\n" not in line
    assert (said["message"], said["level"], said["logger"], said["action"]) == (
        "it\nfailed", "ERROR", "bot.test", "tried",
    )  # fmt: skip
    assert "ValueError: why" in said["error"]


def test_text_names_the_fields_in_the_first_line() -> None:
    """What happened can be found by its action even without JSON."""
    first = Masking("text").format(_record("it failed", error=ValueError("why"))).splitlines()[0]

    assert first.endswith("it failed action=tried")


@pytest.mark.parametrize(
    "error", [InvalidHeader("what they wrote"), LineTooLong("what they wrote"), ValueError("a bug")]
)
def test_who_sent_what_failed_is_not_told(error: Exception) -> None:
    """Neither where a failed request came from nor what of it could not be read; a bug of ours is told whole.

    The control: without the filter both are there.
    """
    record, other = (
        _record("Error handling request from %s", "192.0.2.17", error=error),
        _record("asked %s", "192.0.2.17"),
    )
    before = Masking("text").format(record)
    record.exc_text = None
    assert without_sender(record)
    assert without_sender(other)
    line = Masking("text").format(record)

    assert "192.0.2.17" in before
    assert str(error) in before
    assert "192.0.2.17" not in line
    assert (str(error) in line) is not isinstance(error, BadHttpMessage)
    assert (type(error).__name__ in line, "Traceback" in line) == (True, True)
    assert "192.0.2.17" in other.getMessage(), "the control: other records keep what they say"
