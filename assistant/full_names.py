"""What a question cuts short, in full: 六院 for the sixth people's hospital, 10k ppl for ten thousand people."""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant.words import SHORTHAND

# Numbered institutions, which people call by number and last character, and how their names may be in full
_NUMBERED = re.compile(
    r"(?<![第两\d一二三四五六七八九十])([一二三四五六七八九十]{1,3})([院中])(?![士长子校落学国级间心])"
)
_SHORTHAND = tuple((re.compile(said), full) for said, full in SHORTHAND.items())
_IN_FULL = {"院": ("第{}人民医院", "第{}医院"), "中": ("第{}中学", "第{}高级中学")}


def full_names(text: str, known: Callable[[str], bool]) -> str:
    """A folded question with the names in full that some document has: 第六人民医院 for 六院."""

    def full(found: re.Match[str]) -> str:
        names = (name.format(found[1]) for name in _IN_FULL[found[2]])
        return next((name for name in names if known(name)), found[0])

    return _NUMBERED.sub(full, text)


def spelt_out(text: str) -> str:
    """A folded English question without the shorthand of messages and notes."""
    for said, full in _SHORTHAND:
        text = said.sub(full, text)
    return text
