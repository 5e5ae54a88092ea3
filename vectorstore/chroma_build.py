"""Builds a version's Chroma collection from the archive, out of an older version's where nobody reads that any more."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Callable
from typing import TYPE_CHECKING

from vectorstore import stamp
from vectorstore.archive import Archive
from vectorstore.derive import Change, fits, pairs, sample
from vectorstore.errors import ArchiveError, StoreError
from vectorstore.versions import Home, Manifest

if TYPE_CHECKING:
    from vectorstore.store import Store

_LOG = logging.getLogger(__name__)
_COPIED = 1e9  # bytes of a folder copied in a second; with the next, measured with 85,000 chunks in 390 MB
_UPSERTED = 500  # chunks put into Chroma in a second


def build_chroma(
    home: Home, archive: Archive, manifest: Manifest, base: int | None, chroma_url: str | None = None
) -> None:
    """Make the Chroma collection of a version and verify it; ArchiveError if it does not hold what it should."""
    if chroma_url:
        _on_server(home, archive, manifest, base, chroma_url)
    else:
        _in_folder(home, archive, manifest, base)


def _in_folder(home: Home, archive: Archive, manifest: Manifest, base: int | None) -> None:
    from vectorstore.store import Store

    folder = home.folder(manifest.version) / "chroma"

    def build(old: Manifest | None) -> None:
        try:
            _apply(lambda: Store.embedded(folder, create=True), archive, manifest, old)
        finally:
            stamp.write(folder)

    old = _take_over(home, archive, manifest, base)
    if old:
        try:
            build(old)
            return
        except StoreError as error:
            _LOG.warning("building Chroma's folder from nothing: %s", error)
    shutil.rmtree(folder, ignore_errors=True)
    build(None)


def _on_server(home: Home, archive: Archive, manifest: Manifest, base: int | None, url: str) -> None:
    from vectorstore.store import Store, drop_collections

    name = manifest.collection
    try:
        drop_collections(url, lambda found: found == name)
    except StoreError as error:
        raise ArchiveError(f"no Chroma server answers at {url}: start it, or correct GAZETTE_CHROMA_URL") from error
    try:
        if old := _rename(home, manifest, base, lambda there: Store.server(url, there).rename(name)):
            _apply(lambda: Store.server(url, name), archive, manifest, old)
            return
    except StoreError as error:
        _LOG.warning("building Chroma's collection from nothing: %s", error)
    drop_collections(url, lambda found: found == name)
    _apply(lambda: Store.server(url, name, create=True), archive, manifest, None)


def _apply(open_store: Callable[[], Store], archive: Archive, manifest: Manifest, old: Manifest | None) -> None:
    """Bring a collection from what it holds to what it must; StoreError if it then does not."""
    change = Change.between(old, manifest)
    store = open_store()
    try:
        store.delete_files(change.removed)
        store.upsert(pair for file in change.added for pair in pairs(archive, manifest.version, file))
        store.verify(sample(archive, manifest, change.added), manifest.chunks)
    finally:
        store.close()


def _rename(home: Home, manifest: Manifest, base: int | None, rename: Callable[[str], None]) -> Manifest | None:
    """Take over a server's collection of a version that nobody reads."""
    for number in reversed([n for n in home.numbers() if base and n < base]):
        old = Manifest.read(home.folder(number))
        if old and old.collection and fits(old, manifest) and home.delete(number):
            rename(old.collection)
            return old
    return None


def _take_over(home: Home, archive: Archive, manifest: Manifest, base: int | None) -> Manifest | None:
    """Give the version a closed Chroma folder to start from; returns what it holds, None if there is none.

    The current one is copied, or an older one that nobody reads is moved, whichever costs less: the copy grows with the
    archive, the older one lacks what has changed since.
    """
    current = Manifest.read(home.folder(base)) if base else None
    if not base or not current or not fits(current, manifest):
        return None
    target, source = home.folder(manifest.version) / "chroma", home.folder(base) / "chroma"
    behind = _chunks(archive, manifest, Change.between(current, manifest))
    copying = sum(path.stat().st_size for path in source.rglob("*") if path.is_file()) / _COPIED
    for number in reversed([n for n in home.numbers() if n < base]):
        old = Manifest.read(home.folder(number))
        if not old or not fits(old, manifest) or not stamp.matches(home.folder(number) / "chroma"):
            continue
        further = _chunks(archive, manifest, Change.between(old, manifest)) - behind
        lease = home.lease(number, exclusive=True) if further / _UPSERTED < copying else None
        if lease:
            (home.folder(number) / "chroma").rename(target)
            shutil.rmtree(home.folder(number))
            lease.close()
            return old
    if not source.exists():
        return None
    shutil.copytree(source, target)
    return current


def _chunks(archive: Archive, manifest: Manifest, change: Change) -> int:
    """How many chunks a change puts in."""
    counts = {file.key: int(file.counts["chunks"]) for file in archive.files(manifest.version)}
    return sum(counts[file] for file in change.added)
