"""The folders of an index: one a version, a pointer to the current one, and the locks of writer and readers.

HOME/archive.sqlite3          the truth, shared by all versions
HOME/current                  the number of the published version; replaced in one step
HOME/versions/7/manifest.json what the derived indexes hold and were built with
HOME/versions/7/tantivy, chroma
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from vectorstore.errors import storage_error


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a version's derived indexes hold; they are stale where this differs from the archive."""

    version: int
    schema: int
    archive: str  # the id of the archive
    fingerprint: str  # of the embedding model
    files: tuple[int, ...]  # keys
    chunks: int
    collection: str = ""  # on a Chroma server

    @classmethod
    def read(cls, folder: Path) -> Manifest | None:
        """The manifest of a version's folder, None where there is none or it is damaged."""
        try:
            stored = json.loads((folder / "manifest.json").read_text("utf-8"))
            return cls(**{**stored, "files": tuple(stored["files"])})
        except (FileNotFoundError, ValueError, TypeError, KeyError):
            return None

    def write(self, folder: Path) -> None:
        replace(folder / "manifest.json", json.dumps(asdict(self)))


def replace(path: Path, text: str) -> None:
    """Write a file so that a reader sees either the old or the new one, also after a power cut."""
    temporary = path.with_name(f"{path.name}.new")
    with temporary.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


class Lease:
    """A lock on a version's folder, held until it is closed or the process ends."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor: int | None = descriptor

    def close(self) -> None:
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def __del__(self) -> None:
        self.close()


@dataclass(frozen=True, slots=True)
class Home:
    """The folder of an index."""

    path: Path

    @property
    def archive(self) -> Path:
        return self.path / "archive.sqlite3"

    @property
    def pointer(self) -> Path:
        return self.path / "current"

    def folder(self, version: int) -> Path:
        return self.path / "versions" / str(version)

    def current(self) -> int:
        """The number of the published version, 0 where nothing has been published."""
        try:
            return int(self.pointer.read_text("ascii"))
        except (FileNotFoundError, ValueError):
            return 0

    def publish(self, version: int) -> None:
        """Make a version the current one, in one step."""
        replace(self.pointer, str(version))

    def numbers(self) -> list[int]:
        """The versions that have a folder, in rising order."""
        folders = (self.path / "versions").glob("[0-9]*")
        return sorted(int(folder.name) for folder in folders if folder.name.isdecimal())

    @contextmanager
    def writer(self, waiting: Callable[[str], None] = lambda _: None) -> Iterator[None]:
        """Be the only writer; where another is at work say so and wait."""
        with storage_error(self.path):
            self.path.mkdir(parents=True, exist_ok=True)
            lock = FileLock(self.path / "ingest.lock")
            try:
                lock.acquire(timeout=0)
            except Timeout:
                waiting(f"another ingest is writing to {self.path}: waiting until it is done")
                lock.acquire()
        try:
            yield
        finally:
            lock.release()

    def lease(self, version: int, exclusive: bool = False, name: str = "reader.lock") -> Lease | None:
        """Lock a version's folder without waiting; None if somebody else holds it or it is gone."""
        lock = self.folder(version) / name
        try:
            descriptor = os.open(lock, os.O_RDONLY)
        except FileNotFoundError:
            return None
        try:
            fcntl.flock(descriptor, (fcntl.LOCK_EX if exclusive else fcntl.LOCK_SH) | fcntl.LOCK_NB)
            if os.path.samestat(os.fstat(descriptor), lock.stat()):
                return Lease(descriptor)
        except (BlockingIOError, FileNotFoundError):
            pass
        os.close(descriptor)
        return None

    def create(self, version: int) -> Path:
        """A new, empty folder for a version."""
        folder = self.folder(version)
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        for name in ("reader.lock", "chroma.lock"):
            (folder / name).touch()
        return folder

    def delete(self, version: int) -> bool:
        """Delete a version's folder unless somebody reads it."""
        lease = self.lease(version, exclusive=True)
        if lease is None and (self.folder(version) / "reader.lock").exists():
            return False
        shutil.rmtree(self.folder(version), ignore_errors=True)
        if lease:
            lease.close()
        return True
