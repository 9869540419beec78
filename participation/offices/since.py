"""A first day that may be missing, as a column: part of a key, where a database takes no NULL."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Date, Dialect
from sqlalchemy.types import TypeDecorator


class Since(TypeDecorator[date]):
    """None is kept as the first day of all."""

    impl = Date
    cache_ok = True

    def process_bind_param(self, value: date | None, _dialect: Dialect) -> date:
        return value or date.min

    def process_result_value(self, value: date | None, _dialect: Dialect) -> date | None:
        return None if value == date.min else value
