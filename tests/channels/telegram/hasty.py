"""The control of the test on disk: Lotse that does not wait for the disk."""

from __future__ import annotations

from bot.__main__ import main
from participation.core import db

if __name__ == "__main__":
    vars(db)["_PRAGMAS"]["synchronous"] = "OFF"
    main()
