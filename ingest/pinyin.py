"""Pinyin without tones."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import product

_SPELT = re.compile(
    r"(?:(?:[bpmfdtnlgkhjqxrzcsyw]|zh|ch|sh)?"
    r"(?:a|ai|an|ang|ao|e|ei|en|eng|er|i|ia|ian|iang|iao|ie|in|ing|iong|iu|o|ong|ou|u|ua|uai|uan|uang|ue|ui|un|uo))+"
)


def is_pinyin(word: str) -> bool:
    """Whether a lower-case Latin word may be Chinese syllables: jining."""
    return bool(_SPELT.fullmatch(word))


def syllables(text: str) -> list[str]:
    """One lower-case syllable a character: 柳州 -> liu, zhou."""
    from pypinyin import lazy_pinyin  # its dictionaries cost half a second of start-up

    return [syllable.replace("ü", "u") for syllable in lazy_pinyin(text)]


@lru_cache(maxsize=8192)
def pinyin(text: str) -> str:
    """One lower-case word: 柳州 -> liuzhou."""
    return "".join(syllables(text))


def readings(text: str) -> set[str]:
    """Every reading of a short name, since a place may be read as no dictionary says."""
    from pypinyin import Style
    from pypinyin import pinyin as all_readings

    options = all_readings(text, style=Style.NORMAL, heteronym=True)
    return {"".join(reading).replace("ü", "u") for reading in product(*(choice[:3] for choice in options))}
