"""The archive that a first start finds: the bundled gazettes, where nothing has been ingested yet."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from ingest.files import read
from ingest.parse import parse
from vectorstore.embedding import load_embedding
from vectorstore.publish import publishing
from vectorstore.settings import StoreSettings
from vectorstore.versions import Home

FOLDER = Path(__file__).resolve().parents[1] / "data" / "gazettes"


def ensure_archive(settings: StoreSettings, say: Callable[[str], None]) -> None:
    """Ingest the bundled gazettes where `settings.home` holds no archive; they are read at no other time."""
    home = Home(settings.home)
    if home.current():
        return
    paths = sorted(path for path in FOLDER.iterdir() if path.is_file() and not path.name.startswith("."))
    embedding = load_embedding(settings.embedding)
    with publishing(home, embedding, settings.chroma_url, waiting=say) as publisher:
        if home.current():  # another program was first, or an archive was there and only its pointer was lost
            return
        for path in paths:
            say(f"{settings.home} holds no archive yet: reading {path.name}")
            publisher.add(parse(read(path)), PARSER, str(path.parent))
        publisher.publish()
