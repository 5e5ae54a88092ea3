"""Our own search over a collection, whole and in its parts."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.corpus import Corpus
from assistant.searching import expansions
from assistant.settings import Settings
from eval.retrieval.collection import Collection, Place
from ingest.model import Chunk, Document, Extract, Parsed, SourceFile, Span
from vectorstore.embedding import load_embedding
from vectorstore.index import Index
from vectorstore.publish import publishing
from vectorstore.versions import Home

DEPTH = 10

# Name -> the one side that is asked, alone and as it is (None: all of our search), and whether words are expanded.
ARMS: Mapping[str, tuple[str | None, bool]] = {
    "ours": (None, True),
    "ours, no dictionary": (None, False),
    "ours, dense only": ("dense", False),
    "ours, lexical only": ("lexical", False),
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a search found: places by id of the question, best first, with the time of each query."""

    hits: Mapping[str, Sequence[Place]]
    milliseconds: Sequence[float]
    chunks: int
    index_bytes: int


def search(index: Index, home: Path, collection: Collection, arm: str) -> Outcome:
    """Every question of a collection put to one arm; the index stands in `home`."""
    side, expands = ARMS[arm]
    usual = index.tuning
    corpus = Corpus(index)
    index.tuned(replace(usual, sides={side: 1.0}, signals={}, foreign={}) if side else usual)
    names = {document.id: index.file_of(document.id).name for document in index.documents}
    hits: dict[str, list[Place]] = {}
    times = []
    for query in collection.queries:
        started = time.perf_counter()
        terms = expansions(corpus, query.text) if expands else []
        found = [hit.chunk for hit in index.search(query.text, DEPTH, expansions=terms)]
        times.append(1000 * (time.perf_counter() - started))
        hits[query.id] = [place_of(chunk, names, collection.passages) for chunk in found]
    index.tuned(usual)
    return Outcome(hits, times, len(index.chunks), size_of(home))


@contextmanager
def indexed(collection: Collection, home: Path, settings: Settings | None = None) -> Iterator[Index]:
    """An index of its own for a collection of passages, one chunk a passage, through the store that users have."""
    settings = settings or Settings()
    embedding = load_embedding(settings.embedding, settings.store.embedding_key)
    with publishing(Home(home), embedding) as publisher:
        publisher.add(_parsed(collection), "eval")
        publisher.publish()
    index = Index.open(home, embedding=embedding, reranker_setting=settings.reranker)
    index.warm()
    try:
        yield index
    finally:
        index.close()


def size_of(home: Path) -> int:
    """Bytes of the archive and of the version that is published."""
    place = Home(home)
    files = [place.archive, *place.folder(place.current()).rglob("*")]
    return sum(file.stat().st_size for file in files if file.is_file())


def _parsed(collection: Collection) -> Parsed:
    """The passages as one file with a line each; the label of a chunk is the id of its passage."""
    text, chunks = "", []
    for id_, passage in collection.documents.items():
        span = Span(len(text), len(text) + len(passage))
        chunks.append(Chunk(f"passage:{id_}", "passages", span, passage, passage, "", kind="paragraph"))
        text += passage + "\n"
    data = text.encode()
    source = SourceFile("passages.txt", hashlib.sha256(data).hexdigest(), data, Extract(text, "text/plain"))
    document = Document("passages", collection.name, Span(0, len(text)))
    return Parsed(source, (document,), (), (), tuple(chunks))


def place_of(chunk: Chunk, names: Mapping[str, str], passages: bool) -> Place:
    """Where a chunk stands; `names` are the files of the documents."""
    if passages:
        return Place(chunk.id.removeprefix("passage:"), 0, len(chunk.text))
    return Place(names[chunk.document_id], chunk.span.start, chunk.span.end)
