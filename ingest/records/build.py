"""How a record gets its identity, which every extractor shares."""

from __future__ import annotations

from typing import Any

from ingest.model import Document, Record, RecordKind, Span, Support


def make(
    document: Document,
    kind: RecordKind,
    label: str,
    text: str,
    span: Span,
    *,
    path: tuple[str, ...] = (),
    fields: dict[str, Any] | None = None,
    supports: tuple[Support, ...] = (),
) -> Record:
    """A record whose id says where it stands and what it is."""
    file_id = document.id.partition(".")[0]
    identity = f"{file_id}:{span.start}-{span.end}:{kind}"
    return Record(identity, kind, document.id, label, text, span, path, fields or {}, supports)
