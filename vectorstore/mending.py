"""Opens what is sound of a version's derived indexes and builds again from the archive what is stale or damaged."""

from __future__ import annotations

import logging

from vectorstore.archive import Archive
from vectorstore.chroma_build import build_chroma
from vectorstore.derive import manifest_of
from vectorstore.errors import ArchiveError, LexicalError, storage_error
from vectorstore.lexical import LexicalIndex
from vectorstore.lexical_build import build_lexical
from vectorstore.versions import Home, Lease, Manifest

_LOG = logging.getLogger(__name__)
_TRIES = 5


def sound_manifest(home: Home, archive: Archive, chroma_url: str | None) -> tuple[Manifest, Lease]:
    """The manifest of the current version, which is as the archive says, and a lease on its folder."""
    for _ in range(_TRIES):
        version = home.current() or archive.published()
        if not version:
            raise ArchiveError(f"nothing has been ingested into {home.path}: run `python -m ingest PATH` first")
        expected = manifest_of(archive, version, bool(chroma_url))
        lease = home.lease(version)
        if lease is not None:
            if Manifest.read(home.folder(version)) == expected:
                return expected, lease
            lease.close()
        _rebuild(home, archive, expected, chroma_url)
    raise ArchiveError(f"the indexes under {home.path} keep changing: stop the other programs that write there")


def _rebuild(home: Home, archive: Archive, manifest: Manifest, chroma_url: str | None) -> None:
    with home.writer(_LOG.warning), storage_error(home.path):
        current = home.current() or archive.published()
        folder = home.folder(manifest.version)
        if current != manifest.version or Manifest.read(folder) == manifest:
            return  # somebody was faster
        _LOG.warning("the indexes of version %d are stale or missing: building them again", manifest.version)
        home.create(manifest.version)
        build_lexical(home, archive, manifest, None)
        build_chroma(home, archive, manifest, None, chroma_url)
        manifest.write(folder)
        home.publish(manifest.version)


def sound_tantivy(home: Home, archive: Archive, manifest: Manifest) -> LexicalIndex:
    """The lexical index of a version, built again where it is damaged."""
    opened = _tantivy(home, manifest)
    if opened is None:
        with home.writer(_LOG.warning), storage_error(home.path):
            opened = _tantivy(home, manifest)
            if opened is None:
                _LOG.warning("the lexical index of version %d is damaged: building it again", manifest.version)
                build_lexical(home, archive, manifest, None)
    return opened or LexicalIndex(home.folder(manifest.version) / "tantivy")


def _tantivy(home: Home, manifest: Manifest) -> LexicalIndex | None:
    try:
        index = LexicalIndex(home.folder(manifest.version) / "tantivy")
    except LexicalError:
        return None
    return index if len(index) == manifest.chunks else None
