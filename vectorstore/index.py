"""An open version of the index: everything that answers a question, unchanged for as long as it is held."""

from __future__ import annotations

import threading
from collections.abc import Collection
from functools import cached_property, lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ingest.model import Chunk, Document, Record, SourceFile
from vectorstore.archive import Archive
from vectorstore.dense import DenseIndex
from vectorstore.embedding import Embedding, load_embedding
from vectorstore.entries import document_key
from vectorstore.expansion import expand
from vectorstore.hybrid import Expansions, Hit, HybridSearch, Reranker, Tuning
from vectorstore.lexical import LexicalIndex
from vectorstore.live import Live
from vectorstore.mending import sound_manifest, sound_tantivy
from vectorstore.publish import check_model
from vectorstore.stored import Model, StoredFile
from vectorstore.versions import Home, Lease, Manifest

_KEEP = 20_000  # chunks that are read into memory when the index warms up


class Index:
    """One version, open; `Index.current` gives the newest."""

    def __init__(
        self, archive: Archive, manifest: Manifest, lexical: LexicalIndex, dense: DenseIndex, embedding: Embedding,
        lease: Lease | None, tuning: Tuning, reranker: Reranker | None = None,
    ) -> None:  # fmt: skip
        self._archive = archive
        self._manifest = manifest
        self.dense = dense
        self._lease = lease
        self._chunks: dict[str, Chunk] = {}
        self.embedding = embedding
        self.files = archive.files(manifest.version)
        self.documents: tuple[Document, ...] = archive.documents(*manifest.files)
        self.records: tuple[Record, ...] = archive.records(*manifest.files)
        self._documents = self._document_keys()
        self._hybrid = HybridSearch(lexical, dense, self.embed, self._chunks_by_id, tuning, reranker)
        self._source = lru_cache(maxsize=256)(archive.source)

    @classmethod
    def open(
        cls,
        home: Path,
        embedding_setting: str | None = None,
        chroma_url: str | None = None,
        embedding: Embedding | None = None,
        tuning: Tuning | None = None,
        reranker_setting: str | None = None,
        embedding_key: str | None = None,
    ) -> Index:
        """Open the current version; ArchiveError with the remedy where that cannot be."""
        place = Home(home)
        archive = Archive.open(place.archive, readonly=True)
        embedding = embedding or load_embedding(embedding_setting, embedding_key)
        manifest, lease = sound_manifest(place, archive, chroma_url)
        check_model(archive.model(manifest.version), Model(embedding.name, embedding.fingerprint, embedding.dimension))
        lexical = sound_tantivy(place, archive, manifest)
        dense = DenseIndex(place, archive, manifest, chroma_url)
        return cls(
            archive, manifest, lexical, dense, embedding, lease, tuning or Tuning(), load_reranker(reranker_setting)
        )

    @classmethod
    def current(
        cls,
        home: Path,
        embedding_setting: str | None = None,
        chroma_url: str | None = None,
        reranker_setting: str | None = None,
        embedding_key: str | None = None,
    ) -> Index:
        """The newest version of a home, kept open; while a newer one is being opened, the one before answers."""
        key = (home.absolute(), embedding_setting, chroma_url, reranker_setting)

        def opened() -> Index:
            return cls.open(
                home, embedding_setting, chroma_url, reranker_setting=reranker_setting, embedding_key=embedding_key
            )

        with _LIVE_LOCK:
            live = _LIVE.get(key)
            if live is None:
                live = _LIVE[key] = Live(Home(home).current, opened)
        return live.get()

    @property
    def version(self) -> str:
        """The number of this version, as the answers give it."""
        return str(self._manifest.version)

    @property
    def dense_engine(self) -> str:
        """What answers the dense side now: "chroma" or "exact"."""
        return self.dense.engine

    @property
    def tuning(self) -> Tuning:
        return self._hybrid.tuning

    def tuned(self, tuning: Tuning) -> Index:
        """Search with other numbers from now on; for measuring."""
        self._hybrid.tuning = tuning
        return self

    @cached_property
    def chunks(self) -> tuple[Chunk, ...]:
        """Every chunk, file by file in reading order."""
        return self._archive.chunks(*self._manifest.files)

    def chunks_of(self, file: StoredFile) -> tuple[Chunk, ...]:
        """The chunks of one of `files` in reading order."""
        return self._archive.chunks(file.key)

    def file(self, sha256: str) -> SourceFile:
        """A file by its hash; KeyError if it is not in this version."""
        return self._source(self._by_sha[sha256])

    def file_of(self, document_id: str) -> SourceFile:
        """The file that a document stands in; KeyError if it is not in this version."""
        return self._source(self._file_by_document[document_id])

    def name_of(self, document_id: str) -> str:
        """The name of the file that a document stands in, which is not read for it."""
        key = self._file_by_document[document_id]
        return next(file.name for file in self.files if file.key == key)

    def search(
        self,
        query: str,
        k: int = 10,
        documents: Collection[str] | None = None,
        expansions: Expansions | None = None,
    ) -> list[Hit]:
        """The k best chunks, best first; `documents` limits the search to these ids.

        Without `expansions` English words are also searched as the Chinese terms that the lexicon has for them.
        """
        keys = None if documents is None else {self._documents[id_] for id_ in documents if id_ in self._documents}
        return self._hybrid.search(query, k, keys, expand(query) if expansions is None else expansions)

    def warm(self) -> None:
        """Do what the first questions would wait for: open Chroma, read the chunks of a small archive."""
        if self._manifest.chunks <= _KEEP:
            self._chunks.update({chunk.id: chunk for chunk in self.chunks})
        self.dense.warm()

    def close(self) -> None:
        """Let go of the version's files."""
        self.dense.close()
        self._archive.close()
        if self._lease is not None:
            self._lease.close()

    def __del__(self) -> None:
        if hasattr(self, "_lease"):
            self.close()

    @cached_property
    def _by_sha(self) -> dict[str, int]:
        return {file.sha256: file.key for file in self.files}

    @cached_property
    def _file_by_document(self) -> dict[str, int]:
        return {id_: key >> 20 for id_, key in self._documents.items()}

    def _document_keys(self) -> dict[str, int]:
        return {
            document.id: document_key(key, ordinal)
            for key in self._manifest.files
            for ordinal, document in enumerate(self._archive.documents(key))
        }

    def embed(self, text: str) -> NDArray[np.float32]:
        """The vector of a question."""
        return np.asarray(self.embedding.embed_query(text), dtype=np.float32)

    def _chunks_by_id(self, ids: Collection[str]) -> dict[str, Chunk]:
        kept = self._chunks
        missing = [id_ for id_ in ids if id_ not in kept]
        if missing:
            if len(kept) > 4 * _KEEP:
                kept = self._chunks = {}
            kept.update({chunk.id: chunk for chunk in self._archive.chunks_by_id(missing, self._manifest.version)})
        return {id_: kept[id_] for id_ in ids if id_ in kept}


@lru_cache(maxsize=1)
def load_reranker(setting: str | None) -> Reranker | None:
    """The cross-encoder that a setting names, loaded once for all versions; None without one."""
    if not setting:
        return None
    from vectorstore.sentence_models import CrossEncoderReranker

    return CrossEncoderReranker(setting)


_LIVE: dict[tuple[Path, str | None, str | None, str | None], Live[Index]] = {}  # one open index a home and process
_LIVE_LOCK = threading.Lock()
