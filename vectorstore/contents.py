"""Reads back what the archive keeps of a file: its bytes and text, its parts, its vectors."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterator, Mapping
from contextlib import AbstractContextManager
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ingest.model import Block, Chunk, Document, Finding, Parsed, Record, SourceFile
from vectorstore import rows, schema
from vectorstore.duplicates import Sketched

Vectors = NDArray[np.float32]


class Contents(ABC):
    """The reading half of the archive; files are given by their keys."""

    @abstractmethod
    def _read(self) -> AbstractContextManager[Any]:
        """A connection to read from."""

    def source(self, key: int) -> SourceFile:
        """A file with its bytes and its text."""
        files, contents = schema.files, schema.contents
        with self._read() as connection:
            kept = connection.execute(contents.select().where(contents.c.file == key)).mappings().one()
            file = connection.execute(files.select().where(files.c.key == key)).mappings().one()
        extract = rows.extract_from(kept["text"], file["media_type"], kept["extract"])
        return SourceFile(file["name"], file["sha256"], kept["data"], extract)

    def parsed(self, key: int) -> Parsed:
        """Everything that was understood of a file."""
        parts = (self.documents(key), self.blocks(key), self.records(key), self.chunks(key), self.findings(key))
        return Parsed(self.source(key), *parts)

    def documents(self, *keys: int) -> tuple[Document, ...]:
        return tuple(map(rows.document_from, self._rows("documents", keys)))

    def blocks(self, *keys: int) -> tuple[Block, ...]:
        return tuple(map(rows.block_from, self._rows("blocks", keys)))

    def records(self, *keys: int) -> tuple[Record, ...]:
        return tuple(map(rows.record_from, self._rows("records", keys)))

    def chunks(self, *keys: int) -> tuple[Chunk, ...]:
        return tuple(map(rows.chunk_from, self._rows("chunks", keys)))

    def findings(self, *keys: int) -> tuple[Finding, ...]:
        return tuple(map(rows.finding_from, self._rows("findings", keys)))

    def _rows(self, name: str, keys: Collection[int]) -> Iterator[Mapping[str, Any]]:
        """The rows of some files, file by file in the order given."""
        table = schema.metadata.tables[name]
        query = table.select().order_by(table.c.ordinal)
        with self._read() as connection:
            for key in keys:
                yield from map(dict, connection.execute(query.where(table.c.file == key)).mappings().all())

    def chunk_keys(self, key: int) -> list[tuple[str, str]]:
        """The id and the document's id of every chunk of a file."""
        table = schema.chunks
        query = table.select().with_only_columns(table.c.id, table.c.document_id).order_by(table.c.ordinal)
        with self._read() as connection:
            return [(row[0], row[1]) for row in connection.execute(query.where(table.c.file == key))]

    def chunks_by_id(self, ids: Collection[str], version: int) -> list[Chunk]:
        """Some chunks of a version, in no order."""
        table, files = schema.chunks, schema.files
        query = table.select().join(files).where(table.c.id.in_(list(ids))).where(schema.visible(version))
        with self._read() as connection:
            return [rows.chunk_from(dict(row)) for row in connection.execute(query).mappings()]

    def sketched(self, version: int) -> Iterator[Sketched]:
        """The documents of a version as they are compared for likeness."""
        files, documents, sketches = schema.files, schema.documents, schema.sketches
        same = (documents.c.file == sketches.c.file) & (documents.c.ordinal == sketches.c.ordinal)
        query = files.join(documents).join(sketches, same).select().where(schema.visible(version))
        columns = query.with_only_columns(files.c.name, documents.c.title, sketches.c.sketch)
        with self._read() as connection:
            for name, title, sketch in connection.execute(columns):
                yield Sketched(name, title, np.frombuffer(sketch, dtype="<u8"))

    def vectors(self, key: int, dimension: int) -> Vectors:
        """The vectors of a file, one row a chunk in the order of `chunks`."""
        contents = schema.contents
        query = contents.select().with_only_columns(contents.c.vectors).where(contents.c.file == key)
        with self._read() as connection:
            data: bytes = connection.execute(query).scalar_one()
        return np.frombuffer(data, dtype="<f4").reshape(-1, dimension)
