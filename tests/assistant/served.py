"""The server as its users start it: app.py in a process of its own."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
LIMIT = 60.0


def environment(**more: str) -> dict[str, str]:
    """This environment without settings of the developer's own."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("GAZETTE_")}
    return {**own, **more}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def call(url: str, body: dict[str, Any] | None = None) -> Any:
    """JSON of a GET, or of a POST where there is a body; OSError while nobody listens."""
    data = json.dumps(body).encode() if body is not None else None
    request = urllib.request.Request(url, data, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=LIMIT) as response:
        return json.load(response)


def until(ready: Any, process: subprocess.Popen[str]) -> Any:
    """The first result of `ready` that is true; fails with what the server said if it ends or takes too long."""
    limit = time.monotonic() + LIMIT
    while time.monotonic() < limit and process.poll() is None:
        try:
            if result := ready():
                return result
        except OSError:  # not listening yet, or 503
            pass
        time.sleep(0.05)
    process.kill()
    raise AssertionError(f"the server did not come up: {process.communicate()[1]}")


@contextmanager
def server(home: Path) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """The address of a server that has just been started, and its process."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "app.py"],
        cwd=ROOT,
        env=environment(GAZETTE_HOME=str(home), PORT=str(port)),
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield f"http://127.0.0.1:{port}", process
    finally:
        process.terminate()
        process.communicate(timeout=30)
