"""Everything an index can answer from, matched against the content words of a question."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from assistant.sentences import REVISED, WHOLE, join_lines, sentences, wrapped_documents, year_set, years_in
from assistant.words import Term
from ingest.fold import fold
from ingest.model import Chunk, Document, Record, Span

CONTEXT_WEIGHT = 0.7
MATCHED = 0.45  # below this an evidence lacks a term
_REMEMBERED = 512  # terms whose matches are kept: the readers of one question ask for the same ones
_FILE_WORD = re.compile(r"[a-z]{5,}")  # of a file's name that its documents may not say: chronicle_jining_2009
# What a reply is on, though its title may only number it: 关于抢救莫高窟周边环境的提案收悉
_ANSWERED = re.compile(
    r"关于([^。;]{4,60}?)的?(?:提案|建议|议案|请示|报告|函)》?(?:[(][^()]*(?:[(][^()]*[)][^()]*)?[)])?收悉"
)
_DEPUTY = re.compile(r"(?:委员|代表|先生|女士|同志)$")  # whom a reply is addressed to
_OFTEN, _MUCH = 3, 0.12  # sentences that say what a document is about, and their share of all
_RANKED = 200  # matches that are told apart; nothing reads further down


@dataclass(frozen=True, slots=True)
class Evidence:
    """A record, or a sentence of a passage; `own` is what it says, `context` what stands above it (both folded)."""

    index: int
    kind: str
    document_id: str
    span: Span
    reading: str
    own: str
    context: str
    years: frozenset[int]
    record: Record | None = None
    chunk: Chunk | None = None
    parent: Record | None = None  # the event or article a sentence stands in


@dataclass(frozen=True, slots=True)
class Held:
    """How well evidence matches a term, by index: in its own words, by what stands above it, and the better."""

    own: dict[int, float]
    above: dict[int, float]
    both: dict[int, float]
    at: NDArray[np.intp]  # the indexes of `both`
    shares: NDArray[np.float64]  # its values
    weight: float  # inverse document frequency, 0 to about 10
    counts: dict[str, int] = field(default_factory=dict)  # of the evidence that holds it itself, by document


def _chunk_id(record: Record | None) -> str:
    return record.id.rsplit(":", 1)[0] if record else ""


def _heads(records: Iterable[Record], chunks: Iterable[Chunk], files: Mapping[str, str]) -> dict[str, str]:
    """What stands over all that a document says besides its title: Latin words of its file's name, whom it answers
    on what.
    """
    heads: dict[str, list[str]] = defaultdict(list)
    for document_id, name in files.items():
        heads[document_id] += _FILE_WORD.findall(fold(name.rsplit(".", 1)[0]))
    for record in records:
        said = str(record.fields.get("value") or "") if record.kind == "header" else ""
        if record.fields.get("key") == "addressee" and _DEPUTY.search(said):
            heads[record.document_id].append(said)
    for chunk in chunks:
        if "悉" in chunk.text and (answered := _ANSWERED.search(fold(chunk.text))):
            heads[chunk.document_id].append(answered[1])
    return {document_id: "、".join(words) for document_id, words in heads.items() if words}


def _bigrams(text: str) -> set[str]:
    return {text[i : i + 2] for i in range(len(text) - 1)} or {text}


def _grams(text: str) -> set[str]:
    return {*text, *_bigrams(text)}


class EvidenceBase:
    """All evidence of an index with postings by character bigram."""

    def __init__(
        self,
        records: Sequence[Record],
        chunks: Sequence[Chunk],
        documents: Sequence[Document],
        files: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        """`files`: the name of each document's file."""
        titles = {d.id: d for d in documents}
        self._heads = _heads(records, chunks, files)
        self.items: list[Evidence] = []
        self._postings: dict[str, set[int]] = defaultdict(set)
        self._context_postings: dict[str, set[int]] = defaultdict(set)
        self._matched: dict[tuple[object, ...], Held] = {}
        for record in records:
            self._add_record(record, titles.get(record.document_id))
        parents = {_chunk_id(record): record for record in records}
        wrapped = wrapped_documents(chunks)
        for chunk in chunks:
            if chunk.kind not in WHOLE:
                ranges = sentences(chunk.text, wrapped=chunk.document_id in wrapped)
                self._add_sentences(chunk, ranges, titles.get(chunk.document_id), parents.get(chunk.id))
        self.by_record = {e.record.id: e for e in self.items if e.record}
        self._sizes = Counter(item.document_id for item in self.items)
        self.lengths = np.array([len(item.own) for item in self.items], dtype=np.intp)
        self._kinds = np.array([item.kind for item in self.items], dtype=object)
        self._documents = np.array([item.document_id for item in self.items], dtype=object)
        self._of: dict[tuple[str, str], NDArray[np.bool_]] = {}
        self._by_chunk: dict[str, list[Evidence]] = defaultdict(list)
        for item in self.items:
            self._by_chunk[item.chunk.id if item.chunk else _chunk_id(item.record)].append(item)

    def _add_record(self, record: Record, document: Document | None) -> None:
        f = record.fields
        context = [*record.path, str(f.get("table") or ""), str(f.get("category") or ""), str(f.get("section") or "")]
        context += [self._heads.get(record.document_id, "")]
        context += [str(f.get("regulation") or ""), str(f.get("chapter") or ""), document.title if document else ""]
        own = record.text
        if record.kind == "row":
            own = " ".join((record.label, *(f"{h} {c}" for h, c in f.get("cells", {}).items())))
        elif record.kind in ("member", "appointment", "header"):
            own = " ".join((record.text, *(str(v) for v in f.values() if isinstance(v, str))))
        self._add(record.kind, record.document_id, record.span, record.text, own, context, document, record, None)

    def _add_sentences(
        self, chunk: Chunk, ranges: Iterable[tuple[int, int]], document: Document | None, parent: Record | None
    ) -> None:
        head = self._heads.get(chunk.document_id, "")
        context = [head, *chunk.path, chunk.reading, chunk.context, document.title if document else ""]
        setting: frozenset[int] = frozenset()
        for start, end in ranges:
            text = join_lines(chunk.text[start:end])
            setting = year_set(text, setting)
            span = Span(chunk.span.start + start, chunk.span.start + end)
            self._add("passage", chunk.document_id, span, text, text, context, document, None, chunk, parent, setting)

    def _add(
        self,
        kind: str,
        document_id: str,
        span: Span,
        reading: str,
        own: str,
        context: Iterable[str],
        document: Document | None,
        record: Record | None,
        chunk: Chunk | None,
        parent: Record | None = None,
        setting: frozenset[int] = frozenset(),
    ) -> None:
        index = len(self.items)
        above = list(context)
        years = years_in(own) or setting
        if not years and chunk:
            years = year_set(REVISED.sub("", chunk.reading.split("。")[0]), frozenset())
        if not years:
            heads = [text for text in above[:-1] if not chunk or text != chunk.reading]
            years = next((found for text in reversed(heads) if (found := years_in(text))), frozenset())
        if not years and document:
            years = years_in(document.title)
        if not years and document and document.year:
            years = frozenset({document.year})
        folded = fold(" ".join(above))
        item = Evidence(index, kind, document_id, span, reading, fold(own), folded, years, record, chunk, parent)
        self.items.append(item)
        for gram in _grams(item.own):
            self._postings[gram].add(index)
        for gram in _grams(item.context):
            self._context_postings[gram].add(index)

    def holding(self, folded: str, *, context: bool = False) -> set[int]:
        """Indexes of the evidence whose own text (or context) holds a folded word."""
        postings = self._context_postings if context else self._postings
        if len(folded) <= 2:
            return postings.get(folded, set())
        sets = sorted((postings.get(b, set()) for b in _bigrams(folded)), key=len)
        found = set.intersection(*sets) if sets else set()
        return {i for i in found if folded in (self.items[i].context if context else self.items[i].own)}

    def of_chunk(self, chunk: Chunk) -> list[Evidence]:
        """The sentences and records of a passage."""
        return self._by_chunk.get(chunk.id, [])

    def following(self, evidence: Evidence, count: int = 2) -> list[Evidence]:
        """The next sentences of the same passage."""
        after = self.items[evidence.index + 1 : evidence.index + 1 + count]
        return [e for e in after if e.chunk is not None and e.chunk is evidence.chunk]

    def size_of(self, document_id: str) -> int:
        """How many sentences and records of a document there are."""
        return self._sizes[document_id]

    def count_in(self, document_id: str, held: Held) -> int:
        """How many of a document's sentences and records hold a term themselves."""
        if not held.counts:
            held.counts.update(Counter(self.items[i].document_id for i, weight in held.own.items() if weight >= 0.5))
        return held.counts.get(document_id, 0)

    def of_matter(self, document_id: str, held: Held) -> bool:
        """Whether a document speaks so much of a term that each of its sentences is of it."""
        often = max(_OFTEN, _MUCH * self._sizes[document_id])
        return len(held.own) >= often and self.count_in(document_id, held) >= often

    def known(self, folded: str) -> bool:
        """Whether any evidence or context holds a folded word."""
        return bool(self.holding(folded) or self.holding(folded, context=True))

    def matching(self, term: Term) -> dict[int, float]:
        """How well each evidence that has anything of a term matches it, 0 to 1; not to be changed by the caller."""
        return self.held(term).both

    def held(self, term: Term) -> Held:
        """How well each evidence matches a term; not to be changed by the caller."""
        key = (term.alternatives, term.beside, term.proper)
        if key not in self._matched:
            if len(self._matched) >= _REMEMBERED:
                self._matched.clear()
            self._matched[key] = self._match(term)
        return self._matched[key]

    def _match(self, term: Term) -> Held:
        own: dict[int, float] = {}
        above: dict[int, float] = {}
        for word, weight in term.alternatives:
            for context, found in ((False, own), (True, above)):
                for index in self.holding(word, context=context):
                    found[index] = max(found.get(index, 0.0), weight)
        surface = term.alternatives[0][0]
        if not own and not above and all(term.beside) and len(surface) == 2:
            self._match_astride(surface, term.beside, own)
        if len(surface) >= 3 and not surface.isascii() and not term.proper:  # 汝州市 is not most of 郑州市
            self._match_partly(surface, own)
        both = {index: CONTEXT_WEIGHT * weight for index, weight in above.items()}
        for index, weight in own.items():
            both[index] = max(both.get(index, 0.0), weight)
        shares = np.fromiter(both.values(), np.float64, len(both))
        weight = math.log((len(self.items) + 1) / (int((shares >= 0.5).sum()) + 0.5))
        return Held(own, above, both, np.fromiter(both, np.intp, len(both)), shares, weight)

    def _match_astride(self, word: str, beside: tuple[str, str], found: dict[int, float]) -> None:
        """Adds evidence of both words that a wrong cut ran together: 坤县 and 代表 for 县代."""
        left, right = beside[0] + word[0], word[1] + beside[1]
        for index in self._postings.get(left, set()) & self._postings.get(right, set()):
            found[index] = 0.7

    def _match_partly(self, word: str, found: dict[int, float]) -> None:
        """Adds evidence that has most bigrams of a longer word."""
        bigrams = _bigrams(word)
        counts: dict[int, int] = defaultdict(int)
        for bigram in bigrams:
            for index in self._postings.get(bigram, ()):
                counts[index] += 1
        for index, count in counts.items():
            share = 0.8 * count / len(bigrams)
            if share >= 0.4:
                found[index] = max(found.get(index, 0.0), share)

    def among(self, kinds: Iterable[str], documents: Iterable[str]) -> NDArray[np.bool_]:
        """Which evidence is of one of these kinds (of any, where none is named) and of one of these documents."""
        found = self._any("document", documents)
        wanted = tuple(kinds)
        return found & self._any("kind", wanted) if wanted else found

    def _any(self, what: str, names: Iterable[str]) -> NDArray[np.bool_]:
        found = np.zeros(len(self.items), dtype=np.bool_)
        for name in names:
            if (what, name) not in self._of:
                self._of[what, name] = (self._kinds if what == "kind" else self._documents) == name
            found |= self._of[what, name]
        return found


