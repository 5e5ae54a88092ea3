"""Chroma: every chunk with its text, its vector and four integers; embedded in a folder, or on a server.

It is derived from the archive and can be built again at any time. Two processes must not open one folder.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Iterable
from itertools import islice
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import chromadb
import numpy as np
from chromadb.api import ClientAPI
from chromadb.config import Settings
from chromadb.errors import ChromaError
from numpy.typing import NDArray

from vectorstore.entries import Entry
from vectorstore.errors import StoreError

COLLECTION = "gazette"
# With 16 neighbours each, Chroma's default, 2 of 20 builds (11 of 15 with another model) left some of 300 passages
# unreachable, since passages with much boilerplate lie close together; with 24 or more none did.
# What is not yet synchronised is put into the graph again at every opening, so little is left to that.
_HNSW: Any = {"space": "cosine", "ef_search": 200, "ef_construction": 100, "max_neighbors": 32, "sync_threshold": 100}
_LOST = 0.1  # share of the sampled chunks that an approximate index may miss
_CLOSE = 2e-3  # cosine distance between a vector and itself after rounding


class Store:
    """One collection of chunks."""

    def __init__(self, client: ClientAPI, where: object, name: str, create: bool) -> None:
        self._client = client
        self._where = where
        self._closed = False
        try:
            if create:
                # embedding_function=None: otherwise Chroma attaches its default model without a word.
                self._collection = client.get_or_create_collection(
                    name, embedding_function=None, configuration={"hnsw": _HNSW}
                )
            else:
                self._collection = client.get_collection(name, embedding_function=None)
        except (ChromaError, ValueError) as error:
            raise StoreError(self._where, error) from error

    @classmethod
    def embedded(cls, folder: Path, create: bool = False) -> Store:
        """Open the collection of a folder."""
        settings = Settings(anonymized_telemetry=False, is_persistent=True)
        try:
            client = chromadb.PersistentClient(str(folder), settings=settings)
        except (ChromaError, ValueError) as error:
            raise StoreError(folder, error) from error
        return cls(client, folder, COLLECTION, create)

    @classmethod
    def server(cls, url: str, name: str, create: bool = False) -> Store:
        """Open a collection on a Chroma server."""
        return cls(_server(url), url, name, create)

    def close(self) -> None:
        """Let go of the folder, so that it can be copied or moved."""
        if not self._closed:
            self._closed = True
            self._client.close()  # type: ignore[attr-defined]

    def rename(self, name: str) -> None:
        """Give the collection another name."""
        try:
            self._collection.modify(name=name)
        except (ChromaError, ValueError) as error:
            raise StoreError(self._where, error) from error

    def __len__(self) -> int:
        try:
            return int(self._collection.count())
        except ChromaError as error:
            raise StoreError(self._where, error) from error

    def delete_files(self, files: Collection[int]) -> None:
        """Take out every chunk of these files."""
        try:
            if files:
                where: Any = {"file": {"$in": list(files)}}
                self._collection.delete(where=where)
        except (ChromaError, ValueError) as error:
            raise StoreError(self._where, error) from error

    def upsert(self, entries: Iterable[tuple[Entry, NDArray[np.float32]]]) -> None:
        """Put chunks in, in batches as large as Chroma takes."""
        pending = iter(entries)
        try:
            size = self._client.get_max_batch_size()
            while batch := list(islice(pending, size)):
                self._upsert(batch)
        except (ChromaError, ValueError) as error:
            raise StoreError(self._where, error) from error

    def _upsert(self, batch: list[tuple[Entry, NDArray[np.float32]]]) -> None:
        chunks = [entry.chunk for entry, _ in batch]
        self._collection.upsert(
            ids=[chunk.id for chunk in chunks],
            documents=[chunk.text for chunk in chunks],
            embeddings=np.stack([vector for _, vector in batch]),
            metadatas=[
                {"file": e.file, "document": e.document, "start": e.chunk.span.start, "end": e.chunk.span.end}
                for e, _ in batch
            ],
        )

    def search(
        self, vector: NDArray[np.float32], k: int, documents: Collection[int] | None = None
    ) -> list[tuple[str, float]]:
        """The ids and cosines of the k nearest chunks, nearest first."""
        if documents is not None and not documents:
            return []
        where: Any = None if documents is None else {"document": {"$in": list(documents)}}
        try:
            found = self._collection.query(query_embeddings=vector, n_results=k, where=where, include=["distances"])
        except (ChromaError, ValueError) as error:
            raise StoreError(self._where, error) from error
        distances = (found["distances"] or [[]])[0]
        return [(id_, 1.0 - float(distance)) for id_, distance in zip(found["ids"][0], distances, strict=True)]

    def fault(self, sample: Iterable[tuple[str, NDArray[np.float32]]], count: int) -> str:
        """What is wrong: chunks are missing, a sampled one is not stored, or several do not find themselves."""
        if (held := len(self)) != count:
            return f"it holds {held} chunks of {count}"
        lost, sampled = [], list(sample)
        for id_, vector in sampled:
            if not self._stored(id_, vector):
                return f"{id_} is not stored as it is in the archive"
            nearest = self.search(vector, 1)
            if not nearest or nearest[0][1] < 1 - _CLOSE:
                lost.append(id_)
        return f"{', '.join(lost)} do not find themselves" if len(lost) > _LOST * len(sampled) else ""

    def verify(self, sample: Iterable[tuple[str, NDArray[np.float32]]], count: int) -> None:
        """StoreError if there is a fault."""
        if fault := self.fault(sample, count):
            raise StoreError(self._where, fault)

    def _stored(self, id_: str, vector: NDArray[np.float32]) -> bool:
        try:
            found = self._collection.get(ids=[id_], include=["embeddings"])["embeddings"]
        except ChromaError as error:
            raise StoreError(self._where, error) from error
        return found is not None and len(found) == 1 and bool(np.allclose(found[0], vector, atol=1e-4))


def _server(url: str) -> ClientAPI:
    parts = urlsplit(url)
    try:
        return chromadb.HttpClient(
            host=parts.hostname or "localhost",
            port=parts.port or (443 if parts.scheme == "https" else 8000),
            ssl=parts.scheme == "https",
            settings=Settings(anonymized_telemetry=False),
        )
    except (ChromaError, ValueError) as error:
        raise StoreError(url, error) from error


def collection_names(url: str) -> list[str]:
    """The collections of a server."""
    try:
        return [collection.name for collection in _server(url).list_collections()]
    except (ChromaError, ValueError) as error:
        raise StoreError(url, error) from error


def drop_collections(url: str, unwanted: Callable[[str], bool]) -> None:
    """Delete the collections of a server whose name is unwanted."""
    client = _server(url)
    try:
        for collection in client.list_collections():
            if unwanted(collection.name):
                client.delete_collection(collection.name)
    except (ChromaError, ValueError) as error:
        raise StoreError(url, error) from error


def _probe(folder: Path, count: int) -> int:
    """Open a folder and search in it: a damaged one may end the process instead of raising."""
    store = Store.embedded(folder)
    found = store._collection.peek(8)["embeddings"]
    sample = [np.asarray(vector, dtype=np.float32) for vector in ([] if found is None else found)]
    hits = [store.search(vector, 1) for vector in sample]
    return 0 if len(store) == count and all(hit and hit[0][1] > 1 - _CLOSE for hit in hits) else 1


if __name__ == "__main__":
    sys.exit(_probe(Path(sys.argv[1]), int(sys.argv[2])))
