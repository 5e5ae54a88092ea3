"""The dense side of a version: Chroma once it is open and sound, exact search in numpy until then or instead."""

from __future__ import annotations

import logging
import subprocess
import sys
import threading
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from vectorstore import stamp
from vectorstore.archive import Archive
from vectorstore.chroma_build import build_chroma
from vectorstore.derive import model_of, sample
from vectorstore.entries import document_key
from vectorstore.errors import ArchiveError, StoreError
from vectorstore.exact import ExactIndex
from vectorstore.versions import Home, Lease, Manifest

if TYPE_CHECKING:
    from vectorstore.store import Store

_LOG = logging.getLogger(__name__)
_PROBE_SECONDS = 120


class DenseIndex:
    """Nearest chunks by vector; `warm` opens Chroma, which costs seconds."""

    def __init__(self, home: Home, archive: Archive, manifest: Manifest, chroma_url: str | None) -> None:
        self._home = home
        self._archive = archive
        self._manifest = manifest
        self._chroma_url = chroma_url
        self._store: Store | None = None
        self._exact: ExactIndex | None = None
        self._owner: Lease | None = None
        self._lock = threading.Lock()

    @property
    def engine(self) -> str:
        """What answers now: "chroma" or "exact"."""
        return "chroma" if self._store else "exact"

    def search(
        self, vector: NDArray[np.float32], k: int, documents: Collection[int] | None = None
    ) -> list[tuple[str, float]]:
        """The ids and cosines of the k nearest chunks, nearest first."""
        store = self._store
        if store is not None:
            try:
                return store.search(vector, k, documents)
            except StoreError as error:
                _LOG.warning("Chroma failed, searching exactly instead: %s", error)
                self._store = None
        return self.exact().search(vector, k, documents)

    def exact(self) -> ExactIndex:
        """All vectors in memory."""
        with self._lock:
            if self._exact is None:
                self._exact = _load(self._archive, self._manifest)
            return self._exact

    def warm(self) -> None:
        """Open Chroma, after building it again where it is damaged; where another process has it, leave it alone."""
        if self._store is not None:
            return
        from vectorstore.store import Store

        try:
            if self._chroma_url:
                store = Store.server(self._chroma_url, self._manifest.collection)
            else:
                self._owner = self._home.lease(self._manifest.version, exclusive=True, name="chroma.lock")
                if self._owner is None:
                    return
                self._mend()
                store = Store.embedded(self._folder)
            fault = store.fault(sample(self._archive, self._manifest), self._manifest.chunks)
            if fault:
                _LOG.warning("Chroma does not hold what the archive holds, searching exactly instead: %s", fault)
                store.close()
            else:
                self._store = store
        except ArchiveError as error:
            _LOG.warning("Chroma cannot be used, searching exactly instead: %s", error)
        if not self._chroma_url:
            stamp.write(self._folder)
        if self._store is not None:
            with self._lock:
                self._exact = None

    @property
    def _folder(self) -> Path:
        return self._home.folder(self._manifest.version) / "chroma"

    def _mend(self) -> None:
        """Build the folder again if it is not as it was left and does not open in a process of its own."""
        if stamp.matches(self._folder) or self._opens():
            return
        _LOG.warning("%s is damaged: building it again from the archive", self._folder)
        with self._home.writer(_LOG.warning):
            build_chroma(self._home, self._archive, self._manifest, None)

    def _opens(self) -> bool:
        """Whether another process survives opening and searching the folder."""
        if not self._folder.exists():
            return False
        command = [sys.executable, "-m", "vectorstore.store", str(self._folder), str(self._manifest.chunks)]
        try:
            ended = subprocess.run(command, capture_output=True, timeout=_PROBE_SECONDS, check=False)  # noqa: S603
        except subprocess.TimeoutExpired:
            return False
        return ended.returncode == 0

    def close(self) -> None:
        if self._store is not None:
            self._store.close()
            self._store = None
        if self._owner is not None:
            self._owner.close()


def _load(archive: Archive, manifest: Manifest) -> ExactIndex:
    dimension = model_of(archive, manifest.version).dimension
    ids: list[str] = []
    documents: list[int] = []
    for file in manifest.files:
        ordinals = {document.id: ordinal for ordinal, document in enumerate(archive.documents(file))}
        for id_, document in archive.chunk_keys(file):
            ids.append(id_)
            documents.append(document_key(file, ordinals[document]))
    vectors = [archive.vectors(file, dimension) for file in manifest.files]
    matrix = np.concatenate(vectors) if vectors else np.zeros((0, dimension), dtype=np.float32)
    return ExactIndex(ids, documents, matrix)
