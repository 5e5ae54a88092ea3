"""All settings, read once from an injected environment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from vectorstore.settings import SettingsError, StoreSettings

DEFAULT_HOST = "127.0.0.1"
DEFAULT_PORT = 7860


def port_number(text: str) -> int:
    """A port from 1 to 65535; SettingsError otherwise."""
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:6]) <= 65535):
        raise SettingsError(f"PORT is {text!r}: give a number from 1 to 65535")
    return int(text)


@dataclass(frozen=True, slots=True)
class Settings:
    """What the assistant and its server need to know; the key never shows in `repr`."""

    store: StoreSettings = field(default_factory=StoreSettings)
    reranker: str | None = None
    llm_base_url: str | None = None
    llm_model: str | None = None
    llm_api_key: str | None = field(default=None, repr=False)
    host: str = DEFAULT_HOST
    port: int = DEFAULT_PORT

    @property
    def home(self) -> Path:
        return self.store.home

    @property
    def embedding(self) -> str | None:
        return self.store.embedding

    @property
    def chroma_url(self) -> str | None:
        return self.store.chroma_url

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Settings:
        """Read GAZETTE_*, HOST and PORT; SettingsError for an unknown GAZETTE_* name or an unusable value."""
        base_url = environment.get("GAZETTE_LLM_BASE_URL") or None
        model = environment.get("GAZETTE_LLM_MODEL") or None
        if base_url and not base_url.startswith(("http://", "https://")):
            raise SettingsError(f"GAZETTE_LLM_BASE_URL is {base_url!r}: give it as http://HOST:PORT/v1 or leave it out")
        if base_url and not model:
            raise SettingsError("GAZETTE_LLM_BASE_URL is set without GAZETTE_LLM_MODEL: name the model, or unset both")
        return cls(
            store=StoreSettings.from_environment(environment),
            reranker=environment.get("GAZETTE_RERANKER") or None,
            llm_base_url=base_url,
            llm_model=model,
            llm_api_key=environment.get("GAZETTE_LLM_API_KEY") or None,
            host=environment.get("HOST") or DEFAULT_HOST,
            port=port_number(environment.get("PORT") or str(DEFAULT_PORT)),
        )
