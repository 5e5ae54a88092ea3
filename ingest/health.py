"""What a parse can check of itself, by what the text states and by what it should have found."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.checks.accounts import accounted, unread
from ingest.checks.characters import suspicious
from ingest.checks.numbers import duplicates_and_gaps, unassigned
from ingest.checks.totals import stated_totals
from ingest.checks.widths import uneven_rows
from ingest.model import Finding, Parsed

__all__ = ["accounted", "findings"]


def findings(parsed: Parsed) -> Iterator[Finding]:
    """The findings of a file, what is in order included."""
    yield from coverage(parsed)
    yield from duplicates_and_gaps(parsed)
    yield from unassigned(parsed)
    yield from stated_totals(parsed)
    yield from uneven_rows(parsed)
    yield from unread(parsed)
    yield from suspicious(parsed)
    yield from _left_out(parsed)
    for notice in parsed.source.extract.notices:
        yield Finding("warning", "format", notice)


def coverage(parsed: Parsed) -> Iterator[Finding]:
    """Whether every character that is not white space lies in exactly one block."""
    text, position, missed = parsed.source.text, 0, 0
    for block in sorted(parsed.blocks, key=lambda block: block.span.start):
        between = text[position : block.span.start]
        if block.span.start < position:
            yield Finding("error", "coverage", f"Two blocks overlap: {block.text[:30]}", block.span)
        missed += len(between.strip("\ufeff\u200b").strip())
        position = max(position, block.span.end)
    missed += len(text[position:].strip("\ufeff\u200b").strip())
    if missed:
        yield Finding("error", "coverage", f"{missed} characters lie in no block.")
    else:
        yield Finding("ok", "coverage", f"Every character lies in one of {len(parsed.blocks)} blocks.")


def _left_out(parsed: Parsed) -> Iterator[Finding]:
    for block in parsed.blocks:
        if block.kind == "left_out":
            yield Finding("ok", "left_out", f"Left out as {block.reason}: {block.text[:60]}", block.span)
