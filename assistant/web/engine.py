"""What the web layer needs of the assistant, and the place where requests wait for it at start-up."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from fastapi import HTTPException

from assistant.answer import Answer, Turn
from ingest.model import Chunk, Document, Record

WAIT_SECONDS = 30.0


class Named(Protocol):
    """A file of the archive."""

    @property
    def name(self) -> str: ...
    @property
    def sha256(self) -> str: ...


class File(Named, Protocol):
    """A file with its canonical text."""

    @property
    def text(self) -> str: ...


class Hit(Protocol):
    """A chunk that was found, with its score and its ranks in the parts of the search."""

    @property
    def chunk(self) -> Chunk: ...
    @property
    def score(self) -> float: ...
    @property
    def ranks(self) -> Mapping[str, int]: ...


class Archive(Protocol):
    """The open index."""

    @property
    def documents(self) -> tuple[Document, ...]: ...
    @property
    def records(self) -> tuple[Record, ...]: ...

    @property
    def files(self) -> Sequence[Named]: ...

    def file(self, sha256: str) -> File: ...
    def file_of(self, document_id: str) -> File: ...


class Corpus(Protocol):
    """What questions are read against."""

    @property
    def index(self) -> Archive: ...


class Engine(Protocol):
    """A question becomes an answer."""

    @property
    def index_version(self) -> str: ...
    @property
    def corpus(self) -> Corpus: ...

    def ask(self, question: str, history: Sequence[Turn] = (), documents: Sequence[str] = ()) -> Answer: ...

    def search(self, query: str, k: int) -> Sequence[Hit]: ...

    def warm(self) -> None: ...


class EngineSlot:
    """Holds the engine once it is open; requests that come earlier wait for it."""

    def __init__(self, engine: Engine | None = None) -> None:
        self._engine = engine
        self._open = threading.Event()
        if engine:
            self._open.set()

    @property
    def ready(self) -> bool:
        """Whether questions are answered already."""
        return self._engine is not None

    def fill(self, engine: Engine) -> None:
        """Let the requests in."""
        self._engine = engine
        self._open.set()

    def give_up(self) -> None:
        """Send away the requests that wait: there will be no engine."""
        self._open.set()

    def get(self) -> Engine:
        """The engine; waits for it, and answers 503 where it is still being opened then."""
        if not self._open.wait(WAIT_SECONDS) or self._engine is None:
            raise HTTPException(503, "The archive is still being prepared: try again shortly.", {"Retry-After": "5"})
        return self._engine


def listed(engine: Engine) -> list[dict[str, Any]]:
    """The documents of the archive with their ids and files."""
    return [
        {
            "id": document.id,
            "title": document.title,
            "doc_number": document.doc_number,
            "date": document.date,
            "issuer": document.issuer,
            "issue": document.issue,
            "file": engine.corpus.index.file_of(document.id).name,
        }
        for document in engine.corpus.index.documents
    ]


def found(engine: Engine, hits: Sequence[Hit]) -> list[dict[str, Any]]:
    """Hits in the form of the API; `text` is the verbatim slice from `start` to `end` of `file`."""
    titles = {document.id: document.title for document in engine.corpus.index.documents}
    return [
        {
            "text": hit.chunk.text,
            "document": titles[hit.chunk.document_id],
            "label": hit.chunk.label,
            "kind": hit.chunk.kind,
            "path": list(hit.chunk.path),
            "score": float(hit.score),
            "ranks": dict(hit.ranks),
            "file": engine.corpus.index.file_of(hit.chunk.document_id).name,
            "start": hit.chunk.span.start,
            "end": hit.chunk.span.end,
        }
        for hit in hits
    ]
