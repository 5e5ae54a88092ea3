"""Where the index lives and what it is built with, read once from an injected environment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

PREFIX = "GAZETTE_"
STORE_NAMES = ("GAZETTE_HOME", "GAZETTE_EMBEDDING", "GAZETTE_EMBEDDING_API_KEY", "GAZETTE_CHROMA_URL")
NAMES = (
    *STORE_NAMES,
    "GAZETTE_RERANKER",
    "GAZETTE_LLM_BASE_URL",
    "GAZETTE_LLM_MODEL",
    "GAZETTE_LLM_API_KEY",
)


class SettingsError(ValueError):
    """A setting that cannot be used; the message says what to set instead."""


@dataclass(frozen=True, slots=True)
class StoreSettings:
    """The part of the settings that ingest and the index need; the key never shows in `repr`."""

    home: Path = Path("var")
    embedding: str | None = None  # None: the bundled model
    chroma_url: str | None = None  # None: Chroma embedded, under `home`
    embedding_key: str | None = field(default=None, repr=False)  # of an embeddings endpoint that asks for one

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> StoreSettings:
        """Read the settings; SettingsError for an unknown GAZETTE_* name or an unusable value."""
        check_names(environment)
        chroma_url = environment.get("GAZETTE_CHROMA_URL") or None
        if chroma_url and not chroma_url.startswith(("http://", "https://")):
            raise SettingsError(f"GAZETTE_CHROMA_URL is {chroma_url!r}: give it as http://HOST:PORT or leave it out")
        return cls(
            home=Path(environment.get("GAZETTE_HOME") or "var").expanduser(),
            embedding=environment.get("GAZETTE_EMBEDDING") or None,
            embedding_key=environment.get("GAZETTE_EMBEDDING_API_KEY") or None,
            chroma_url=chroma_url,
        )


def check_names(environment: Mapping[str, str]) -> None:
    """SettingsError for a GAZETTE_* name that nobody reads: a typing error must not pass in silence."""
    unknown = sorted(name for name in environment if name.startswith(PREFIX) and name not in NAMES)
    if unknown:
        raise SettingsError(f"unknown setting {', '.join(unknown)}: the known names are {', '.join(NAMES)}")
