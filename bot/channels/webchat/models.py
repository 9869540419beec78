"""Tables of the web chat: which cookie belongs to which talk, and one-time links to another device."""

from __future__ import annotations

from datetime import date, datetime

from sqlmodel import Field, SQLModel

from participation.core.db import Utc


class WebDevice(SQLModel, table=True):
    """A browser that may read and write one talk. Only the hash of its cookie is kept."""

    __tablename__ = "web_device"

    token_hash: str = Field(primary_key=True)
    address: str = Field(index=True)
    seen_on: date = Field(index=True)


class WebHandOver(SQLModel, table=True):
    """A one-time link with which another device joins a talk."""

    __tablename__ = "web_hand_over"

    token_hash: str = Field(primary_key=True)
    address: str = Field(index=True)
    expires_at: datetime = Field(sa_type=Utc)
