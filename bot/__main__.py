"""The command `lotse`."""

from __future__ import annotations

import gc

from bot.command_line import parser


def main() -> None:
    """Run one command; its exit code is 0, 1 for a refusal, 2 for wrong use or settings."""
    arguments = parser().parse_args()
    gc.disable()  # what is loaded now stays: to search it for garbage again and again takes a sixth of the start
    from bot.command import run  # below the line above, and not only to be told how a command is used

    run(arguments)


if __name__ == "__main__":
    main()
