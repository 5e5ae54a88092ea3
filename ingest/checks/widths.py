"""Rows whose cells are not as many as their table has columns."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from ingest.model import Finding, Parsed, Record


def uneven_rows(parsed: Parsed) -> Iterator[Finding]:
    """One finding a table: how many rows had fewer or more cells than columns, and where the first stands."""
    uneven: dict[str, list[Record]] = defaultdict(list)
    tables: dict[str, int] = defaultdict(int)
    for record in parsed.records:
        if record.kind == "row":
            tables[record.fields["table"]] += 1
            if _cells(parsed, record) != len(record.fields["cells"]):
                uneven[record.fields["table"]].append(record)
    for table, total in tables.items():
        if rows := uneven[table]:
            message = f"{len(rows)} of {total} rows of “{table[:40]}” have not as many cells as the table has columns."
            yield Finding("warning", "width", message, rows[0].span)


def _cells(parsed: Parsed, record: Record) -> int:
    """How many cells a row has as printed."""
    line = parsed.source.text[record.span.start : record.span.end]
    if line.startswith("|"):
        return line.count("|") - (1 if line.endswith("|") else 0)
    start = parsed.source.text.rfind("\n", 0, record.span.start) + 1
    end = parsed.source.text.find("\n", record.span.end)
    tabs = parsed.source.text.count("\t", start, end if end >= 0 else None)
    return tabs + 1 if tabs else len(record.fields["cells"])  # what only spaces part is of equal rows
