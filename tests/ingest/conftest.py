"""Fixtures over the parsed files of the test data."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from parsed_files import DOCUMENTS, ROOT, parsed_file, source_of

from ingest.model import Parsed
from ingest.parse import parse


@pytest.fixture(scope="session")
def gazette() -> Parsed:
    """The bundled gazette."""
    (path,) = (ROOT / "data" / "gazettes").glob("*.txt")
    return parsed_file(path)


@pytest.fixture(scope="session")
def document() -> Callable[[str], Parsed]:
    """A document of the test data by its file name."""
    return lambda name: parsed_file(DOCUMENTS / name)


@pytest.fixture(scope="session")
def read_text() -> Callable[[str], Parsed]:
    """Parse a text written in the test."""
    return lambda text: parse(source_of(text))
