"""The words of answers, from prompts/answers.toml, and names as each language prints them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from ingest.units import english

_FILE = Path(__file__).parents[1] / "prompts" / "answers.toml"


@cache
def _phrases() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


def say(language: str, key: str, **values: object) -> str:
    """The phrase `key` in a language, filled; a missing phrase or value is a KeyError."""
    return _phrases()[language][key].format_map(values)


_JOINTS = {"zh": {",": "、", ";": "；", " ": ""}, "en": {",": ", ", ";": "; ", " ": " "}}


def joined(language: str, joint: str, parts: Iterable[str]) -> str:
    """Parts in a row, with the commas, semicolons or spaces that the language sets between them."""
    return _JOINTS[language][joint].join(parts)


def space(language: str) -> str:
    """What parts two sentences of an answer."""
    return _JOINTS[language][" "]


def unit_name(unit: str, language: str) -> str:
    """A unit as an answer names it: English with the Chinese beside it, or as printed."""
    return f"{english(unit)} ({unit})" if language == "en" and english(unit) else unit


def unit_list(units: Iterable[str], language: str) -> str:
    """Unit names joined as the language joins them."""
    names = [unit_name(unit, language) for unit in units]
    if language == "zh":
        return "、".join(names)
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1] if names else ""
