"""What a parse can check of itself."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.model import Finding, Parsed


def findings(parsed: Parsed) -> Iterator[Finding]:
    """The findings of a file."""
    yield from ()
