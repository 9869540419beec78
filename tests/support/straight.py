"""A request without a proxy before us, in words that are none of HTTP's."""

from __future__ import annotations

import asyncio
from urllib.parse import urlsplit

PATIENCE = 10.0


async def malformed(address: str, word: str, *, at: str) -> bytes:
    """Send a head that cannot be read and holds *word*, from the address *at*; return the answer."""
    to = urlsplit(address)
    async with asyncio.timeout(PATIENCE):
        reader, writer = await asyncio.open_connection(to.hostname, to.port, local_addr=(at, 0))
        writer.write(f"GET / HTTP/1.1\r\nHost: us\r\n{word} \0: {word}\r\n\r\n".encode())
        answer = await reader.read()
        writer.close()
        await writer.wait_closed()
    return answer
