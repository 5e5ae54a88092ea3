"""Running headers, footers and page numbers: what stands at the edge of page after page is not the document."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from ingest.formats.glyphs import Segment
from ingest.formats.pagemodel import Page

_TOP, _BOTTOM = 0.10, 0.12  # of the page's height
_ROWS = 3  # lines from the edge that are looked at
_NUMBER = re.compile(r"[-—–―─·•\s]*\d{1,4}[-—–―─·•\s]*|第\d+页(?:[,，/]?共\d+页)?|\d{1,4}/\d{1,4}|-?[ivxIVX]+-?")
_SURE = re.compile(r"[-—–―─·•]+\d{1,4}[-—–―─·•]+|第\d+页(?:[,，/]?共\d+页)?")


def remove_running(pages: Sequence[Page]) -> list[str]:
    """Take headers, footers and page numbers off the pages; returns a sentence for each kind that was left out."""
    edges = [_edge_rows(page) for page in pages]
    counts: Counter[tuple[bool, str]] = Counter()
    for rows in edges:
        counts.update({(at_top, _key(row)) for at_top, row in rows})
    numbers = _number_rows(edges)
    needed = 2 if len(pages) < 6 else max(3, len(pages) // 8)
    removed: defaultdict[str, int] = defaultdict(int)
    for index, (page, rows) in enumerate(zip(pages, edges, strict=True)):
        for position, (at_top, row) in enumerate(rows):
            repeated = counts[at_top, _key(row)] >= needed
            text = _text(row)
            if repeated or (index, position) in numbers or _SURE.fullmatch("".join(text.split())):
                page.segments = [each for each in page.segments if not any(each is one for one in row)]
                is_number = _NUMBER.fullmatch("".join(text.split()))
                removed["page numbers" if is_number else re.sub(r"\d+", "#", text)] += 1
    return [f"Left out at the edge of {count} pages: {text[:80]}" for text, count in removed.items()]


def _edge_rows(page: Page) -> list[tuple[bool, list[Segment]]]:
    """The outermost lines within the bands at the top (True) and at the bottom (False)."""
    rows: dict[int, list[Segment]] = defaultdict(list)
    for segment in page.segments:
        rows[segment.row].append(segment)
    ordered = [rows[number] for number in sorted(rows)]
    top = [(True, row) for row in ordered[:_ROWS] if row[0].bottom < page.height * _TOP]
    bottom = [(False, row) for row in ordered[-_ROWS:] if row[0].top > page.height * (1 - _BOTTOM)]
    return top + bottom


def _text(row: Sequence[Segment]) -> str:
    return " ".join(segment.text for segment in row)


def _key(row: Sequence[Segment]) -> str:
    return re.sub(r"[\d\s]+", "#", "".join(_text(row).split()))


def _number_rows(edges: Sequence[Sequence[tuple[bool, list[Segment]]]]) -> set[tuple[int, int]]:
    """Lines that are a number which runs with the pages, as (page, position)."""
    found: defaultdict[tuple[bool, int], list[tuple[int, int]]] = defaultdict(list)
    for index, rows in enumerate(edges):
        for position, (at_top, row) in enumerate(rows):
            text = "".join(_text(row).split())
            if _NUMBER.fullmatch(text) and (digits := re.search(r"\d+", text)):
                found[at_top, int(digits[0]) - index].append((index, position))
    return {place for places in found.values() if len(places) > 1 for place in places}
