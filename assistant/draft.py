"""An answer in the making: its sentences, its members and the quotes they rest on."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.answer import Computed, Conflict, Item, Outcome, Quote, Receipt
from assistant.corpus import Corpus
from assistant.evidence import Evidence
from assistant.phrases import joined, say
from ingest.model import Record, Span

_MARK = re.compile(r"\[\d+\]")


class QuoteBook:
    """Numbers quotes in the order they are first cited; the same span is one quote."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._ids: dict[tuple[str, int, int], int] = {}
        self.quotes: list[Quote] = []

    def take(self, other: QuoteBook) -> None:
        """Takes over the quotes of another book in the place of its own."""
        self._ids, self.quotes = other._ids, other.quotes

    def cite(self, source: Record | Evidence, *roles: str) -> int:
        """The number of the quote of a record or sentence; supports of these roles are quoted beside it."""
        if isinstance(source, Evidence) and source.record is None:
            path = source.chunk.path if source.chunk else ()
            if source.parent and "date" in roles:
                for support in source.parent.supports:
                    self.cite_span(source.document_id, support.span, path, "", support.role)
            label = source.parent.label if source.parent else ""
            return self.cite_span(source.document_id, source.span, path, label, "passage")
        record = source if isinstance(source, Record) else source.record
        if record is None:
            raise TypeError("evidence without a record is quoted as a sentence")
        number = self.cite_span(record.document_id, record.span, record.path, record.label, record.kind)
        for support in record.supports:
            if support.role.split(":")[0] in roles:
                self.cite_span(record.document_id, support.span, record.path, "", support.role.split(":")[0])
        return number

    def cite_span(self, document_id: str, span: Span, path: tuple[str, ...], label: str, kind: str) -> int:
        """The number of the quote of a span of a document's file."""
        document = self._corpus.document[document_id]
        source = self._corpus.index.file_of(document_id)
        key = (source.sha256, span.start, span.end)
        if key not in self._ids:
            self._ids[key] = len(self.quotes) + 1
            self.quotes.append(
                Quote(
                    self._ids[key],
                    source.text[span.start : span.end],
                    document.title,
                    document.doc_number,
                    document.date,
                    path,
                    label,
                    kind,
                    source.page_of(span.start),
                    source.name,
                    source.sha256,
                    span.start,
                    span.end,
                )
            )
        return self._ids[key]


@dataclass
class Draft:
    """What a reader proposes; the chain verifies it."""

    outcome: Outcome
    text: str
    items: list[Item] = field(default_factory=list)
    receipt: Receipt | None = None
    conflicts: list[Conflict] = field(default_factory=list)
    computed: list[Computed] = field(default_factory=list)
    reader: str = "records"
    understood: str = ""
    records: tuple[Record, ...] = ()  # what was matched, for follow-ups
    missing: tuple[str, ...] = ()  # words of the question nothing was found for


def unmarked(text: str) -> str:
    """A text of an answer without its quote marks."""
    return _MARK.sub("", text)


def mark(*numbers: int) -> str:
    """Quote marks: "[1][2]"."""
    return "".join(f"[{number}]" for number in dict.fromkeys(numbers))


def split_by_table(records: Sequence[Record], language: str) -> tuple[str, list[Computed]]:
    """How many of some rows each table has, told and computed, where they are of several."""
    counts = Counter(str(record.fields.get("table")) for record in records)
    if len(counts) < 2:
        return "", []
    parts = [say(language, "part_of_table", table=table, count=n) for table, n in counts.items()]
    computed = [Computed(str(n), "项", f"count({table})", ()) for table, n in counts.items()]
    return say(language, "by_table", parts=joined(language, ";", parts)), computed


def item_of(record: Record, quotes: tuple[int, ...]) -> Item:
    """A record as a member of a list, with the fields of the contract."""
    fields = {key: value for key, value in record.fields.items() if key != "cell_spans"}
    label = record.fields.get("date") or record.label if record.kind == "event" else record.label
    return Item(str(label), record.text, fields, quotes)
