"""Asks the served API and reads places of the source from it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from fastapi.testclient import TestClient

from assistant.chain import Assistant
from assistant.settings import Settings
from assistant.web.api import create_api
from assistant.web.engine import EngineSlot
from assistant.web.guard import Guard
from eval.target import Window
from vectorstore.intake import take_in
from vectorstore.settings import StoreSettings

Answer = dict[str, Any]


def ask(client: TestClient, *turns: str) -> Answer:
    """The answer to the last turn, the turns before it being the history."""
    history = [{"role": "user", "content": turn} for turn in turns[:-1]]
    response = client.post("/api/v1/ask", json={"question": turns[-1], "history": history})
    assert response.status_code == 200, (turns, response.text)
    answer: Answer = response.json()
    return answer


@contextmanager
def api_over(folder: Path, papers: Mapping[str, str]) -> Iterator[TestClient]:
    """The API over texts, by file name, that are written to a folder and taken in there."""
    for name, text in papers.items():
        (folder / name).write_text(text, "utf-8")
    settings = StoreSettings(home=folder / "home")
    take_in(settings, [folder / name for name in papers])
    engine = Assistant.open(Settings(store=settings))
    with TestClient(Guard(create_api(EngineSlot(engine), folder, "0"))) as client:
        yield client


class Places:
    """Slices of files as /api/v1/source gives them, each asked for once."""

    def __init__(self, client: TestClient) -> None:
        self._client = client
        self.window = cache(self._fetch)

    def _fetch(self, file: str, start: int, end: int) -> Window | None:
        response = self._client.get("/api/v1/source", params={"file": file, "start": start, "end": end})
        if response.status_code != 200:
            return None
        body = response.json()
        return Window(body["before"], body["text"], body["after"])


def quoted(answer: Answer, words: str) -> bool:
    """Whether some quote of the answer holds these words as they are printed."""
    return any(words in quote["text"] for quote in answer["quotes"])


def labels(answer: Answer) -> Sequence[str]:
    """The labels of the members of a list answer."""
    return [item["label"] for item in answer["items"]]
