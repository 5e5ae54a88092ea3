"""The words of the pages, from prompts/."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

Language = Literal["zh", "en"]
_PROMPTS = Path(__file__).resolve().parents[2] / "prompts"


def page_file(name: str) -> str:
    """A file of prompts/ as text."""
    return (_PROMPTS / name).read_text("utf-8")


@lru_cache
def words(language: Language) -> dict[str, Any]:
    """All words of the pages in a language; a key that is missing raises KeyError where it is used."""
    return tomllib.loads(page_file(f"page_{language}.toml"))
