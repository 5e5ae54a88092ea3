"""Builds a version's tantivy index from the archive, out of an older version's where there is one."""

from __future__ import annotations

import shutil
from pathlib import Path

from vectorstore.archive import Archive
from vectorstore.derive import Change, fits, sample
from vectorstore.entries import entries
from vectorstore.errors import LexicalError
from vectorstore.lexical import LexicalIndex, update
from vectorstore.versions import Home, Manifest


def build_lexical(home: Home, archive: Archive, manifest: Manifest, base: int | None) -> None:
    """Make the tantivy folder of a version and verify it; LexicalError if it does not hold what it should."""
    folder = home.folder(manifest.version) / "tantivy"
    old = Manifest.read(home.folder(base)) if base else None
    if base and old and fits(old, manifest):
        try:
            link(home.folder(base) / "tantivy", folder)
            _update(folder, archive, manifest, Change.between(old, manifest))
            return
        except (LexicalError, FileNotFoundError):
            shutil.rmtree(folder, ignore_errors=True)  # the base is damaged: build from nothing
    building = folder.with_name("tantivy.new")
    shutil.rmtree(building, ignore_errors=True)
    _update(building, archive, manifest, Change((), manifest.files))
    shutil.rmtree(folder, ignore_errors=True)
    building.rename(folder)


def _update(folder: Path, archive: Archive, manifest: Manifest, change: Change) -> None:
    update(folder, change.removed, (entry for file in change.added for entry in entries(archive, file)))
    index = LexicalIndex(folder)
    missing = [id_ for id_, _ in sample(archive, manifest, change.added) if not index.holds(id_)]
    if len(index) != manifest.chunks or missing:
        held = f"it holds {len(index)} chunks, the archive {manifest.chunks}; missing: {missing}"
        raise LexicalError(folder, held)


def link(source: Path, target: Path) -> None:
    """Link what never changes, copy what tantivy replaces."""
    target.mkdir()
    for path in source.iterdir():
        if path.name.endswith(".lock"):
            continue
        if path.suffix == ".json":
            shutil.copy2(path, target / path.name)
            continue
        try:
            (target / path.name).hardlink_to(path)
        except OSError:  # a file system without links
            shutil.copy2(path, target / path.name)
