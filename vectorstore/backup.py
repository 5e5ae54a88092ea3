"""A backup is one file: a copy of the archive. Restoring publishes what it holds as a new version."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from ingest.model import IngestError
from vectorstore import rows
from vectorstore.archive import Archive
from vectorstore.embedding import Embedding
from vectorstore.errors import ArchiveError, storage_error
from vectorstore.intake import Outcome, Taken, opened_for_writing
from vectorstore.settings import StoreSettings
from vectorstore.versions import Home


def backup(settings: StoreSettings, target: Path) -> int:
    """Write the current version to a new file; returns how many files it holds."""
    home = Home(settings.home)
    if target.exists():
        raise IngestError(f"{target} is there already: give another name, or move it away")
    archive = Archive.open(home.archive, readonly=True)
    part = target.with_name(f"{target.name}.part")
    with storage_error(target.parent):
        part.unlink(missing_ok=True)
        archive.backup(part)
        version = home.current() or archive.published()
        copy = Archive.open(part)
        copy.rollback(version)
        copy.prune(version)
        copy.published(version)
        copy.compact()
        count = len(copy.files(version))
        copy.close()
        archive.close()
        part.replace(target)
    return count


def restore(
    settings: StoreSettings,
    source: Path,
    waiting: Callable[[str], None] = lambda _: None,
    embedding: Embedding | None = None,
) -> Outcome:
    """Publish what a backup holds, and nothing else; vectors are made again, so any model will do."""
    if not source.is_file():
        raise IngestError(f"{source} does not exist: check the path")
    try:
        stored = Archive.open(source, readonly=True)
    except ArchiveError as error:
        raise IngestError(
            f"{source} is no backup that can be restored, give a file written by `backup` ({error})"
        ) from error
    try:
        files = stored.files(stored.published())
        taken: list[Taken] = []
        with opened_for_writing(settings, fresh=True, waiting=waiting, embedding=embedding) as publisher:
            kept = {file.name for file in files}
            taken += [Taken(name, "removed") for name in publisher.files if name not in kept]
            for file in files:
                parsed = stored.parsed(file.key)
                parsed = publisher.add(parsed, file.parser, file.origin)
                taken.append(Taken(file.name, "added", rows.counts(parsed)))
            for name in list(publisher.files):
                if name not in kept:
                    publisher.remove(name)
            return Outcome(publisher.publish(), tuple(taken))
    finally:
        stored.close()
