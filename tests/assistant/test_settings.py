"""Settings are read once, named fully, and refuse what they cannot use."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.settings import Settings
from vectorstore.settings import NAMES, SettingsError


def test_defaults() -> None:
    settings = Settings.from_environment({})
    assert (settings.host, settings.port, settings.home) == ("127.0.0.1", 7860, Path("var"))
    assert settings.llm_model is None


def test_every_name_is_read() -> None:
    values = {
        "GAZETTE_HOME": "/srv/gazette",
        "GAZETTE_EMBEDDING": "/models/bge",
        "GAZETTE_EMBEDDING_API_KEY": "embedding-secret",
        "GAZETTE_CHROMA_URL": "http://chroma:8000",
        "GAZETTE_RERANKER": "/models/reranker",
        "GAZETTE_LLM_BASE_URL": "http://127.0.0.1:8080/v1",
        "GAZETTE_LLM_MODEL": "some-model",
        "GAZETTE_LLM_API_KEY": "secret",
    }
    assert set(values) == set(NAMES)
    settings = Settings.from_environment({**values, "HOST": "::1", "PORT": "8000"})
    read = {
        str(settings.home),
        settings.embedding,
        settings.chroma_url,
        settings.reranker,
        settings.store.embedding_key,
    }
    read |= {settings.llm_base_url, settings.llm_model, settings.llm_api_key}
    assert read == set(values.values())
    assert (settings.host, settings.port) == ("::1", 8000)


def test_the_key_does_not_show() -> None:
    settings = Settings.from_environment({"GAZETTE_LLM_API_KEY": "sk-secret", "GAZETTE_EMBEDDING_API_KEY": "sk-other"})
    assert "sk-secret" not in repr(settings)
    assert "sk-other" not in repr(settings)


@pytest.mark.parametrize(
    ("environment", "says"),
    [
        ({"GAZETTE_HOMES": "x"}, "GAZETTE_HOMES"),
        ({"GAZETTE_CHROMA_URL": "localhost:8000"}, "GAZETTE_CHROMA_URL"),
        ({"GAZETTE_LLM_BASE_URL": "ftp://x", "GAZETTE_LLM_MODEL": "m"}, "http://HOST:PORT/v1"),
        ({"GAZETTE_LLM_BASE_URL": "http://x/v1"}, "GAZETTE_LLM_MODEL"),
        ({"PORT": "0"}, "1 to 65535"),
        ({"PORT": "65536"}, "1 to 65535"),
        ({"PORT": "８０"}, "1 to 65535"),
        ({"PORT": "9" * 5000}, "1 to 65535"),
        ({"PORT": "-1"}, "1 to 65535"),
    ],
)
def test_what_cannot_be_used_is_refused_with_the_remedy(environment: dict[str, str], says: str) -> None:
    with pytest.raises(SettingsError, match=says):
        Settings.from_environment(environment)
