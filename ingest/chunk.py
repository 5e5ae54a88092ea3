"""Chunks: a partition of the blocks along the structure, each with its breadcrumb."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.model import Block, Chunk, Document, Record, Span
from ingest.numbering import leading_number
from ingest.repair import repair
from ingest.stretches import LONGEST, SHORTEST, Stretch, stretches

_OPENING = 60  # characters of a sentence that names its matter
_SENTENCE = re.compile(r"[。！？；][”’）)》]*\s*")


def chunks(
    document: Document, blocks: Sequence[Block], records: Sequence[Record], text: str, *, title: str = ""
) -> Iterator[Chunk]:
    """The chunks of a document in order; every block with content lies in one or, if it is long, in several.

    `title` begins the breadcrumb, the document's by default.
    """
    for stretch in stretches(blocks, records):
        start, end = stretch.blocks[0].span.start, stretch.blocks[-1].span.end
        path = _path(stretch)
        crumbs = (title or document.title, *path)
        is_row = stretch.record is not None and stretch.record.kind == "row"
        for first, last in [(start, end)] if is_row else _cuts(text, start, end):
            yield Chunk(
                id=f"{document.id.partition('.')[0]}:{first}-{last}",
                document_id=document.id,
                span=Span(first, last),
                text=text[first:last],
                reading=_reading(stretch, text, first, last),
                context=" > ".join((*crumbs, *(_opening(stretch) if first > start else ()), *stretch.aside)),
                path=path,
                kind=_kind(stretch),
                label=stretch.record.label if stretch.record else "",
            )


def _kind(stretch: Stretch) -> str:
    """What a chunk holds: a record, header rows, text, or only headings and captions."""
    if stretch.record:
        return stretch.record.kind
    if stretch.is_header_rows:
        return "row"
    return "paragraph" if any(block.kind == "paragraph" for block in stretch.blocks) else "heading"


def _path(stretch: Stretch) -> tuple[str, ...]:
    if stretch.record:
        return stretch.record.path
    return next((block.path for block in stretch.blocks if block.kind != "heading"), stretch.blocks[-1].path)


def _opening(stretch: Stretch) -> tuple[str, ...]:
    """What a numbered paragraph says it is about, for its later parts: 二、关于水库工程问题。"""
    text = next((block.text for block in stretch.blocks if block.kind == "paragraph"), "")
    end = text.find("。")
    return (text[:end],) if 0 < end <= _OPENING and leading_number(text) else ()


def _reading(stretch: Stretch, text: str, start: int, end: int) -> str:
    """What is searched: a row with its headers, a member with the role from above, other text by block."""
    if stretch.record and stretch.record.kind in ("row", "member"):
        return stretch.record.text
    parts = []
    for block in stretch.blocks:
        first, last = max(start, block.span.start), min(end, block.span.end)
        if first < last:
            parts.append(
                block.text if (first, last) == (block.span.start, block.span.end) else repair(text[first:last])
            )
    return "\n".join(parts)


def _cuts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut a long stretch at sentence ends into parts of about `LONGEST` characters, as even as it goes."""
    if len(repair(text[start:end])) <= LONGEST:
        yield start, end
        return
    ends = [found.end() + start for found in _SENTENCE.finditer(text[start:end])]
    parts = -(-(end - start) // LONGEST)
    goal = (end - start) / parts
    first = start
    for stop in ends:
        if stop - first >= goal and end - stop > SHORTEST:
            yield first, _trimmed(text, first, stop)
            first = stop
    yield first, end


def _trimmed(text: str, start: int, end: int) -> int:
    return start + len(text[start:end].rstrip())
