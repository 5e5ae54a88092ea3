"""The lexical index: BM25 (Robertson & Zaragoza 2009) in tantivy, over the tokens of `tokens.py`."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import tantivy

from vectorstore.entries import Entry
from vectorstore.errors import LexicalError
from vectorstore.tokens import tokens

FIELDS = ("text", "context", "label")
_RARITIES = 65_536  # terms whose rarity is kept
_WRITER_MEMORY = 64_000_000  # bytes of documents that tantivy holds before it writes a segment


@dataclass(frozen=True, slots=True)
class Weights:
    """How much a match counts in each field."""

    text: float = 1.0
    context: float = 0.6
    label: float = 0.5


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_integer_field("file", indexed=True, fast=True)
    builder.add_integer_field("document", indexed=True, fast=True)
    for field in FIELDS:
        builder.add_text_field(field, tokenizer_name="whitespace", index_option="freq")
    return builder.build()


class LexicalIndex:
    """An open index; a searcher keeps what it opened, whatever is written afterwards."""

    def __init__(self, folder: Path) -> None:
        try:
            self._index = tantivy.Index.open(str(folder))
            self._searcher = self._index.searcher()
        except (ValueError, OSError) as error:
            raise LexicalError(folder, error) from error
        self._rarity = lru_cache(maxsize=_RARITIES)(self._information)
        self._fields = lru_cache(maxsize=_RARITIES)(self._holding)

    def __len__(self) -> int:
        return int(self._searcher.num_docs)

    def holds(self, id_: str) -> bool:
        """Whether a chunk is in the index, once."""
        query = tantivy.Query.term_query(self._index.schema, "id", id_, "basic")
        return len(self._searcher.search(query, 2, count=False).hits) == 1

    def search(
        self,
        query: str,
        k: int,
        documents: Collection[int] | None = None,
        expansions: Sequence[tuple[str, float]] = (),
        weights: Weights = Weights(),
    ) -> list[tuple[str, float]]:
        """The ids and scores of the k best chunks, best first; expansions are further terms with weights.

        A score is the share of the query's information (the sum of the weights of its terms by their rarity) that a
        chunk has: about 1 where it has every term, and comparable between queries.
        """
        weighted = _weighted(query, tuple(expansions))
        if not weighted or (documents is not None and not documents):
            return []
        found = self._searcher.search(self._query(weighted, documents, weights), k, count=False).hits
        whole = sum(weight * self._rarity(term) for term, weight in weighted.items())
        return [(self._searcher.doc(address)["id"][0], score / whole) for score, address in found]

    def information(self, query: str, expansions: Sequence[tuple[str, float]] = ()) -> dict[str, float]:
        """The terms of a query, each with the share of the query's information that it carries."""
        carried = {term: weight * self._rarity(term) for term, weight in _weighted(query, tuple(expansions)).items()}
        whole = sum(carried.values())
        return {term: amount / whole for term, amount in carried.items()} if whole else {}

    def _information(self, term: str) -> float:
        """The inverse document frequency that BM25 gives a term of the text."""
        held, chunks = self._searcher.doc_freq("text", term), len(self)
        return math.log(1 + (chunks - held + 0.5) / (held + 0.5))

    def knows(self, term: str) -> bool:
        """Whether a passage may hold a term: Latin letters and digits may stand within a longer word."""
        return term.isascii() or bool(self._fields(term))

    def _holding(self, term: str) -> tuple[str, ...]:
        return tuple(field for field in FIELDS if self._searcher.doc_freq(field, term))

    def _query(self, terms: Mapping[str, float], documents: Collection[int] | None, weights: Weights) -> tantivy.Query:
        schema = self._index.schema
        should = [
            (
                tantivy.Occur.Should,
                tantivy.Query.boost_query(tantivy.Query.term_query(schema, field, term, "freq"), weight * boost),
            )
            for term, weight in terms.items()
            for field in self._fields(term)
            if (boost := getattr(weights, field)) > 0
        ]
        query = tantivy.Query.boolean_query(should)
        if documents is None:
            return query
        allowed = tantivy.Query.term_set_query(schema, "document", list(documents))
        filtered = tantivy.Query.const_score_query(allowed, 0.0)
        return tantivy.Query.boolean_query([(tantivy.Occur.Must, query), (tantivy.Occur.Must, filtered)])


@lru_cache(maxsize=16)  # one question is searched for, and its passages are looked at for the same terms
def _weighted(query: str, expansions: tuple[tuple[str, float], ...]) -> Mapping[str, float]:
    weighted = dict.fromkeys(tokens(query), 1.0)
    for expansion, weight in expansions:
        for token in set(tokens(expansion)):
            weighted[token] = max(weighted.get(token, 0.0), weight)
    return weighted


def update(folder: Path, removed: Collection[int], added: Iterable[Entry]) -> None:
    """Take files out of an index and put chunks in, in one commit; the folder is created where it is missing."""
    folder.mkdir(parents=True, exist_ok=True)
    try:
        index = tantivy.Index(_schema(), path=str(folder))
        writer = index.writer(_WRITER_MEMORY, 1)
        for file in removed:
            writer.delete_documents("file", file)
        for entry in added:
            writer.add_document(_document(entry))
        writer.commit()
        writer.wait_merging_threads()
    except (ValueError, OSError) as error:
        raise LexicalError(folder, error) from error


def _document(entry: Entry) -> tantivy.Document:
    chunk = entry.chunk
    return tantivy.Document(
        id=chunk.id,
        file=entry.file,
        document=entry.document,
        text=" ".join(tokens(chunk.reading or chunk.text)),
        context=" ".join(tokens(chunk.context)),
        label=" ".join(tokens(f"{chunk.label} {entry.names}")),
    )
