"""Comma, semicolon or tab separated files: one table."""

from __future__ import annotations

import csv
import io

from ingest.formats.draft import Draft
from ingest.formats.encoding import decode
from ingest.formats.limits import Deadline, Limits, UnreadableError
from ingest.formats.sheet import write_sheet
from ingest.model import Extract

_SAMPLE = 16_384
_SEPARATORS = ",\t;，"


def read(data: bytes, limits: Limits) -> Extract:
    """The rows of a file of separated values."""
    text = decode(data).removeprefix("\ufeff")
    deadline = Deadline(limits)
    rows: list[list[str]] = []
    cells = 0
    csv.field_size_limit(limits.max_bytes)
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text)):
            deadline.check()
            rows.append(row)
            cells += len(row)
            if cells > limits.max_cells:
                raise UnreadableError(f"has more than {limits.max_cells:,} cells: split it.")
    except csv.Error as error:
        raise UnreadableError(f"is not a readable CSV file ({error}): save it again from a spreadsheet.") from error
    draft = Draft("text/csv")
    write_sheet(draft, {index: dict(enumerate(row)) for index, row in enumerate(rows)}, [], limits.max_cells)
    return draft.extract()


def _separator(text: str) -> str:
    """The separator that most lines have, and have equally often."""
    lines = [line for line in text[:_SAMPLE].splitlines()[:50] if line.strip()]

    def agreement(separator: str) -> tuple[int, int]:
        counts = [line.count(separator) for line in lines]
        common = max(set(counts), key=counts.count, default=0)
        return (counts.count(common) if common else 0, common)

    return max(_SEPARATORS, key=agreement)
