"""Errors of the index, each a sentence with the remedy.

ArchiveError            the archive cannot be used as it is
├── LexicalError        tantivy's index is damaged or cannot be written
├── StoreError          Chroma refuses, does not answer, or its collection is damaged
├── WrongModelError     it was built with another embedding model than the settings ask for
└── StorageError        the disk is full, the folder read-only or not a folder
"""

from __future__ import annotations

import errno
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DatabaseError, OperationalError


class ArchiveError(Exception):
    """The archive or its indexes cannot be used; the message says what to do."""


class LexicalError(ArchiveError):
    """The lexical index is damaged, missing or cannot be written."""

    def __init__(self, where: object, said: object) -> None:
        super().__init__(
            f"the lexical index {where} cannot be used ({said}): run the same command again; "
            "if that does not help, free some space and run `python -m ingest rebuild`"
        )


class StoreError(ArchiveError):
    """Chroma refuses, does not answer, or its collection is damaged."""

    def __init__(self, where: object, said: object) -> None:
        super().__init__(
            f"Chroma at {where} cannot be used ({said}): run the same command again; "
            "if that does not help, free some space and run `python -m ingest rebuild`"
        )


class WrongModelError(ArchiveError):
    """The index was built with another embedding model."""


class StorageError(ArchiveError):
    """The folder of the index takes no more."""


_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_READ_ONLY = {errno.EROFS, errno.EACCES, errno.EPERM}


@contextmanager
def storage_error(home: Path) -> Iterator[None]:
    """Turn what a full or read-only disk raises into a StorageError."""
    try:
        yield
    except OSError as error:
        raise StorageError(_sentence(home, error.errno, str(error))) from error
    except (DatabaseError, sqlite3.Error) as error:
        if type(error) not in (DatabaseError, OperationalError, sqlite3.DatabaseError, sqlite3.OperationalError):
            raise  # a broken constraint is a fault of the program, not of the disk
        said = str(getattr(error, "orig", error))
        number = errno.ENOSPC if "full" in said else errno.EROFS if "readonly" in said else errno.EIO
        raise StorageError(_sentence(home, number, said)) from error


def _sentence(home: Path, number: int | None, said: str) -> str:
    if number in _FULL:
        return f"the disk of {home} is full ({_free(home)}): free some space, then run the same command again"
    if number in _READ_ONLY:
        return f"{home} cannot be written to: make it writable or set GAZETTE_HOME to a folder that is"
    return f"{home} cannot be used ({said}; {_free(home)}): free some space, or set GAZETTE_HOME to another folder"


def _free(home: Path) -> str:
    folder = next((f for f in (home, *home.absolute().parents) if f.exists()), Path("/"))
    return f"{shutil.disk_usage(folder).free / 1e6:.0f} MB free"
