"""The archive that a first start finds: the bundled gazettes, where nothing has been ingested yet."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from vectorstore.archive import Archive
from vectorstore.intake import take_in
from vectorstore.settings import StoreSettings
from vectorstore.versions import Home

FOLDER = Path(__file__).resolve().parents[1] / "data" / "gazettes"


def ensure_archive(settings: StoreSettings, say: Callable[[str], None]) -> None:
    """Ingest the bundled gazettes where `settings.home` holds no archive; they are read at no other time."""
    home = Home(settings.home)
    if home.current():
        return
    if home.archive.exists() and Archive.open(home.archive, readonly=True).published():
        return  # only the pointer was lost
    say(f"{settings.home} holds no archive yet: reading the bundled gazettes")
    take_in(settings, [FOLDER], waiting=say)
