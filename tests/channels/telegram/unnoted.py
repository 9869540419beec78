"""A control of the storm: Lotse that notes nowhere what it has sent before it can tick it off."""

from __future__ import annotations

from bot import wiring
from bot.__main__ import main
from bot.noted import Noted
from participation.core.outbox import Due


class Silent(Noted):
    """Leaves it to the tick."""

    def add(self, message: Due) -> None:
        """Note nothing."""


def prepare() -> None:
    vars(wiring)["Noted"] = Silent


if __name__ == "__main__":
    prepare()
    main()
