"""Tables of this room: the office tables of docs/formats/offices.md, each row marked with its source.

The classes are also the definition of the file format: fields in the order of the columns, key fields first in the
sorting, `refers` names the table whose key a value must be found in.
"""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from sqlalchemy import Numeric
from sqlmodel import Field, SQLModel

from participation.core.db import Utc
from participation.offices.formats import shapes
from participation.offices.formats.shapes import one_of
from participation.offices.since import Since


def _looks(**extra: Any) -> dict[str, Any]:
    return {"json_schema_extra": extra}


def _key(**extra: Any) -> Any:
    return Field(primary_key=True, schema_extra=_looks(**extra))


def _since() -> Any:
    return Field(default=None, sa_type=Since, primary_key=True, sa_column_kwargs={"default": date.min})


def _ref(table: str, default: Any = ...) -> Any:
    return Field(default=default, index=True, schema_extra=_looks(refers=table))


class Row(SQLModel):
    """What every row has: the body of data it came with."""

    source: str = Field(primary_key=True)


class Region(Row, table=True):
    __tablename__ = "office_region"
    name: str
    land: str = Field(schema_extra=_looks(shape=shapes.LAND))
    language: str = Field(schema_extra=_looks(shape=shapes.LANGUAGE))


class AreaRow(Row, table=True):
    __tablename__ = "office_area"
    key: str = _key(shape=shapes.AREA)
    kind: str = Field(schema_extra=_looks(shape=one_of("county", "municipality", "district")))
    parent: str | None = _ref("areas", None)
    name: str
    postcodes: str = Field(default="", schema_extra=_looks(shape=shapes.POSTCODES))


class AreaName(Row, table=True):
    __tablename__ = "office_area_name"
    area: str = _key(refers="areas")
    language: str = _key(shape=shapes.LANGUAGE)
    name: str = _key()


class UnitRow(Row, table=True):
    __tablename__ = "office_unit"
    id: str = _key(shape=shapes.CODE)
    parent: str | None = _ref("units", None)
    name: str
    level: str = Field(schema_extra=_looks(shape=one_of("county", "municipality", "department", "section", "external")))
    kind: str
    front: str = Field(schema_extra=_looks(shape=one_of("front", "back")))
    street: str = ""
    postcode: str = ""
    city: str = ""
    phone: str = ""
    email: str = ""
    website: str = ""
    languages: str = ""
    wheelchair: str = Field(default="", schema_extra=_looks(shape=one_of("yes", "no", "partly")))
    note: str = ""


class UnitText(Row, table=True):
    __tablename__ = "office_unit_text"
    unit: str = _key(refers="units")
    field: str = _key(shape=one_of("name", "note"))
    language: str = _key(shape=shapes.LANGUAGE)
    text: str


class Opening(Row, table=True):
    __tablename__ = "office_opening"
    unit: str = _key(refers="units")
    weekday: int = _key(shape=shapes.WEEKDAY)
    opens: time = _key()
    closes: time
    by_appointment: bool
    slot_minutes: int | None = None
    counters: int | None = None
    valid_from: date | None = _since()
    valid_until: date | None = None


class ClosureRow(Row, table=True):
    __tablename__ = "office_closure"
    unit: str = _key(refers="units")
    first: date = _key()
    last: date
    reason: str
    opens: time | None = None
    closes: time | None = None


class TopicRow(Row, table=True):
    __tablename__ = "office_topic"
    position: int
    topic: str = _key(shape=shapes.CODE)
    language: str = _key(shape=shapes.LANGUAGE)
    name: str


class ServiceRow(Row, table=True):
    __tablename__ = "office_service"
    slug: str = _key(shape=shapes.CODE)
    topic: str = _ref("topics")
    leika: str = Field(default="", schema_extra=_looks(shape=shapes.LEIKA))
    minutes: int | None = None
    fee: Decimal | None = Field(default=None, sa_type=Numeric(8, 2))
    urgent: bool = False


class ServiceText(Row, table=True):
    __tablename__ = "office_service_text"
    service: str = _key(refers="services")
    field: str = _key(shape=one_of("name", "about", "fee", "urgent"))
    language: str = _key(shape=shapes.LANGUAGE)
    text: str


class Phrase(Row, table=True):
    __tablename__ = "office_phrase"
    service: str = _key(refers="services")
    language: str = _key(shape=shapes.LANGUAGE)
    phrase: str = _key()


class DocumentRow(Row, table=True):
    __tablename__ = "office_document"
    service: str = _key(refers="services")
    document: str = _key(shape=shapes.CODE)
    per_person: bool
    when: str = Field(default="", schema_extra=_looks(conditions=True))


class DocumentText(Row, table=True):
    __tablename__ = "office_document_text"
    document: str = _key()
    language: str = _key(shape=shapes.LANGUAGE)
    text: str


class AttributeRow(Row, table=True):
    __tablename__ = "office_attribute"
    attribute: str = _key(shape=shapes.CODE)
    type: str = Field(schema_extra=_looks(shape=one_of("choice", "number", "letter", "yesno")))
    values: str = ""
    sensitive: bool


class AttributeText(Row, table=True):
    __tablename__ = "office_attribute_text"
    attribute: str = _key(refers="attributes")
    value: str = _key()
    language: str = _key(shape=shapes.LANGUAGE)
    text: str


class Responsibility(Row, table=True):
    __tablename__ = "office_responsibility"
    service: str = _key(refers="services")
    area: str = _key(area=True)
    when: str = _key(conditions=True)
    role: str = _key(shape=one_of("front", "back", "counselling"))
    unit: str = _key(refers="units")
    valid_from: date | None = _since()
    valid_until: date | None = None
    reason: str | None = _ref("reasons", None)


class Reason(Row, table=True):
    __tablename__ = "office_reason"
    reason: str = _key(shape=shapes.CODE)
    language: str = _key(shape=shapes.LANGUAGE)
    text: str


class Imported(SQLModel, table=True):
    """When a source was taken in last: the version of the data, for caches."""

    __tablename__ = "office_import"
    source: str = Field(primary_key=True)
    at: datetime = Field(sa_type=Utc)
    version: str


class ChangeRow(SQLModel, table=True):
    """A change by hand to one leaf: its rows before and after, as JSON. *pending* until an import knows of it."""

    __tablename__ = "office_change"

    number: int | None = Field(default=None, primary_key=True)
    kind: str
    key: str = Field(index=True)
    at: datetime = Field(sa_type=Utc)
    account: str
    before: str
    after: str
    undoes: int | None = None
    pending: bool = True


#: Each table of the format by the name of its file.
TABLES: dict[str, type[Row]] = {
    "region": Region,
    "areas": AreaRow,
    "area_names": AreaName,
    "units": UnitRow,
    "unit_texts": UnitText,
    "opening": Opening,
    "closures": ClosureRow,
    "topics": TopicRow,
    "services": ServiceRow,
    "service_texts": ServiceText,
    "phrases": Phrase,
    "documents": DocumentRow,
    "document_texts": DocumentText,
    "attributes": AttributeRow,
    "attribute_texts": AttributeText,
    "reasons": Reason,
    "responsibilities": Responsibility,
}
