"""A server for the tests of this folder."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from contract_server import Script, serving


@pytest.fixture
def script() -> Iterator[Script]:
    """A server that answers what a test tells it to."""
    with serving() as script:
        yield script
