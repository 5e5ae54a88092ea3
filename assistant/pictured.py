"""Rows of lists of names that a question paints in other words: 拿面团捏出人物来的那门手艺."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from assistant import cells
from assistant.applicants import applicant_column, pictured
from assistant.corpus import Corpus
from assistant.draft import Draft, QuoteBook
from assistant.question import Question
from assistant.reading import content, in_scope
from assistant.words import STOP
from ingest.fold import fold
from ingest.model import Record

_REMARK = re.compile(r"[(（]([^()（）]*)[)）]")
_PLACE = re.compile("^.{2,}[省市县区旗]$")
_PARTS = re.compile(r"[、,，]")
_RARE = 0.05  # the share of all names of which a character may stand in and yet tell one
_LEAST, _SHARE, _AHEAD = 2, 0.3, 1.2  # words that hit a name, how much of it they must say, how far it leads
_WEIGHT = {"zh": 0.8, "en": 0.95}  # least of a word that may stand for one of the question


@dataclass(frozen=True, slots=True)
class _Name:
    """One of the names of a row, by the characters that are rare enough to tell it."""

    row: Record
    telling: frozenset[str]
    weight: float  # of all its characters


class _Names:
    """The names of all rows of lists of names, and how rare each character is among them."""

    def __init__(self, corpus: Corpus) -> None:
        rows = [row for table in corpus.tables if applicant_column(table) for row in table.rows]
        labels = {fold(row.label) for row in rows}
        found = Counter(c for label in labels for c in set(label))
        self.rarity = {c: math.log((len(labels) + 1) / n) for c, n in found.items()}
        rare = {c for c, n in found.items() if n <= max(1, _RARE * len(labels)) and c.isalnum() and c not in STOP}
        self.names = [
            _Name(row, frozenset(set(name) & rare), sum(self.rarity[c] for c in set(name)))
            for row in rows
            for name in _names(_unplaced(row))
        ]


_KNOWN: WeakKeyDictionary[Corpus, _Names] = WeakKeyDictionary()


def _unplaced(row: Record) -> str:
    """A row's name without that of the place which put it forward."""
    label = fold(row.label)
    places = [fold(str(cell)) for cell in row.fields["cells"].values()]
    for place in sorted((p[:-1] for p in places if _PLACE.search(p)), key=len):
        label = label.replace(place, "")
    return label


def _names(label: str) -> list[str]:
    """The name of a row and those in its remark."""
    remarks = [part for remark in _REMARK.findall(label) for part in _PARTS.split(remark)]
    return [name for name in (_REMARK.sub("", label), *remarks) if len(name) > 1]


def painted(question: Question, corpus: Corpus, book: QuoteBook) -> Draft | None:
    """The asked cells of the one row whose name two or more words of a description share rare characters with."""
    if not question.has("where", "code", "category", "who") or question.has("count", "kind_task", "kind_event"):
        return None
    said = pictured(question)
    if not said or question.named("row", "cell", "region", "person", "document"):
        return None
    if corpus not in _KNOWN:
        _KNOWN[corpus] = _Names(corpus)
    rows = _best(_words(question, said, corpus), _KNOWN[corpus], in_scope(question, corpus))
    return cells.tell(question, corpus, book, rows) if rows else None


def _words(question: Question, said: str, corpus: Corpus) -> list[set[str]]:
    """The characters of each word of a description and of what may stand for it."""
    terms = content(question) if question.language == "en" else [t for t in content(question) if t.end <= len(said)]
    words = [
        {c for word, weight in t.alternatives if weight >= _WEIGHT[question.language] for c in word}
        for t in terms
        if not t.generic
    ]
    taken = [(t.start, t.end) for t in terms]
    if question.language == "zh":
        words += [
            set(word)
            for word, _, start, end in corpus.segmenter.words(said)
            if not any(a < end and start < b for a, b in taken)
        ]
    return words


def _best(words: Sequence[set[str]], known: _Names, scope: Iterable[str]) -> list[Record]:
    """The rows of the name that the words say most of, where they say no other as well."""
    allowed = set(scope)
    scores: dict[str, float] = {}
    for name in known.names:
        hit = [word & name.telling for word in words]
        weight = sum(known.rarity[c] for c in set().union(*hit)) if hit else 0.0
        told = [h for h in hit if h]
        enough = len(told) >= _LEAST <= len(set().union(*told))
        if name.row.document_id in allowed and enough and weight >= _SHARE * name.weight:
            label = fold(name.row.label)
            scores[label] = max(scores.get(label, 0.0), weight * weight / name.weight)
    ranked = sorted(scores, key=lambda label: -scores[label])
    if not ranked or (len(ranked) > 1 and scores[ranked[0]] < _AHEAD * scores[ranked[1]]):
        return []
    return list({n.row.id: n.row for n in known.names if fold(n.row.label) == ranked[0]}.values())
