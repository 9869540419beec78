"""Files on the local Bot API server: how they come in, and what is refused."""

from __future__ import annotations

import json

from aiohttp import web

from tests.support.botapi_rules import Refusal

LONGEST_CAPTION, LARGEST_FILE, LARGEST_PHOTO = 1024, 50 * 2**20, 10 * 2**20


async def form(request: web.Request) -> dict[str, str]:
    """The fields of a call; a file is kept as its name, kind and content, in hexadecimal digits."""
    given = await request.post()
    return {name: _wrapped(value) if isinstance(value, web.FileField) else str(value) for name, value in given.items()}


def _wrapped(file: web.FileField) -> str:
    """A file of a form as text, so that all fields are text."""
    return json.dumps([file.filename, file.content_type, file.file.read().hex()])


def document(given: dict[str, str], field: str = "document") -> tuple[str, str, bytes]:
    """Check a file: its name, kind and content."""
    if field not in given:
        raise Refusal(400, f"Bad Request: there is no {field} in the request")
    name, mime, content = json.loads(given[field])
    if not content:
        raise Refusal(400, "Bad Request: file must be non-empty")
    if len(content) // 2 > LARGEST_FILE:
        raise Refusal(413, "Request Entity Too Large")
    return name, mime, bytes.fromhex(content)


def photo(given: dict[str, str]) -> tuple[str, str, bytes]:
    """Check a picture: PNG or JPEG, not too large."""
    name, mime, content = document(given, "photo")
    if not content.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")):
        raise Refusal(400, "Bad Request: IMAGE_PROCESS_FAILED")
    if len(content) > LARGEST_PHOTO:
        raise Refusal(400, "Bad Request: PHOTO_INVALID_DIMENSIONS")
    return name, mime, content


def caption(given: str | None) -> str:
    """Check the text beside a file."""
    if len((given or "").encode("utf-16-le")) // 2 > LONGEST_CAPTION:
        raise Refusal(400, "Bad Request: message caption is too long")
    return given or ""


METHODS = {"send_document": document, "send_photo": photo}
