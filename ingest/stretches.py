"""Blocks that stay together in a chunk: a record, or headings with the text under them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from ingest.items import is_closing
from ingest.model import Block, Record
from ingest.ranges import Ranges

LONGEST = 500  # characters of reading text
SHORTEST = 100
_HOLDERS = ("task", "article", "event", "row", "member")
_HEAD_FIELDS = ("title", "doc_number", "addressee", "issuer", "date", "annex")
_LONGEST_MATTER = 120  # characters
_TEXT, _HEADING, _MARGIN, _HEADER_ROW, _ROW = range(5)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Blocks that stay together, and the record they hold, if it is one.

    `aside`: what the paper says first, for its head, which is asked for in the words of the matter.
    """

    blocks: tuple[Block, ...]
    record: Record | None = None
    is_header_rows: bool = False
    aside: tuple[str, ...] = ()


def stretches(blocks: Sequence[Block], records: Sequence[Record]) -> Iterator[Stretch]:
    """Blocks by record where there is one, else headings with what follows them, short paragraphs together.

    The head of a paper, its signature and the header rows of a table are never in one stretch with its text, whose
    first or last sentence they would run into.
    """
    holders = _holders(records)
    sorts = _sorts(blocks, records)
    index = 0
    pending: list[int] = []

    def held() -> Iterator[Stretch]:
        if pending:
            held_sorts = {sorts[i] for i in pending}
            aside = _matter(blocks, sorts, pending[-1]) if held_sorts == {_MARGIN} else ()
            yield Stretch(tuple(blocks[i] for i in pending), None, held_sorts == {_HEADER_ROW}, aside)
            pending.clear()

    while index < len(blocks):
        block = blocks[index]
        if block.kind == "left_out":
            yield from held()
            index += 1
        elif record := holders.get(block.span.start):
            yield from held()
            first = index
            while index < len(blocks) and blocks[index].span.start < record.span.end:
                index += 1
            for content, own in groupby(blocks[first:index], key=lambda block: block.kind != "left_out"):
                if content:
                    yield Stretch(tuple(own), record)
        else:
            if pending and _breaks([blocks[i] for i in pending], [sorts[i] for i in pending], block, sorts[index]):
                yield from held()
            pending.append(index)
            index += 1
    yield from held()


def _matter(blocks: Sequence[Block], sorts: Sequence[int], last: int) -> tuple[str, ...]:
    """The first sentence after a head; nothing after a signature, which no text follows."""
    if last + 1 >= len(blocks) or sorts[last + 1] != _TEXT:
        return ()
    return (re.split("[。！？]", blocks[last + 1].text)[0][:_LONGEST_MATTER],)


def _holders(records: Sequence[Record]) -> dict[int, Record]:
    """The record that begins at an offset; the widest where several do."""
    holders: dict[int, Record] = {}
    for record in records:
        known = holders.get(record.span.start)
        if record.kind in _HOLDERS and (known is None or record.span.end > known.span.end):
            holders[record.span.start] = record
    return holders


def _sorts(blocks: Sequence[Block], records: Sequence[Record]) -> list[int]:
    """What each block is to its document."""
    fields = Ranges(record.span for record in records if record.fields.get("key") in _HEAD_FIELDS)
    header_rows = {s.span.start for record in records for s in record.supports if s.role == "header_row"}
    found: list[int] = []
    for index, block in enumerate(blocks):
        if block.kind == "row":
            found.append(_HEADER_ROW if block.span.start in header_rows else _ROW)
        elif block.level == 1 or _is_field(block, fields) or (block.kind == "paragraph" and is_closing(blocks, index)):
            found.append(_MARGIN)
        else:
            found.append(_HEADING if block.kind == "heading" else _TEXT)
    return found


def _is_field(block: Block, fields: Ranges) -> bool:
    """Whether a short line is nothing but a header field: its number, its addressee."""
    return block.kind == "paragraph" and not block.text.endswith("。") and fields.touch(block.span)


def _breaks(pending: Sequence[Block], sorts: Sequence[int], block: Block, sort: int) -> bool:
    """Whether a block begins a new stretch: another sort unless under its headings, or what would grow too long."""
    if sort != sorts[-1]:
        return sorts[-1] != _HEADING or sort not in (_TEXT, _ROW) or _length(pending) + len(block.text) > LONGEST
    limit = SHORTEST if sort in (_TEXT, _ROW) else LONGEST
    return _length(pending) >= limit or _length(pending) + len(block.text) > LONGEST


def _length(blocks: Sequence[Block]) -> int:
    return sum(len(block.text) for block in blocks)
