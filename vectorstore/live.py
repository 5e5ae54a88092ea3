"""Holds the newest version of something that takes a while to open."""

from __future__ import annotations

import gc
import logging
import threading
from collections.abc import Callable
from typing import Generic, Protocol, TypeVar

from vectorstore.errors import ArchiveError

_LOG = logging.getLogger(__name__)
_PATIENCE = 1.0  # seconds a caller waits for a newer version before it gets the one before


class Version(Protocol):
    @property
    def version(self) -> str: ...
    def warm(self) -> None: ...


T = TypeVar("T", bound=Version)


class Live(Generic[T]):
    """Opens again in the background when the pointer has changed."""

    def __init__(self, pointer: Callable[[], int], opener: Callable[[], T]) -> None:
        self._pointer = pointer
        self._opener = opener
        self._held: T | None = None
        self._lock = threading.Lock()
        self._opening: threading.Thread | None = None

    def get(self) -> T:
        """The newest version; a small one is opened while the caller waits, a large one without making it wait."""
        with self._lock:
            if self._held is None:
                self._held = self._opener()
                return self._held
            if str(self._pointer()) != self._held.version and self._opening is None:
                self._opening = threading.Thread(target=self._reopen, daemon=True, name="open-index")
                self._opening.start()
            opening = self._opening
        if opening is not None:
            opening.join(_PATIENCE)
        return self._held

    def _reopen(self) -> None:
        try:
            newer = self._opener()
            with self._lock:
                self._held = newer
        except ArchiveError as error:
            _LOG.warning("the new version of the index cannot be opened, the one before goes on answering: %s", error)
            return
        finally:
            with self._lock:
                self._opening = None
        gc.collect()  # lets go of the version before, once nobody answers from it
        newer.warm()
