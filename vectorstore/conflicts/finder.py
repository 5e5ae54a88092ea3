"""Reads the statements of the files of an archive and pairs those that differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from ingest.model import Block, Document, Record
from ingest.numbering import leading_number
from ingest.ranges import Ranges
from ingest.repair import repair
from vectorstore.conflicts import figures, levels, stages
from vectorstore.conflicts.pairs import pairs
from vectorstore.conflicts.sentences import clauses, places
from vectorstore.conflicts.statement import Conflict, Statement
from vectorstore.contents import Contents
from vectorstore.stored import StoredFile


def conflicts(archive: Contents, files: Sequence[StoredFile]) -> list[Conflict]:
    """Every pair of places in these files that state the same fact differently."""
    return list(pairs(chain.from_iterable(_of_file(archive, file) for file in files)))


def _of_file(archive: Contents, file: StoredFile) -> Iterator[Statement]:
    text = archive.source(file.key).text
    found = (archive.documents(file.key), archive.blocks(file.key), archive.records(file.key))
    return statements(file.name, text, *found)


def statements(
    file: str, text: str, documents: Sequence[Document], blocks: Sequence[Block], records: Sequence[Record]
) -> Iterator[Statement]:
    """What the sentences and table rows of a file state.

    Events tell of their own day and are no rival to a plan; the figures of a regulation are cases of a rule.
    """
    passed = Ranges(record.span for record in records if record.kind == "event" or _is_statutory(record, text))
    by_id = {document.id: document for document in documents}
    stated = [block for block in blocks if block.kind == "paragraph" and not passed.touch(block.span)]
    for place in places(stated, documents, records, file, text):
        for clause, period in clauses(place):
            yield from figures.in_clause(clause, period, place)
            yield from levels.in_clause(clause, period, place)
            yield from stages.in_clause(clause, period, place)
    for record in records:
        if record.kind == "row" and record.document_id in by_id:
            yield from figures.in_row(record, by_id[record.document_id], file, text)


def _is_statutory(record: Record, text: str) -> bool:
    """Whether a record is an article of a regulation: 第X条."""
    if record.kind != "article":
        return False
    number = leading_number(repair(text[record.span.start : record.span.start + 40]))
    return number is not None and number.style == "article"
