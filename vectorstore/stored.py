"""What the archive says of a file and of a version without reading their contents."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file of the archive; `key` is never used twice."""

    key: int
    name: str
    sha256: str
    origin: str | None
    parser: str
    media_type: str
    counts: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Model:
    """The embedding model that the vectors of a version come from."""

    name: str
    fingerprint: str
    dimension: int
