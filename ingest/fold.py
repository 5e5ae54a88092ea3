"""The folded form for matching, with offsets back into the text it came from."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import opencc

# Variant and OCR characters that neither NFKC nor OpenCC maps.
_VARIANTS = str.maketrans(
    {
        "郟": "郏",
        "⺠": "民",
        "⻔": "门",
        "—": "-",
        "―": "-",
        "–": "-",
        "〔": "(",
        "〕": ")",
        "【": "(",
        "】": ")",
        "［": "(",
        "］": ")",
        "[": "(",
        "]": ")",
        "“": '"',
        "”": '"',
        "‘": "'",
        "’": "'",
    }
)
_MARKUP = re.compile(
    r"</?(?:b|i|u|sub|sup|br|strong|em|span|font|p)(?:\s[^<>]*)?/?>|(?<![\w*])\*\*|\*\*(?![\w*])",
    re.IGNORECASE,
)
_T2S = opencc.OpenCC("t2s")


@lru_cache(maxsize=16384)
def fold_character(character: str) -> str:
    """One character in NFKC, lower case, simplified, without white space; may be empty or several characters."""
    folded = unicodedata.normalize("NFKC", character).casefold()
    if len(character) == 1 and character > "⹿":
        folded = _T2S.convert(folded)
    return "".join(folded.translate(_VARIANTS).split())


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded text; `offsets[i]` is where character i of it came from, `offsets[-1]` the length of the original."""

    text: str
    offsets: tuple[int, ...]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The range of the original that a non-empty range of the folded text came from."""
        return self.offsets[start], self.offsets[end - 1] + 1


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """`fold_map` without the offsets."""
    return "".join(map(fold_character, _MARKUP.sub("", text)))


def fold_map(text: str) -> Folded:
    """Fold a text and keep where each character came from."""
    characters: list[str] = []
    offsets: list[int] = []
    position = 0
    for markup in [*_MARKUP.finditer(text), None]:
        stop = markup.start() if markup else len(text)
        for index in range(position, stop):
            for folded in fold_character(text[index]):
                characters.append(folded)
                offsets.append(index)
        position = markup.end() if markup else stop
    return Folded("".join(characters), (*offsets, len(text)))


_NUMBER = re.compile(r"\d+(?:,\d{3})*(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?")


def _splits_number(text: str, start: int, end: int) -> bool:
    """Whether a boundary of the range falls inside a number."""
    return any(
        number.start() < boundary - max(0, boundary - 24) < number.end()
        for boundary in (start, end)
        if _numeric(text[boundary - 1 : boundary]) and _numeric(text[boundary : boundary + 1])
        for number in _NUMBER.finditer(text[max(0, boundary - 24) : boundary + 24])
    )


def _numeric(character: str) -> bool:
    """Whether a character may stand within a number, as it must on both sides of a cut."""
    return character.isdecimal() or character in (",", ".")


def find(needle: str, haystack: Folded, start: int = 0) -> tuple[int, int] | None:
    """The original range of the first match of a folded needle that does not cut a number, None if there is none."""
    while needle and (at := haystack.text.find(needle, start)) >= 0:
        if not _splits_number(haystack.text, at, at + len(needle)):
            return haystack.original(at, at + len(needle))
        start = at + 1
    return None


def contains(needle: str, haystack: str) -> bool:
    """Whether a folded text holds a folded needle without cutting a number."""
    start = 0
    while needle and (at := haystack.find(needle, start)) >= 0:
        if not _splits_number(haystack, at, at + len(needle)):
            return True
        start = at + 1
    return False
