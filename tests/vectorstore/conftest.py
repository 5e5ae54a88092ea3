"""Small documents, the bundled gazette and the bundled model, for tests of the index."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.files import read
from ingest.model import Parsed
from ingest.parse import parse
from vectorstore.embedding import Embedding, load_embedding
from vectorstore.index import Index
from vectorstore.intake import take_in
from vectorstore.settings import StoreSettings

GAZETTES = Path(__file__).parents[2] / "data" / "gazettes"

NOTICE = """关于印发第{number}号重点任务分工的通知

各县人民政府：

一、总体要求

1.新建道路{length}公里，{year}年底前完工。（县交通局牵头，县财政局、县水利局按职责分工负责）

2.建设社区书屋{rooms}个，丰富群众文化生活。（县文化局负责）

二、保障措施

各单位要加强协调，按月报送进展情况，重大问题及时报告。第{number}号通知自印发之日起执行。
"""


def notice(number: int) -> str:
    """A short document, different for every number."""
    return NOTICE.format(number=number, length=number * 7 + 3, rooms=number + 20, year=2020 + number % 7)


@pytest.fixture(scope="session")
def embedding() -> Embedding:
    """The bundled model."""
    return load_embedding(None)


@pytest.fixture
def folder(tmp_path: Path) -> Callable[[int], Path]:
    """Writes notices 1 to n into a folder and returns it."""

    def write(count: int) -> Path:
        target = tmp_path / "documents"
        target.mkdir(exist_ok=True)
        for number in range(1, count + 1):
            (target / f"notice-{number}.txt").write_text(notice(number), "utf-8")
        return target

    return write


@pytest.fixture
def settings(tmp_path: Path) -> StoreSettings:
    """An empty home."""
    return StoreSettings(home=tmp_path / "home")


@pytest.fixture(scope="session")
def gazette() -> Parsed:
    """The bundled gazette, parsed."""
    (path,) = GAZETTES.glob("*.txt")
    return parse(read(path))


@pytest.fixture(scope="session")
def gazette_home(tmp_path_factory: pytest.TempPathFactory, embedding: Embedding) -> Path:
    """A home that holds the bundled gazette; tests leave it as it is."""
    home = tmp_path_factory.mktemp("gazette") / "home"
    take_in(StoreSettings(home=home), [GAZETTES], embedding=embedding)
    return home


@pytest.fixture(scope="session")
def index(gazette_home: Path, embedding: Embedding) -> Index:
    """The bundled gazette, open and warm."""
    opened = Index.open(gazette_home, embedding=embedding)
    opened.warm()
    return opened


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The campaigns run only where they are asked for: `pytest -m slow`."""
    if not config.getoption("-m"):
        slow = [item for item in items if item.get_closest_marker("slow")]
        config.hook.pytest_deselected(items=slow)
        items[:] = [item for item in items if item not in slow]
