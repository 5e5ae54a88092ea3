"""Prepares the next version of an index beside the current one and switches to it in one step."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from ingest.model import Chunk, Document, IngestError, Parsed, Record
from vectorstore.archive import Archive
from vectorstore.chroma_build import build_chroma
from vectorstore.derive import manifest_of
from vectorstore.duplicates import Known, Sketch, sketches
from vectorstore.errors import WrongModelError, storage_error
from vectorstore.lexical_build import build_lexical
from vectorstore.stored import Model, StoredFile
from vectorstore.versions import Home, Manifest


class Encoder(Protocol):
    """What turns passages into normalised vectors."""

    @property
    def name(self) -> str: ...
    @property
    def dimension(self) -> int: ...
    @property
    def fingerprint(self) -> str: ...
    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]: ...


class Publisher:
    """The one writer of a home; made by `publishing`."""

    def __init__(self, home: Home, archive: Archive, encoder: Encoder, chroma_url: str | None, fresh: bool) -> None:
        self._home = home
        self._archive = archive
        self._encoder = encoder
        self._chroma_url = chroma_url
        self._fresh = fresh
        self._base = home.current()
        self._next = max([self._base, *home.numbers()]) + 1
        self._changed = fresh
        self.files: dict[str, StoredFile] = {file.name: file for file in archive.files(self._base)}
        self._held = {name: file.sha256 for name, file in self.files.items()}
        self._holders = {file.sha256: file.name for file in self.files.values()}
        self._known = Known(() if fresh else archive.sketched(self._base))
        model = Model(encoder.name, encoder.fingerprint, encoder.dimension)
        if not fresh:
            check_model(archive.model(self._base), model)
        archive.start_version(self._base, self._next, model)

    @property
    def archive(self) -> Archive:
        return self._archive

    def holder(self, sha256: str) -> str | None:
        """The file of the next version that has these bytes."""
        return self._holders.get(sha256)

    def add(self, parsed: Parsed, parser: str, origin: str | None = None) -> Parsed:
        """Put a file into the next version, in place of the one of the same name; returns it with what was found."""
        check_spans(parsed)
        parsed, sketched = self._compared(parsed)
        vectors = self._encoder.encode([passage(chunk.context, chunk.reading or chunk.text) for chunk in parsed.chunks])
        matrix = vectors.reshape(-1, self._encoder.dimension)
        self._archive.add(parsed, matrix, self._next, parser, origin, [sketch for _, sketch in sketched])
        self._release(parsed.source.name)
        self._holders[parsed.source.sha256] = parsed.source.name
        self._held[parsed.source.name] = parsed.source.sha256
        self._changed = True
        return parsed

    def _compared(self, parsed: Parsed) -> tuple[Parsed, list[tuple[Document, Sketch]]]:
        """The file with a finding for each document that is nearly in the index already."""
        name = parsed.source.name
        sketched = sketches(parsed)
        own = [finding for finding in parsed.findings if finding.check != "twin"]
        found = (*own, *self._known.findings(name, sketched))
        self._known.add(name, sketched)
        return replace(parsed, findings=found), sketched

    def remove(self, name: str) -> bool:
        """Take a file out of the next version; False if it was not there."""
        removed = self._archive.remove(name, self._next)
        self._release(name)
        self._changed |= removed
        return removed

    def _release(self, name: str) -> None:
        held = self._held.pop(name, None)
        if held is not None and self._holders.get(held) == name:
            del self._holders[held]

    def publish(self) -> int:
        """Build and verify the derived indexes, then switch; returns the number of the current version."""
        if not self._changed:
            return self._base
        with storage_error(self._home.path):
            manifest = manifest_of(self._archive, self._next, bool(self._chroma_url))
            folder = self._home.create(self._next)
            usable = self._base and not self._fresh and self._home.folder(self._base).exists()
            base = self._base if usable else None
            build_lexical(self._home, self._archive, manifest, base)
            build_chroma(self._home, self._archive, manifest, base, self._chroma_url)
            manifest.write(folder)
            self._home.publish(self._next)
            self._archive.published(self._next)
            self._after(manifest)
        return self._next

    def _after(self, manifest: Manifest) -> None:
        """Clear up what the new version leaves behind."""
        clean(self._home, self._archive)
        if self._chroma_url:
            self._drop_collections(self._chroma_url, manifest)

    def _drop_collections(self, url: str, manifest: Manifest) -> None:
        """Delete the server's collections of versions that are gone."""
        from vectorstore.store import drop_collections

        kept = [Manifest.read(self._home.folder(number)) for number in self._home.numbers()]
        names = {kept_manifest.collection for kept_manifest in kept if kept_manifest}
        prefix = manifest.collection.rpartition("-")[0] + "-"
        drop_collections(url, lambda name: name.startswith(prefix) and name not in names)


def passage(context: str, reading: str) -> str:
    """What is embedded of a chunk: its breadcrumb and its repaired text."""
    return f"{context}\n{reading}" if context else reading


def check_spans(parsed: Parsed) -> None:
    """IngestError unless every passage is what stands at its place: a quote must be true."""
    text, ids = parsed.source.text, {document.id for document in parsed.documents}
    parts: tuple[Chunk | Record, ...] = (*parsed.chunks, *parsed.records)
    for part in parts:
        if not 0 <= part.span.start < part.span.end <= len(text) or part.document_id not in ids:
            raise IngestError(f"{parsed.source.name}: {part.id} points nowhere: please report the file")
    for chunk in parsed.chunks:
        if text[chunk.span.start : chunk.span.end] != chunk.text:
            raise IngestError(f"{parsed.source.name}: {chunk.id} is not what stands there: please report the file")


def check_model(built: Model | None, asked: Model) -> None:
    """WrongModelError if the vectors of a version come from another model."""
    if built is not None and built.fingerprint != asked.fingerprint:
        raise WrongModelError(
            f"index built with {built.name} ({built.dimension}), settings ask for {asked.name} ({asked.dimension}): "
            "run `python -m ingest rebuild`, or set GAZETTE_EMBEDDING back"
        )


def clean(home: Home, archive: Archive) -> None:
    """Delete what an interrupted run left, and versions older than the last two that nobody reads."""
    current = home.current()
    if not current and (current := archive.published()):
        home.publish(current)
    archive.rollback(current)
    for number in home.numbers():
        if number > current or number < current - 1:
            home.delete(number)
    archive.prune(min([current, *home.numbers()]))


@contextmanager
def publishing(
    home: Home,
    encoder: Encoder,
    chroma_url: str | None = None,
    fresh: bool = False,
    waiting: Callable[[str], None] = lambda _: None,
) -> Iterator[Publisher]:
    """Be the writer of a home; `fresh` starts the derived indexes from nothing and may change the model."""
    with home.writer(waiting):
        archive = Archive.open(home.archive)
        try:
            clean(home, archive)
            yield Publisher(home, archive, encoder, chroma_url, fresh)
        finally:
            archive.close()
