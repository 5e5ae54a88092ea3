"""A slice of a file's canonical text with its surroundings."""

from __future__ import annotations

from typing import Any

from fastapi import HTTPException

from assistant.web.engine import Engine, File
from assistant.web.input import InputError

SURROUNDINGS = 400
MAX_SLICE = 100_000


def _file(engine: Engine, name: str) -> File:
    for file in engine.corpus.index.files:
        if name in (file.name, file.sha256):
            return engine.corpus.index.file(file.sha256)
    raise HTTPException(404, f"There is no file {name[:200]!a} in the archive; GET /api/v1/documents lists them.")


def slice_of(engine: Engine, name: str, start: int, end: int) -> dict[str, Any]:
    """`text == canonical[start:end]`, with up to 400 characters before and after; a file goes by name or sha256."""
    file = _file(engine, name)
    if not 0 <= start < end <= len(file.text):
        raise InputError(f"The range {start} to {end} is not in the file: it has {len(file.text)} characters.")
    if end - start > MAX_SLICE:
        raise InputError(f"The range has {end - start:,} characters: ask for {MAX_SLICE:,} or fewer.")
    return {
        "file": file.name,
        "sha256": file.sha256,
        "start": start,
        "end": end,
        "text": file.text[start:end],
        "before": file.text[max(0, start - SURROUNDINGS) : start],
        "after": file.text[end : end + SURROUNDINGS],
    }
