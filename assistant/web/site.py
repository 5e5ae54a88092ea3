"""One port for the API and the pages, which follow a few seconds after it."""

from __future__ import annotations

import asyncio

from fastapi import FastAPI
from starlette.responses import HTMLResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.web.texts import page_file

_API = ("/api/", "/reports/")
_API_PAGES = frozenset({"/api", "/healthz", "/docs", "/openapi.json"})


class Site:
    """ASGI: paths of the API go to it at once, all others to the pages once those are there."""

    def __init__(self, api: FastAPI) -> None:
        self.api = api
        self.page: ASGIApp | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope.get("path", "")
        if scope["type"] == "lifespan" or path in _API_PAGES or path.startswith(_API):
            await self.api(scope, receive, send)
        elif self.page:
            await self.page(scope, receive, send)
        elif scope["type"] == "http":
            # 503 tells programs to come again; a browser shows the page, which reloads itself.
            headers = {"Retry-After": "1", "Cache-Control": "no-store"}
            await HTMLResponse(page_file("page_starting.html"), 503, headers)(scope, receive, send)

    async def open_page(self, page: FastAPI) -> None:
        """Serve the pages from now until this task is cancelled; one task enters and leaves their lifespan."""
        async with page.router.lifespan_context(page):
            self.page = page
            self.api.state.page_ready = True
            await asyncio.Event().wait()
