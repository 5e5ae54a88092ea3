"""What a file becomes: spans into its canonical text, typed records and chunks."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

RecordKind = Literal["task", "row", "event", "article", "member", "appointment", "header"]
BlockKind = Literal["heading", "paragraph", "row", "left_out"]


@dataclass(frozen=True, slots=True)
class Span:
    """Half-open range of Unicode code points in a file's canonical text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Extract:
    """A file's canonical text with what its format knows beyond the characters.

    Tables stand in the text as tab-separated lines, one a row. `merged` maps the offset of an empty cell to the offset
    of the cell it continues; `headings` maps the offset of a heading line to its rank (1 is the highest).
    """

    text: str
    media_type: str
    pages: tuple[int, ...] = ()  # offset where each page begins; empty where the format has no pages
    merged: dict[int, int] = field(default_factory=dict)
    headings: dict[int, int] = field(default_factory=dict)
    notices: tuple[str, ...] = ()  # what the reader could not read, in sentences


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file as it came: its name, its bytes, and what was extracted from it."""

    name: str
    sha256: str
    data: bytes
    extract: Extract

    @property
    def text(self) -> str:
        return self.extract.text

    def page_of(self, offset: int) -> int | None:
        """The 1-based page of an offset, None where the format has no pages."""
        return sum(1 for start in self.extract.pages if start <= offset) or None


@dataclass(frozen=True, slots=True)
class Document:
    """One official document of a file; `id` is stable for the same bytes."""

    id: str
    title: str
    span: Span
    doc_number: str | None = None
    date: str | None = None  # ISO
    issuer: str | None = None
    year: int | None = None  # the year the document speaks of: 今年
    issue: str | None = None  # the gazette issue it stands in, as printed


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the canonical text in reading order; the blocks of a file cover all that is not white space."""

    kind: BlockKind
    span: Span
    text: str  # repaired: lines joined, markup removed
    document_id: str | None = None
    path: tuple[str, ...] = ()  # headings above, outermost first
    level: int = 0
    reason: str = ""  # why it was left out


@dataclass(frozen=True, slots=True)
class Support:
    """A span outside the record on which one of its fields rests."""

    role: str  # "header_row", "merged:<header>", "date", "year", "convention", "role"
    span: Span


@dataclass(frozen=True, slots=True)
class Record:
    """One typed fact with its whole span.

    `fields` by kind: task {number, section, leads[], shared[], participants[], responsibility, parts[]};
    row {table, category, number, name, cells: {verbatim header: verbatim cell}, cell_spans: {header: [start, end]}};
    event {date, end, people[]}; article {number, chapter, regulation}; member {name, role, post, body};
    appointment {person, action, post, organ}; header {name, value}.
    """

    id: str
    kind: RecordKind
    document_id: str
    label: str
    text: str
    span: Span
    path: tuple[str, ...] = ()
    fields: dict[str, Any] = field(default_factory=dict)
    supports: tuple[Support, ...] = ()


@dataclass(frozen=True, slots=True)
class Chunk:
    """A passage to search: `text` is a verbatim slice, `context` the breadcrumb, `reading` the repaired text."""

    id: str
    document_id: str
    span: Span
    text: str
    reading: str
    context: str
    path: tuple[str, ...] = ()
    kind: str = "paragraph"  # or the kind of the record it holds
    label: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the health report."""

    level: Literal["ok", "warning", "error"]
    check: str
    message: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Parsed:
    """Everything that was understood of one file."""

    source: SourceFile
    documents: tuple[Document, ...]
    blocks: tuple[Block, ...]
    records: tuple[Record, ...]
    chunks: tuple[Chunk, ...]
    findings: tuple[Finding, ...] = ()


class IngestError(Exception):
    """A file that cannot be taken in; the message names the file and the remedy."""
