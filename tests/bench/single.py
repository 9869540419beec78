"""Lotse that sends one message at a time: what a crash may double is then one."""

from __future__ import annotations

from bot import sending
from bot.__main__ import main

FOREVER = 3600.0  # seconds


def prepare() -> None:
    vars(sending).update(LINES=1, SLOW=FOREVER)


if __name__ == "__main__":
    prepare()
    main()
