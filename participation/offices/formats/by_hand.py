"""What an import says of an entry that somebody had changed by hand."""

from __future__ import annotations

from participation.core.text import told

#: What somebody changes at once, by the names of leaves.
LEAVES = {
    "unit": told("unit"), "hours": told("hours"), "service": told("service"), "phrases": told("phrases"),
    "rules": told("rules"), "documents": told("documents"), "document": told("document"), "reason": told("reason"),
}  # fmt: skip


def overwritten(leaf: str, key: str) -> str:
    return told("{leaf} {key}: was changed by hand and is overwritten", leaf=LEAVES[leaf], key=key)


def stays(leaf: str, key: str, *, changed: bool) -> str:
    """*changed*: the file brings something new too, which is lost."""
    return (
        told(
            "{leaf} {key}: was changed by hand and stays as it is; the file says something new as well",
            leaf=LEAVES[leaf], key=key,
        )
        if changed
        else told("{leaf} {key}: was changed by hand and stays as it is", leaf=LEAVES[leaf], key=key)
    )  # fmt: skip
