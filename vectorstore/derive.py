"""What the derived indexes of a version must hold, and how it differs from what another version's hold."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vectorstore import schema
from vectorstore.archive import Archive
from vectorstore.entries import Entry, entries
from vectorstore.errors import ArchiveError
from vectorstore.stored import Model
from vectorstore.versions import Manifest

_SAMPLE = 24  # chunks that must find themselves before a version is published


@dataclass(frozen=True, slots=True)
class Change:
    """Files to take out and files to put in, by key."""

    removed: tuple[int, ...]
    added: tuple[int, ...]

    @classmethod
    def between(cls, old: Manifest | None, new: Manifest) -> Change:
        before, after = set(old.files if old else ()), set(new.files)
        return cls(tuple(sorted(before - after)), tuple(sorted(after - before)))


def model_of(archive: Archive, version: int) -> Model:
    """The embedding model of a version."""
    model = archive.model(version)
    if model is None:
        raise ArchiveError(f"{archive.path} has no version {version}: run `python -m ingest rebuild`")
    return model


def manifest_of(archive: Archive, version: int, on_server: bool) -> Manifest:
    """What the derived indexes of a version must hold."""
    files = archive.files(version)
    return Manifest(
        version=version,
        schema=schema.SCHEMA_VERSION,
        archive=archive.identity,
        fingerprint=model_of(archive, version).fingerprint,
        files=tuple(file.key for file in files),
        chunks=sum(file.counts["chunks"] for file in files),
        collection=f"gazette-{archive.identity[:12]}-{version}" if on_server else "",
    )


def fits(manifest: Manifest | None, like: Manifest) -> bool:
    """Whether an index can be updated to become `like`."""
    same = ("schema", "archive", "fingerprint")
    return manifest is not None and all(getattr(manifest, name) == getattr(like, name) for name in same)


def pairs(archive: Archive, version: int, file: int) -> Iterator[tuple[Entry, NDArray[np.float32]]]:
    """The chunks of a file with their vectors."""
    yield from zip(entries(archive, file), archive.vectors(file, model_of(archive, version).dimension), strict=True)


def sample(archive: Archive, manifest: Manifest, added: tuple[int, ...] = ()) -> list[tuple[str, NDArray[np.float32]]]:
    """The ids and vectors of some chunks, of added files and of others; the same for the same version."""
    rng = random.Random(manifest.version)  # noqa: S311  # chooses a sample, guards no secret
    old = sorted(set(manifest.files) - set(added))
    files = rng.sample(added, min(3, len(added))) + rng.sample(old, min(3, len(old)))
    found = [
        (id_, vector)
        for file in files
        for (id_, _), vector in zip(
            archive.chunk_keys(file),
            archive.vectors(file, model_of(archive, manifest.version).dimension),
            strict=True,
        )
        if vector.any()  # a text without words has no direction
    ]
    return rng.sample(found, min(_SAMPLE, len(found)))
