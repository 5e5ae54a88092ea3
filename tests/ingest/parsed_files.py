"""Files of the test data, parsed, each once."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from ingest.model import Extract, Parsed, SourceFile
from ingest.parse import parse

ROOT = Path(__file__).parents[2]
DOCUMENTS = ROOT / "tests" / "data" / "documents"


def source_of(text: str, name: str = "text.txt", extract: Extract | None = None) -> SourceFile:
    """A text as the file it would come from."""
    data = text.encode()
    return SourceFile(name, hashlib.sha256(data).hexdigest(), data, extract or Extract(text, "text/plain"))


@cache
def parsed_file(path: Path) -> Parsed:
    """A file of the test data, parsed."""
    return parse(source_of(path.read_bytes().decode(), path.name))
