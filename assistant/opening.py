"""Opens the assistant for an entry point, with one error for whatever is in the way."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.chain import Assistant


class OpeningError(Exception):
    """The assistant cannot be opened; the message says what to do."""


def open_assistant(settings: Settings, say: Callable[[str], None]) -> Assistant:
    """The assistant over the archive of `settings`, made from the bundled gazettes where there is none."""
    # What follows takes seconds to import: an entry point has refused by now what it can refuse without it.
    from assistant.bundled import ensure_archive
    from assistant.chain import Assistant
    from ingest.model import IngestError
    from vectorstore.embedding import EmbeddingError
    from vectorstore.errors import ArchiveError

    try:
        ensure_archive(settings.store, say)
        return Assistant.open(settings)
    except (ArchiveError, EmbeddingError, IngestError) as error:
        raise OpeningError(str(error)) from error
