"""A small server that keeps the contract of the API and answers from a script."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

TEXT = "通知\n1.修桥三座，投资25万元。（甲局牵头，乙局配合）\n2.种树500棵。（甲局负责）\n2026年3月5日\n"
FILE = "notice.txt"


def quote_of(excerpt: str, number: int = 1, label: str = "1") -> dict[str, Any]:
    """A quote of the file's text, with its true place."""
    start = TEXT.index(excerpt)
    return {
        "id": number,
        "text": excerpt,
        "document": "通知",
        "doc_number": None,
        "date": "2026-03-05",
        "path": [],
        "label": label,
        "kind": "task",
        "page": None,
        "file": FILE,
        "sha256": "",
        "start": start,
        "end": start + len(excerpt),
    }


def answer_of(outcome: str, text: str, **more: Any) -> dict[str, Any]:
    """An answer in the form of the contract."""
    empty: dict[str, Any] = {"items": [], "quotes": [], "receipt": None, "conflicts": [], "computed": []}
    told = {"outcome": outcome, "answer": text, "understood": "", "reader": "records", "index_version": "7"}
    return {**empty, **told, "elapsed_ms": 2.5, **more}


@dataclass
class Script:
    """What the server answers to each question, and what it was asked."""

    url: str = ""
    answers: dict[str, dict[str, Any]] = field(default_factory=dict)
    asked: list[dict[str, Any]] = field(default_factory=list)


def _reply(script: Script, path: str, body: dict[str, Any] | None) -> tuple[int, dict[str, Any]]:
    parts = urlsplit(path)
    query = {name: values[0] for name, values in parse_qs(parts.query).items()}
    if body is not None:
        script.asked.append(body)
        return (
            (200, script.answers[body["question"]]) if body["question"] in script.answers else (500, {"detail": "no"})
        )
    if parts.path == "/api/v1/documents":
        return 200, {"documents": [{"id": "d", "title": "通知", "file": FILE}]}
    if parts.path == "/healthz":
        return 200, {"status": "ready", "index_version": "7"}
    if parts.path == "/api/v1/search":
        start, end = TEXT.index("1."), TEXT.index("2.")
        return 200, {"results": [{"file": FILE, "start": start, "end": end, "text": TEXT[start:end], "label": "1"}]}
    start, end = int(query["start"]), int(query["end"])
    if query["file"] != FILE or end > len(TEXT):
        return 422, {"detail": "no such place"}
    return 200, {"text": TEXT[start:end], "before": TEXT[:start], "after": TEXT[end:]}


@contextmanager
def serving() -> Iterator[Script]:
    """A running server; tests fill in its answers."""
    script = Script()

    class Handler(BaseHTTPRequestHandler):
        def _send(self, body: dict[str, Any] | None) -> None:
            status, reply = _reply(script, self.path, body)
            data = json.dumps(reply, ensure_ascii=False).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def do_GET(self) -> None:
            self._send(None)

        def do_POST(self) -> None:
            self._send(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    script.url = f"http://127.0.0.1:{server.server_address[1]}"
    yield script
    server.shutdown()
    server.server_close()
