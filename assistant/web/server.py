"""Starts the API, prepares the engine behind it, then opens the pages."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path

import uvicorn

from assistant.web.api import create_api
from assistant.web.engine import Engine, EngineSlot
from assistant.web.guard import Guard
from assistant.web.site import Site


class GazetteServer:
    """One process, one port. `prepare` opens the engine; what it raises ends the server and is raised by `run`."""

    def __init__(self, prepare: Callable[[], Engine], home: Path, version: str) -> None:
        self.slot = EngineSlot()
        self.home = home
        self.site = Site(create_api(self.slot, home, version))
        self._prepare = prepare
        self._failure: BaseException | None = None
        self._pages: Future[None] | None = None
        config = uvicorn.Config(
            Guard(self.site), workers=1, log_level="warning", server_header=False, timeout_graceful_shutdown=2
        )
        self._server = uvicorn.Server(config)

    def run(self, listening: socket.socket) -> None:
        """Serve until a signal; raises what kept the engine or the pages from opening."""
        asyncio.run(self._serve(listening))
        if self._failure:
            raise self._failure

    async def _serve(self, listening: socket.socket) -> None:
        loop = asyncio.get_running_loop()
        threading.Thread(target=self._open, args=(loop,), name="open", daemon=True).start()
        await self._server.serve([listening])

    def _open(self, loop: asyncio.AbstractEventLoop) -> None:
        """In a thread of its own: first the engine, then the pages, whose import takes seconds."""
        try:
            engine = self._prepare()
            self.slot.fill(engine)
            engine.warm()
            from assistant.web.page import build_page

            page = build_page(self.slot, self.home)
        except BaseException as error:  # noqa: BLE001 - handed to run(), which raises it in the main thread
            self._failure = error
            self.slot.give_up()
            self._server.should_exit = True
            return
        # Kept here since the loop itself holds its tasks only weakly.
        self._pages = asyncio.run_coroutine_threadsafe(self.site.open_page(page), loop)
