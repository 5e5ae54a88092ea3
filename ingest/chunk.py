"""Chunks: a partition of the blocks along the structure, each with its breadcrumb."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from ingest.model import Block, Chunk, Document, Record, Span
from ingest.repair import repair

LONGEST = 500  # characters of reading text
SHORTEST = 100
_SENTENCE = re.compile(r"[。！？；][”’）)》]*\s*")
_HOLDERS = ("task", "article", "event", "row", "member")


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Blocks that stay together, and the record they hold, if it is one."""

    blocks: tuple[Block, ...]
    record: Record | None = None


def chunks(
    document: Document, blocks: Sequence[Block], records: Sequence[Record], text: str, *, title: str = ""
) -> Iterator[Chunk]:
    """The chunks of a document in order; every block with content lies in one or, if it is long, in several.

    `title` begins the breadcrumb, the document's by default.
    """
    for stretch in _stretches(blocks, records):
        start, end = stretch.blocks[0].span.start, stretch.blocks[-1].span.end
        path = _path(stretch)
        for first, last in (
            _cuts(text, start, end) if stretch.record is None or stretch.record.kind != "row" else [(start, end)]
        ):
            yield Chunk(
                id=f"{document.id.partition('.')[0]}:{first}-{last}",
                document_id=document.id,
                span=Span(first, last),
                text=text[first:last],
                reading=_reading(stretch, text, first, last),
                context=" > ".join((title or document.title, *path)),
                path=path,
                kind=_kind(stretch),
                label=stretch.record.label if stretch.record else "",
            )


def _kind(stretch: _Stretch) -> str:
    """What a chunk holds: a record, text, or only headings and captions."""
    if stretch.record:
        return stretch.record.kind
    return "paragraph" if any(block.kind == "paragraph" for block in stretch.blocks) else "heading"


def _path(stretch: _Stretch) -> tuple[str, ...]:
    if stretch.record:
        return stretch.record.path
    return next((block.path for block in stretch.blocks if block.kind != "heading"), stretch.blocks[-1].path)


def _reading(stretch: _Stretch, text: str, start: int, end: int) -> str:
    """What is searched: a row with its headers and merged cells, other text with its lines joined by block."""
    if stretch.record and stretch.record.kind == "row":
        return stretch.record.text
    parts = []
    for block in stretch.blocks:
        first, last = max(start, block.span.start), min(end, block.span.end)
        if first < last:
            parts.append(
                block.text if (first, last) == (block.span.start, block.span.end) else repair(text[first:last])
            )
    return "\n".join(parts)


def _stretches(blocks: Sequence[Block], records: Sequence[Record]) -> Iterator[_Stretch]:
    """Blocks by record where there is one, else headings with what follows them, short paragraphs together."""
    holders = _holders(records)
    index = 0
    pending: list[Block] = []
    while index < len(blocks):
        block = blocks[index]
        if block.kind == "left_out":
            if pending:
                yield _Stretch(tuple(pending))
                pending = []
            index += 1
            continue
        if record := holders.get(block.span.start):
            first = index
            while index < len(blocks) and blocks[index].span.start < record.span.end:
                index += 1
            if pending:
                yield _Stretch(tuple(pending))
                pending = []
            for content, own in groupby(blocks[first:index], key=lambda block: block.kind != "left_out"):
                if content:
                    yield _Stretch(tuple(own), record)
            continue
        if pending and (_breaks(pending, block) or _length(pending) + len(block.text) > LONGEST):
            yield _Stretch(tuple(pending))
            pending = []
        pending.append(block)
        index += 1
    if pending:
        yield _Stretch(tuple(pending))


def _holders(records: Sequence[Record]) -> dict[int, Record]:
    """The record that begins at an offset; the widest where several do."""
    holders: dict[int, Record] = {}
    for record in records:
        known = holders.get(record.span.start)
        if record.kind in _HOLDERS and (known is None or record.span.end > known.span.end):
            holders[record.span.start] = record
    return holders


def _length(blocks: Sequence[Block]) -> int:
    return sum(len(block.text) for block in blocks)


def _breaks(pending: Sequence[Block], block: Block) -> bool:
    """Whether a block begins a new chunk: a heading after text, a table row after anything else, a long paragraph."""
    if block.kind == "heading":
        return any(other.kind != "heading" for other in pending)
    if (block.kind == "row") != (pending[-1].kind == "row"):
        return any(other.kind != "heading" for other in pending)
    return pending[-1].kind != "heading" and _length(pending) >= SHORTEST


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
