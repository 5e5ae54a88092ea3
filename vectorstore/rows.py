"""The data classes of ingest as rows of the archive, and back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from ingest.model import Block, Chunk, Document, Extract, Finding, Parsed, Record, Span, Support

Row = dict[str, Any]
_PLAIN = {
    "documents": ("id", "title", "doc_number", "date", "issuer", "year", "issue"),
    "blocks": ("kind", "text", "document_id", "level", "reason"),
    "records": ("id", "kind", "document_id", "label", "text", "fields"),
    "chunks": ("id", "document_id", "text", "reading", "context", "kind", "label"),
    "findings": ("level", "check", "message"),
}


def _row(table: str, file: int, ordinal: int, part: Any) -> Row:
    row: Row = {name: getattr(part, name) for name in _PLAIN[table]}
    row |= {"file": file, "ordinal": ordinal}
    row |= {"start": part.span and part.span.start, "end": part.span and part.span.end}
    if hasattr(part, "path"):
        row["path"] = list(part.path)
    if isinstance(part, Record):
        row["supports"] = [[s.role, s.span.start, s.span.end] for s in part.supports]
    return row


def part_rows(file: int, parsed: Parsed) -> dict[str, list[Row]]:
    """The rows of every table of parts, by table name."""
    return {
        table: [_row(table, file, ordinal, part) for ordinal, part in enumerate(getattr(parsed, table))]
        for table in _PLAIN
    }


def counts(parsed: Parsed) -> Row:
    """What was found in a file, as numbers."""
    return {
        "characters": len(parsed.source.text),
        "documents": len(parsed.documents),
        "chunks": len(parsed.chunks),
        "records": dict(Counter(record.kind for record in parsed.records)),
        "findings": dict(Counter(finding.level for finding in parsed.findings)),
        "left_out": sum(1 for block in parsed.blocks if block.kind == "left_out"),
    }


def extract_json(extract: Extract) -> Row:
    """What an extract holds beside its text."""
    return {
        "pages": list(extract.pages),
        "merged": sorted(extract.merged.items()),
        "headings": sorted(extract.headings.items()),
        "notices": list(extract.notices),
    }


def extract_from(text: str, media_type: str, stored: Mapping[str, Any]) -> Extract:
    return Extract(
        text=text,
        media_type=media_type,
        pages=tuple(stored["pages"]),
        merged=dict(stored["merged"]),
        headings=dict(stored["headings"]),
        notices=tuple(stored["notices"]),
    )


def _plain(table: str, row: Mapping[str, Any]) -> Row:
    return {name: row[name] for name in _PLAIN[table]}


def document_from(row: Mapping[str, Any]) -> Document:
    return Document(span=Span(row["start"], row["end"]), **_plain("documents", row))


def block_from(row: Mapping[str, Any]) -> Block:
    return Block(span=Span(row["start"], row["end"]), path=tuple(row["path"]), **_plain("blocks", row))


def record_from(row: Mapping[str, Any]) -> Record:
    supports = tuple(Support(role, Span(start, end)) for role, start, end in row["supports"])
    span = Span(row["start"], row["end"])
    return Record(span=span, path=tuple(row["path"]), supports=supports, **_plain("records", row))


def chunk_from(row: Mapping[str, Any]) -> Chunk:
    return Chunk(span=Span(row["start"], row["end"]), path=tuple(row["path"]), **_plain("chunks", row))


def finding_from(row: Mapping[str, Any]) -> Finding:
    span = None if row["start"] is None else Span(row["start"], row["end"])
    return Finding(span=span, **_plain("findings", row))
