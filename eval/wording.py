"""The words of the report page in both languages, from prompts/."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from html import escape
from pathlib import Path

_FILE = Path(__file__).parents[1] / "prompts" / "report.toml"


@cache
def _texts() -> dict[str, dict[str, tuple[str, str]]]:
    return tomllib.loads(_FILE.read_text("utf-8"))


def spoken(word: str) -> str:
    """A word as HTML in both languages, of which the page shows one; one that is not known as it is."""
    known = _texts()["words"].get(word)
    return _both(*known) if known else escape(word)


def meanings() -> Iterator[tuple[str, str]]:
    """The names of the metrics, each with what it means as HTML."""
    return ((name, _both(*texts)) for name, texts in _texts()["meaning"].items())


def _both(chinese: str, english: str) -> str:
    return f'<span lang="zh">{escape(chinese)}</span><span lang="en">{escape(english)}</span>'
