"""The tables of the archive, for SQLite and PostgreSQL alike.

A file row is visible from version `since` until just before version `until`. That makes publishing cheap: a new version
adds rows and closes others, and what a reader of an older version sees stays as it is.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    ColumnElement,
    Engine,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    create_engine,
    event,
)

SCHEMA_VERSION = 1

metadata = MetaData()

meta = Table(
    "meta",
    metadata,
    Column("name", String, primary_key=True),  # "schema", "archive" (an id of this archive)
    Column("value", String, nullable=False),
)

versions = Table(
    "versions",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("embedding", String, nullable=False),
    Column("fingerprint", String, nullable=False),
    Column("dimension", Integer, nullable=False),
    Column("published", Boolean, nullable=False, default=False),  # so that a lost pointer loses nothing
)

files = Table(
    "files",
    metadata,
    Column("key", Integer, primary_key=True, autoincrement=True),
    Column("name", String, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("since", Integer, nullable=False),
    Column("until", Integer),
    Column("origin", String),  # the absolute path it was read from
    Column("parser", String, nullable=False),  # what parsed it: see `Archive.add`
    Column("media_type", String, nullable=False),
    Column("counts", JSON, nullable=False),  # documents, chunks, records by kind, findings by level
    Index("files_since", "since"),
    Index("files_until", "until"),
    sqlite_autoincrement=True,  # a key is never used twice: the derived indexes hold it
)


def _part(name: str, *columns: Column[object]) -> Table:
    """A table of what belongs to a file, in reading order."""
    return Table(
        name,
        metadata,
        Column("file", Integer, ForeignKey("files.key", ondelete="CASCADE"), primary_key=True, autoincrement=False),
        Column("ordinal", Integer, primary_key=True, autoincrement=False),
        *columns,
    )


def _span() -> tuple[Column[object], Column[object]]:
    return Column("start", Integer), Column("end", Integer)


contents = Table(
    "contents",
    metadata,
    Column("file", Integer, ForeignKey("files.key", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("data", LargeBinary, nullable=False),  # the bytes as they came
    Column("text", Text, nullable=False),  # the canonical text
    Column("extract", JSON, nullable=False),  # pages, merged cells, headings, notices
    Column("vectors", LargeBinary, nullable=False),  # float32 little endian, chunks x dimension
)

documents = _part(
    "documents",
    Column("id", String, nullable=False),
    Column("title", Text, nullable=False),
    *_span(),
    Column("doc_number", String),
    Column("date", String),
    Column("issuer", String),
    Column("year", Integer),
    Column("issue", String),
)

blocks = _part(
    "blocks",
    Column("kind", String, nullable=False),
    *_span(),
    Column("text", Text, nullable=False),
    Column("document_id", String),
    Column("path", JSON, nullable=False),
    Column("level", Integer, nullable=False),
    Column("reason", Text, nullable=False),
)

records = _part(
    "records",
    Column("id", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("document_id", String, nullable=False),
    Column("label", Text, nullable=False),
    Column("text", Text, nullable=False),
    *_span(),
    Column("path", JSON, nullable=False),
    Column("fields", JSON, nullable=False),
    Column("supports", JSON, nullable=False),  # [[role, start, end], ...]
)

chunks = _part(
    "chunks",
    Column("id", String, nullable=False, index=True),
    Column("document_id", String, nullable=False),
    *_span(),
    Column("text", Text, nullable=False),
    Column("reading", Text, nullable=False),
    Column("context", Text, nullable=False),
    Column("path", JSON, nullable=False),
    Column("kind", String, nullable=False),
    Column("label", Text, nullable=False),
)

findings = _part(
    "findings",
    Column("level", String, nullable=False),
    Column("check", String, nullable=False),
    Column("message", Text, nullable=False),
    *_span(),
)

sketches = _part("sketches", Column("sketch", LargeBinary, nullable=False))  # of each document, see duplicates.py

PARTS = (documents, blocks, records, chunks, findings)


def visible(version: int) -> ColumnElement[bool]:
    """The condition on `files` for what a version sees."""
    return (files.c.since <= version) & (files.c.until.is_(None) | (files.c.until > version))


def engine(path: Path, readonly: bool) -> Engine:
    """An engine whose connections see a SQLite file safely from several threads and processes."""
    mode = "ro" if readonly else "rwc"
    if readonly and not os.access(path.parent, os.W_OK):
        mode = "ro&immutable=1"  # a write-ahead log cannot be read where its index cannot be written
    address = f"sqlite:///file:{quote(str(path.absolute()))}?mode={mode}&uri=true"
    made = create_engine(address, connect_args={"timeout": 60, "check_same_thread": False})

    @event.listens_for(made, "connect")
    def _pragmas(connection: Any, _: object) -> None:
        connection.execute("PRAGMA foreign_keys = ON")
        if not readonly:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")

    return made
