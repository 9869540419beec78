"""Cuts a text into messages Telegram takes, at the ends of paragraphs, lines or words."""

from __future__ import annotations

LONGEST = 4096  # counted in UTF-16 units, as Telegram counts
ENDS = ("\n\n", "\n", " ")


def split(text: str, longest: int = LONGEST) -> list[str]:
    """Return *text* in parts of at most *longest* units; a text that fits is one part."""
    parts = []
    rest = text.strip()
    while _units(rest) > longest:
        head = _fitting(rest, longest)
        cut = next((at for end in ENDS if (at := head.rfind(end)) > 0), len(head))
        parts.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    return [*parts, rest]


def _fitting(text: str, longest: int) -> str:
    """Return the longest beginning of *text* within *longest* units, without half a character at its end."""
    return text.encode("utf-16-le")[: 2 * longest].decode("utf-16-le", "ignore")


def _units(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2
