"""The key of this installation: random bytes in its data folder, from which secrets are derived."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

SIZE = 32


def installation_key(data: Path) -> bytes:
    """Read the key, or make it; of two processes that start at once both get the same."""
    path = data / "key"
    if not path.exists():
        draft = data / f"key.{secrets.token_hex(8)}"
        data.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(secrets.token_bytes(SIZE))
        try:
            os.link(draft, path)  # whole or not at all, and only the first
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_bytes()
