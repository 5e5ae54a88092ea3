"""The real thing, once for all tests: the bundled gazette, ingested, and the assistant over it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from assistant.bundled import FOLDER, ensure_archive
from assistant.chain import Assistant
from assistant.settings import Settings
from assistant.web.api import create_api
from assistant.web.engine import EngineSlot
from assistant.web.guard import Guard
from assistant.web.site import Site
from vectorstore.settings import StoreSettings


@pytest.fixture(scope="session")
def gazette_text() -> str:
    """The canonical text of the bundled gazette."""
    return next(FOLDER.glob("*.txt")).read_bytes().decode("utf-8")


@pytest.fixture(scope="session")
def gazette_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A GAZETTE_HOME with the bundled gazette in it; tests only read it."""
    home = tmp_path_factory.mktemp("gazette") / "var"
    ensure_archive(StoreSettings(home=home), lambda _: None)
    return home


@pytest.fixture(scope="session")
def assistant(gazette_home: Path) -> Assistant:
    """The assistant over the bundled gazette."""
    return Assistant.open(Settings(store=StoreSettings(home=gazette_home)))


@pytest.fixture(scope="session")
def client(assistant: Assistant, gazette_home: Path) -> Iterator[TestClient]:
    """The API as it is served, without the pages."""
    site = Site(create_api(EngineSlot(assistant), gazette_home, "0"))
    with TestClient(Guard(site), raise_server_exceptions=False) as opened:
        yield opened
