"""The years that each paper is of."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from assistant.corpus import Corpus
from assistant.sentences import years_in
from ingest.dateline import date_of, is_adoption_line

_NUMBERED = re.compile(r"(?<=[〔\[(（])\d{4}(?=[〕\])）])")
_HEAD = 12  # lines of a paper that may tell of its adoption


@lru_cache(maxsize=2)
def years_of_papers(corpus: Corpus) -> Mapping[str, frozenset[int]]:
    """The years of each document's title, date, number and adoption, by its id."""
    found = {}
    for document in corpus.document.values():
        text = corpus.index.file_of(document.id).text[document.span.start : document.span.end]
        lines = [line.strip() for line in text.split("\n", _HEAD)[:_HEAD]]
        dates = [
            document.date or "",
            *_NUMBERED.findall(document.doc_number or ""),
            *(date_of(line) or "" for line in lines if is_adoption_line(line)),
        ]
        said = frozenset(int(day[:4]) for day in dates if day)
        found[document.id] = said | years_in(document.title)
    return found
