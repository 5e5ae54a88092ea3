"""A file's chunks as the indexes hold them."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass

from ingest.model import Chunk, Record
from vectorstore.archive import Archive

_DOCUMENTS_A_FILE = 1 << 20
_NAMES = ("leads", "shared", "participants", "people", "name", "person", "post", "organ")


@dataclass(frozen=True, slots=True)
class Entry:
    """A chunk with the integer keys of its file and document, and the names in the records it holds."""

    chunk: Chunk
    file: int
    document: int
    names: str = ""


def document_key(file: int, ordinal: int) -> int:
    """The integer that stands for a document in the indexes."""
    return file * _DOCUMENTS_A_FILE + ordinal


def _names(record: Record) -> list[str]:
    values = (record.fields.get(name) for name in _NAMES)
    return [text for value in values if value for text in ([value] if isinstance(value, str) else value)]


def _names_by_chunk(chunks: tuple[Chunk, ...], records: tuple[Record, ...]) -> dict[str, str]:
    """The names of the records that begin in each chunk."""
    ordered = sorted(chunks, key=lambda chunk: chunk.span.start)
    starts = [chunk.span.start for chunk in ordered]
    found: dict[str, list[str]] = defaultdict(list)
    for record in records:
        at = bisect_right(starts, record.span.start) - 1
        if at >= 0:
            found[ordered[at].id] += _names(record)
    return {id_: " ".join(dict.fromkeys(names)) for id_, names in found.items()}


def entries(archive: Archive, file: int) -> list[Entry]:
    """The chunks of a file in their order."""
    documents = {d.id: document_key(file, ordinal) for ordinal, d in enumerate(archive.documents(file))}
    chunks = archive.chunks(file)
    names = _names_by_chunk(chunks, archive.records(file))
    return [Entry(chunk, file, documents[chunk.document_id], names.get(chunk.id, "")) for chunk in chunks]
