"""What is refused before anything reads it: strange hosts and bodies that are too large."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.web.problems import problem

MAX_BODY = 1 << 20
_TOO_LARGE = f"The request body is larger than {MAX_BODY >> 20} MiB: send less."
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]", "testserver"})


def _host(scope: Scope) -> str:
    host = str(dict(scope["headers"]).get(b"host", b"localhost"), "latin-1").lower()
    name, _, port = host.rpartition(":")
    return name if name and port.isdigit() else host


def _declared_length(scope: Scope) -> int:
    declared = dict(scope["headers"]).get(b"content-length", b"0")
    return int(declared) if declared.isdigit() else 0


class Guard:
    """ASGI middleware: a body limit, and only loopback names as Host.

    A web page elsewhere could point its own name at this computer (DNS rebinding) and read the archive.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
        elif _host(scope) not in _LOOPBACK and not _host(scope).startswith("127."):
            detail = "This server answers only to localhost and 127.0.0.1."
            await problem(421, detail)(scope, receive, send)
        elif _declared_length(scope) > MAX_BODY:
            await problem(413, _TOO_LARGE)(scope, receive, send)
        else:
            await self._limited(scope, receive, send)

    async def _limited(self, scope: Scope, receive: Receive, send: Send) -> None:
        read = 0

        async def counted() -> Message:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            if read > MAX_BODY:
                raise HTTPException(413, _TOO_LARGE)
            return message

        await self.app(scope, counted, send)
