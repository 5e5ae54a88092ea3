"""A file becomes documents, blocks, records and chunks: a pure function of its bytes."""

from __future__ import annotations

from ingest.chunk import chunks
from ingest.health import findings
from ingest.model import Chunk, Parsed, Record, SourceFile
from ingest.ranges import Ranges
from ingest.records.appointments import appointments
from ingest.records.articles import articles
from ingest.records.assignments import assignments
from ingest.records.events import events
from ingest.records.headers import front_headers, headers, masthead
from ingest.records.members import members
from ingest.records.rows import rows
from ingest.records.series import series
from ingest.records.tasks import tasks
from ingest.structure import Part, structure


def parse(source: SourceFile) -> Parsed:
    """Understand a file."""
    issue = structure(source)
    records: list[Record] = list(front_headers(issue, source.text))
    found: list[Chunk] = []
    if issue.parts:
        title = " ".join(masthead(issue.front)) or source.name
        found += chunks(issue.parts[0].document, issue.front, (), source.text, title=title)
    for part in issue.parts:
        own = _records(part, source)
        found += chunks(part.document, part.blocks, own, source.text)
        records += own
    documents = tuple(part.document for part in issue.parts)
    parsed = Parsed(source, documents, issue.blocks, tuple(records), tuple(found))
    return Parsed(source, documents, issue.blocks, tuple(records), tuple(found), tuple(findings(parsed)))


def _records(part: Part, source: SourceFile) -> list[Record]:
    """The records of one document; what is one thing is not taken for another."""
    document, blocks = part.document, part.blocks
    found: list[Record] = list(headers(part, source.text))
    happened = list(events(document, blocks))
    found += happened
    if not happened:
        assigned = list(tasks(document, blocks))
        listed = list(members(document, blocks, source.text))
        held = Ranges(record.span for record in [*assigned, *listed])
        taken = {block.span.start for block in blocks if held.touch(block.span)}
        found += [*assigned, *articles(document, blocks, taken), *listed]
    listed_rows = list(rows(part, source.extract))
    found += [*listed_rows, *assignments(document, listed_rows, source.text)]
    found += series(document, blocks, source.text)
    found += appointments(document, blocks, source.text)
    return _unique(found)


def _unique(records: list[Record]) -> list[Record]:
    """Records in the order of the text, each identity once."""
    return sorted(
        {record.id: record for record in records}.values(),
        key=lambda record: (record.span.start, record.span.end),
    )