@dataclass(frozen=True, slots=True)
class Match:
    """One evidence with its score (0 to 1 of the weight of the question)."""

    evidence: Evidence
    score: float
    strength: float
    matched: tuple[tuple[Term, Held], ...]

    @property
    def missing(self) -> tuple[Term, ...]:
        """The terms it lacks."""
        return tuple(term for term, held in self.matched if held.both.get(self.evidence.index, 0.0) < MATCHED)


def rank(base: EvidenceBase, terms: Sequence[Term], allowed: NDArray[np.bool_] | None = None) -> list[Match]:
    """All evidence that matches any term, best first."""
    if not terms:
        return []
    matched = tuple((term, base.held(term)) for term in terms)
    scores, total = np.zeros(len(base.items)), 0.0
    touched = np.zeros(len(base.items), dtype=np.bool_)
    for term, held in matched:
        weight = max(held.weight, 0.3) * term.importance
        total += weight
        scores[held.at] += weight * held.shares
        touched[held.at] = True
    found = np.flatnonzero(touched if allowed is None else touched & allowed)
    shares = scores[found] / total
    order = np.lexsort((found, base.lengths[found], -np.round(shares, 4)))[:_RANKED]
    return [Match(base.items[found[i]], float(shares[i]), float(scores[found[i]]), matched) for i in order]
