"""The years that each paper is of, and the lines under its title that tell of its adoption."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from assistant.corpus import Corpus
from assistant.sentences import years_in
from ingest.dateline import date_of, is_adoption_line, is_effect_line
from ingest.model import Span

_NUMBERED = re.compile(r"(?<=[〔\[(（])\d{4}(?=[〕\])）])")
_HEAD = 20  # lines of a document that may tell of its adoption


@dataclass(frozen=True, slots=True)
class Line:
    """A line under a title, as one reads it."""

    span: Span
    text: str


def lines(document_id: str, corpus: Corpus) -> list[Line]:
    """The lines at the head of a document that tell of its adoption."""
    document = corpus.document[document_id]
    text = corpus.index.file_of(document_id).text[document.span.start : document.span.end]
    found, start = [], document.span.start
    for line in text.split("\n")[:_HEAD]:
        if is_adoption_line(line.strip()) and not is_effect_line(line.strip()):
            first = start + len(line) - len(line.lstrip())
            found.append(Line(Span(first, first + len(line.strip())), " ".join(line.split())))
        start += len(line) + 1
    return found


@lru_cache(maxsize=2)
def years_of_papers(corpus: Corpus) -> Mapping[str, frozenset[int]]:
    """The years of each document's title, date, number and adoption, by its id."""
    found = {}
    for document in corpus.document.values():
        dates = [
            document.date or "",
            *_NUMBERED.findall(document.doc_number or ""),
            *(date_of(line.text) or "" for line in lines(document.id, corpus)),
        ]
        said = frozenset(int(day[:4]) for day in dates if day)
        found[document.id] = said | years_in(document.title)
    return found
