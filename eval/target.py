"""What is evaluated: the library in this process, or any running server."""

from __future__ import annotations

import json
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from assistant.chain import Assistant
    from assistant.corpus import Corpus
    from assistant.settings import Settings

_SURROUNDINGS = 400
_SECONDS = 120


class TargetError(RuntimeError):
    """The assistant cannot be asked; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Window:
    """A slice of a file with what stands before and after it."""

    before: str
    text: str
    after: str

    def overlapped_by(self, excerpt: str) -> bool:
        """Whether any occurrence of an excerpt shares a character with the slice."""
        whole, start = self.before + self.text + self.after, len(self.before)
        at = whole.find(excerpt)
        while at >= 0:
            if at < start + len(self.text) and at + len(excerpt) > start:
                return True
            at = whole.find(excerpt, at + 1)
        return False


def no_answer(reason: str) -> dict[str, Any]:
    """What stands for an answer where asking failed."""
    lists: dict[str, Any] = {name: [] for name in ("items", "quotes", "conflicts", "computed")}
    return {**lists, "outcome": "error", "answer": reason, "receipt": None, "understood": "", "elapsed_ms": 0.0}


def _documents(names: Mapping[str, str], file: str) -> list[str]:
    """The ids of a file's documents; none stands for all."""
    return [document for document, name in names.items() if name == file]


class Target(Protocol):
    """Answers and search results in the form of the API."""

    @property
    def name(self) -> str: ...
    @property
    def version(self) -> str: ...
    @property
    def files(self) -> frozenset[str]: ...

    def ask(self, turns: Sequence[str], file: str = "") -> Mapping[str, Any]: ...

    def search(self, query: str, k: int) -> Sequence[Mapping[str, Any]]: ...

    def window(self, file: str, start: int, end: int) -> Window | None: ...


class Library:
    """The assistant in this process; its text is read from the index, not from the answers."""

    def __init__(self, settings: Settings) -> None:
        from assistant.chain import Assistant

        self._assistant: Assistant = Assistant.open(settings)
        index = self._assistant.corpus.index
        files = {document.id: index.file_of(document.id) for document in index.documents}
        self._names = {document: file.name for document, file in files.items()}
        self._texts = {file.name: file.text for file in files.values()}
        self.name = f"library at {settings.home}"
        self.version = self._assistant.index_version
        self.files = frozenset(self._texts)

    @property
    def corpus(self) -> Corpus:
        """What the assistant reads its questions against."""
        return self._assistant.corpus

    def ask(self, turns: Sequence[str], file: str = "") -> Mapping[str, Any]:
        """The answer to the last turn, from the documents of one file if it is named."""
        from assistant.answer import Turn

        history = [Turn("user", turn) for turn in turns[:-1]]
        try:
            return self._assistant.ask(turns[-1], history, _documents(self._names, file)).to_dict()
        except Exception as error:  # noqa: BLE001 - what breaks on one question is a wrong answer, not the end of the run
            return no_answer(repr(error))

    def search(self, query: str, k: int) -> Sequence[Mapping[str, Any]]:
        """The passages that the assistant would read."""
        hits = ((hit, hit.chunk) for hit in self._assistant.search(query, k))
        return [
            {
                "file": self._names[c.document_id],
                "start": c.span.start,
                "end": c.span.end,
                "label": c.label,
                "text": c.text,
            }
            for _, c in hits
        ]

    def window(self, file: str, start: int, end: int) -> Window | None:
        """The slice in its file, None where there is no such place."""
        text = self._texts.get(file)
        if text is None or not 0 <= start < end <= len(text):
            return None
        return Window(text[max(0, start - _SURROUNDINGS) : start], text[start:end], text[end : end + _SURROUNDINGS])


class Server:
    """A server that keeps the contract of the API, at the address of its root."""

    def __init__(self, url: str, key: str | None = None) -> None:
        if not url.startswith(("http://", "https://")):
            raise TargetError(f"{url!r} is no web address: give it as http://127.0.0.1:7860")
        self._root, self._key = url.rstrip("/"), key
        self.name = self._root
        self._names = {entry["id"]: entry["file"] for entry in self._get("/api/v1/documents")["documents"]}
        self.files = frozenset(self._names.values())
        self.version = str(self._get("/healthz").get("index_version", ""))
        self._window = lru_cache(maxsize=50_000)(self._fetch_window)

    def ask(self, turns: Sequence[str], file: str = "") -> Mapping[str, Any]:
        """The answer to the last turn, from the documents of one file if it is named."""
        history = [{"role": "user", "content": turn} for turn in turns[:-1]]
        body = {"question": turns[-1], "history": history, "documents": _documents(self._names, file)}
        try:
            return self._send("/api/v1/ask", body)
        except TargetError as error:
            if isinstance(error.__cause__, urllib.error.HTTPError):
                return no_answer(str(error))
            raise

    def search(self, query: str, k: int) -> Sequence[Mapping[str, Any]]:
        """What the server's own search finds."""
        found: Sequence[Mapping[str, Any]] = self._get("/api/v1/search", q=query, k=k)["results"]
        return found

    def window(self, file: str, start: int, end: int) -> Window | None:
        """The slice as the server's source gives it, None where it has no such place."""
        return self._window(file, start, end)

    def _fetch_window(self, file: str, start: int, end: int) -> Window | None:
        try:
            body = self._get("/api/v1/source", file=file, start=start, end=end)
        except TargetError as error:
            if isinstance(error.__cause__, urllib.error.HTTPError) and error.__cause__.code < 500:
                return None
            raise
        return Window(body["before"], body["text"], body["after"])

    def _get(self, path: str, **query: str | int) -> dict[str, Any]:
        return self._send(f"{path}?{urllib.parse.urlencode(query)}" if query else path)

    def _send(self, path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        headers = {"Content-Type": "application/json"} | ({"X-API-Key": self._key} if self._key else {})
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self._root + path, data, headers)  # noqa: S310 - __init__ lets only http(s) in
        try:
            with urllib.request.urlopen(request, timeout=_SECONDS) as reply:  # noqa: S310 - as above
                answer: dict[str, Any] = json.load(reply)
        except urllib.error.HTTPError as error:
            detail = error.read(2000).decode("utf-8", "replace")
            raise TargetError(f"{self._root}{path.partition('?')[0]} answered {error.code}: {detail}") from error
        except (OSError, ValueError) as error:
            raise TargetError(
                f"{self._root} cannot be asked ({error}): start it with `make run`, or leave --url out"
            ) from error
        return answer
